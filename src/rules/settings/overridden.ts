import { isSecretName } from '../../knowledge/secret-names.js';
import { describeSetting, mayBeShown } from '../../model/describe-setting.js';
import { isSameValue } from '../../model/same-value.js';
import type { Project } from '../../model/project.js';
import type { Setting } from '../../model/settings.js';
import type { Rule } from '../rule.js';

export const overridden: Rule = {
  meta: {
    id: 'settings/overridden',
    summary: 'An option is set twice with different values',
    why: 'Elastic Beanstalk reads the files of .ebextensions in the order of their names, and each file from top to bottom. Of two values for one option the later one counts; the other is lost without a word.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html'],
    since: '0.1.0',
  },
  *check(project) {
    for (const winner of project.settings.effectiveSettings()) {
      for (const loser of winner.overridden) {
        if (!isKnown(winner) || !isKnown(loser) || isSameValue(winner, loser)) continue;
        if (standsTwiceInOneMap(project, winner, loser)) continue;
        yield {
          at: loser.option.place,
          message: messageOf(winner, loser),
          related: [{ at: winner.option.place, note: `this later ${winner.option.value} counts` }],
        };
      }
    }
  },
};

const isKnown = ({ value }: Setting): boolean => value.kind === 'literal';

/** Of a key that stands twice in one map, config/duplicate-key speaks. */
const standsTwiceInOneMap = ({ configFiles }: Project, winner: Setting, loser: Setting): boolean =>
  winner.place.file === loser.place.file &&
  configFiles.some(
    ({ file, problems }) =>
      file === winner.place.file && problems.some(({ kind }) => kind === 'duplicate-key'),
  );

function messageOf(winner: Setting, loser: Setting): string {
  const subject = describeSetting(loser);
  const mend = 'and that one counts; keep one of the two';
  if (![loser, winner].every(isHarmless))
    return `${subject} is set here, but a later setting gives it another value, ${mend}.`;
  const [lost, kept] = [shown(loser), shown(winner)];
  return `${subject} is ${lost} here, but a later setting makes it ${kept}, ${mend}.`;
}

/** Where the value is not even needed to see the mistake, more is left out than a message about the value could. */
const isHarmless = (setting: Setting): boolean =>
  mayBeShown(setting) && !isSecretName(setting.option.value) && !HOLDS_COMMAND.test(setting.option.value);

/** Options such as `NodeCommand` and `JVM Options` take whatever the program takes. */
const HOLDS_COMMAND = /command|options/i;

const shown = ({ value }: Setting): string => value.text.trim() || 'empty';
