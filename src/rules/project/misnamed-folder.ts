import { mayBeFilledIn } from '../../model/bundle/may-be-filled-in.js';
import { placeOf, SourceFile } from '../../source/index.js';
import { editDistance } from '../../util/edit-distance.js';
import type { Rule } from '../rule.js';

export const misnamedFolder: Rule = {
  meta: {
    id: 'project/misnamed-folder',
    summary: 'The folder of configuration files has the wrong name',
    why: 'Elastic Beanstalk reads configuration files only from a folder with the exact name .ebextensions in the root of the bundle. It silently ignores a folder with any other name, with all settings and commands in it.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
  },
  *check({ files }) {
    const { root, folders = [] } = files;
    if (folders.includes(FOLDER)) return;
    for (const folder of folders) {
      // Builds copy a folder without a dot to its place.
      if (!isMisnamed(folder) || (isWithoutDot(folder) && mayBeFilledIn(files))) continue;
      yield {
        at: placeOf(new SourceFile(`${root}/${folder}`, folder, ''), 0, 0),
        message: `The folder is named "${folder}", but Elastic Beanstalk reads only "${FOLDER}"`,
        help: `Rename it to \`${FOLDER}\`.`,
      };
    }
  },
};

const FOLDER = '.ebextensions';

/** One or two letters differ, dot, underscore and case aside. */
const isMisnamed = (folder: string): boolean => {
  const name = folder.replace(/^[._]?/, '.').toLowerCase();
  return name.startsWith('.eb') && name.length > 8 && editDistance(name, FOLDER) <= 2;
};

const isWithoutDot = (folder: string): boolean => !folder.startsWith('.');
