import { folderOfProject } from '../../model/bundle/archive.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { placeOf } from '../../source/index.js';
import { archived } from '../on.js';
import type { Rule } from '../rule.js';

export const nestedFolder: Rule = {
  meta: {
    summary: 'The archive contains a folder with the project instead of its files',
    why: 'Elastic Beanstalk looks for `.ebextensions`, the `Procfile` and the files of the platform only in the root of the archive. One level deeper, configuration is silently ignored, and the deployment fails because the application has no start file.',
    consequence: 'deploy-fails',
    references: ['guide:applications-sourcebundle'],
  },
  needs: archived,
  *check(project) {
    const { archive } = deployedFiles(project);
    if (!archive) return;
    const folder = folderOfProject(archive);
    if (folder === undefined) return;
    yield {
      at: placeOf(archive.file, 0, 0),
      message: `The project is in folder "${folder}" of the archive`,
      help: 'Put the files of the folder into the archive, not the folder itself.',
    };
  },
};
