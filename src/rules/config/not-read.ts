import { mayBeFilledIn } from '../../model/bundle/may-be-filled-in.js';
import { unreadSections } from './not-read/unread-sections.js';
import type { Rule } from '../rule.js';

export const notRead: Rule = {
  meta: {
    id: 'config/not-read',
    summary: 'A file contains configuration, but its name does not end in .config or it is in a subfolder',
    why: 'Elastic Beanstalk reads only the files directly in .ebextensions whose names end in .config. It silently skips all others, so the settings, commands and resources in them have no effect.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
  },
  *check({ files, configFiles }) {
    for (const { section, betterName, isInFolderBelow } of unreadSections(files, configFiles)) {
      // A build may copy the folder of one environment to where it is read.
      if (isInFolderBelow && mayBeFilledIn(files)) continue;
      yield {
        at: section.place,
        // What happens to a folder is not documented.
        ...(isInFolderBelow ? { severity: 'warning' as const } : {}),
        message: isInFolderBelow
          ? `Section "${section.value}" is in a file in a subfolder of .ebextensions`
          : `Section "${section.value}" is in a file whose name does not end in .config`,
        help: betterName
          ? `${isInFolderBelow ? 'Move' : 'Rename'} the file to \`${betterName}\`.`
          : 'Give the file a unique name that ends in `.config`.',
      };
    }
  },
};
