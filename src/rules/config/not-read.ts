import { mayBeFilledIn } from '../../model/bundle/may-be-filled-in.js';
import { unreadSections } from './not-read/unread-sections.js';
import type { Rule } from '../rule.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const notRead: Rule = {
  meta: {
    id: 'config/not-read',
    summary:
      'A file contains configuration, but its name or its folder keeps Elastic Beanstalk from reading it',
    why: 'Elastic Beanstalk reads only the files directly in .ebextensions whose names end in .config. It silently skips all others, so the settings, commands and resources in them have no effect.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
  },
  *check(project) {
    for (const { section, betterName, folder } of unreadSections(
      deployedFiles(project),
      configFiles(project),
    )) {
      // A build may copy the folder of one environment to where it is read.
      if (folder && mayBeFilledIn(deployedFiles(project))) continue;
      yield {
        at: section.place,
        // What happens to a folder is not documented.
        ...(folder ? { severity: 'warning' as const } : {}),
        message: `Section "${section.value}" is in ${PLACES[folder ?? 'root']}`,
        help: betterName
          ? `${folder ? 'Move' : 'Rename'} the file to \`${betterName}\`.`
          : 'Give the file a unique name that ends in `.config`.',
      };
    }
  },
};

const PLACES = {
  root: 'a file whose name does not end in .config',
  subfolder: 'a file in a subfolder of .ebextensions',
  platform: 'a file in .platform, where no section is read',
} as const;
