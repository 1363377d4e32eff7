import { mayBeFilledIn } from '../../model/bundle/may-be-filled-in.js';
import { startOfFile } from '../../source/index.js';
import { editDistance } from '../../util/nearest.js';
import type { Rule } from '../rule.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const misnamedFolder: Rule = {
  meta: {
    id: 'project/misnamed-folder',
    summary: 'The folder of configuration files or hooks has the wrong name',
    why: 'Elastic Beanstalk reads configuration files only from a folder with the exact name .ebextensions in the root of the bundle, and hooks and proxy files only from .platform. It silently ignores a folder with any other name, with all settings, commands and hooks in it.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
  },
  *check(project) {
    const { root, folders = [] } = deployedFiles(project);
    for (const { name, isMisnamed } of FOLDERS) {
      if (folders.includes(name)) continue;
      for (const folder of folders) {
        // Builds copy a folder without a dot to its place.
        if (!isMisnamed(folder) || (isWithoutDot(folder) && mayBeFilledIn(deployedFiles(project)))) continue;
        yield {
          at: startOfFile({ path: `${root}/${folder}`, name: folder }),
          message: `The folder is named "${folder}", but Elastic Beanstalk reads only "${name}"`,
          help: `Rename it to \`${name}\`.`,
        };
      }
    }
  },
};

/** One or two letters differ, dot, underscore and case aside; without its dot, `platform` is a folder of many projects. */
const FOLDERS = [
  {
    name: '.ebextensions',
    isMisnamed: (folder: string): boolean => {
      const name = folder.replace(/^[._]?/, '.').toLowerCase();
      return name.startsWith('.eb') && name.length > 8 && editDistance(name, '.ebextensions') <= 2;
    },
  },
  {
    name: '.platform',
    isMisnamed: (folder: string): boolean =>
      folder.startsWith('.') &&
      editDistance(folder.toLowerCase(), '.platform') <= (folder.startsWith('.platform') ? 1 : 2),
  },
] as const;

const isWithoutDot = (folder: string): boolean => !folder.startsWith('.');
