import type { Rule } from '../rule.js';
import { lostSettings } from './overridden/lost-settings.js';
import { overrideMessage } from './overridden/override-message.js';

export const overriddenByLaterFile: Rule = {
  meta: {
    summary: 'A later file sets an option to a different value',
    why: 'Elastic Beanstalk reads the files of .ebextensions in the order of their names. When several set an option, the value of the last takes precedence, and the others are silently lost. Files may be layered in this way on purpose.',
    consequence: 'silently-ignored',
    preset: 'strict',
    references: ['guide:command-options'],
  },
  *check(project) {
    for (const lost of lostSettings(project)) {
      if (lost.isInOneFile || lost.winner.layer === 'environment') continue;
      const { loser, winner } = lost;
      yield {
        at: loser.option.place,
        message: overrideMessage(lost),
        help: 'Delete one of the two settings, or write `# eblint-disable-line settings/overridden-by-later-file -- REASON` after this one.',
        related: [{ at: winner.option.place, note: `this later ${winner.option.value} takes precedence` }],
      };
    }
  },
};
