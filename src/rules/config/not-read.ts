import { unreadSections } from '../../model/unread-sections.js';
import type { Rule } from '../rule.js';

export const notRead: Rule = {
  meta: {
    id: 'config/not-read',
    summary: 'A file of .ebextensions holds configuration, but its name does not end in .config',
    why: 'Elastic Beanstalk reads only those files of .ebextensions whose names end in .config. It passes over all others without a word, so the settings, commands and resources in them do nothing.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
  },
  *check({ files, configFiles }) {
    for (const { section, betterName } of unreadSections(files, configFiles)) {
      const mend = betterName
        ? `rename it to ${betterName}`
        : 'give it a name of its own that ends in .config';
      yield {
        at: section.place,
        message: `Elastic Beanstalk does not read this file with its section "${section.value}", because its name does not end in .config; ${mend}.`,
      };
    }
  },
};
