import { unreadSections } from './not-read/unread-sections.js';
import type { Rule } from '../rule.js';

export const notRead: Rule = {
  meta: {
    id: 'config/not-read',
    summary: 'A file in .ebextensions contains configuration, but its name does not end in .config',
    why: 'Elastic Beanstalk reads only the files in .ebextensions whose names end in .config. It silently skips all others, so the settings, commands and resources in them have no effect.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
  },
  *check({ files, configFiles }) {
    for (const { section, betterName } of unreadSections(files, configFiles)) {
      yield {
        at: section.place,
        message: `Section "${section.value}" is in a file whose name does not end in .config`,
        help: betterName
          ? `Rename the file to \`${betterName}\`.`
          : 'Give the file a unique name that ends in `.config`.',
      };
    }
  },
};
