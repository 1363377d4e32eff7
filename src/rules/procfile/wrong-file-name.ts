import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { platform, runsProcfile } from '../../model/platform/find-platform.js';
import { startOfFile } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { renaming } from '../support/migration/move-to-bundle.js';

export const wrongFileName: Rule = {
  meta: {
    summary: 'The Procfile has the wrong name',
    why: 'Elastic Beanstalk looks for a file named Procfile, with a capital P and without an extension, and ignores a file with any other name. The platform starts its default command, or the deployment fails because there is nothing to start.',
    consequence: 'file-ignored',
    references: ['guide:platforms-linux-extend.build-proc'],
    needsPlatform: true,
  },
  *check(project) {
    const { files } = deployedFiles(project);
    if (runsProcfile(platform(project)) === false || files.some(({ name }) => name === 'Procfile')) return;
    for (const file of files) {
      const { name, path } = file;
      const isElsewhere = IN_ANOTHER_FOLDER.test(name);
      if (!isElsewhere && !ALMOST_PROCFILE.test(name)) continue;
      yield {
        at: startOfFile({ path, name }),
        message: `The file is named "${name}", but Elastic Beanstalk reads only "Procfile"`,
        help: isElsewhere ? 'Move it to the root of the project.' : 'Rename it to `Procfile`.',
        ...renaming(file, 'Procfile', project),
      };
    }
  },
};

const IN_ANOTHER_FOLDER = /^\.(?:ebextensions|platform|elasticbeanstalk)\/Procfile$/;

/** `Procfile.dev` and the like are for other programs. */
const ALMOST_PROCFILE = /^procfile\s*(?:\.|\.txt)?$/i;
