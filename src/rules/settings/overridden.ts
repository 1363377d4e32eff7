import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { mayBeShown } from '../../model/settings/may-be-shown.js';
import type { Project } from '../../model/project.js';
import { isSameValue } from './overridden/same-value.js';
import type { Setting } from '../../model/settings/settings.js';
import { problemsOf } from '../../parse/index.js';
import type { Related } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const overridden: Rule = {
  meta: {
    id: 'settings/overridden',
    summary: 'An option is set to different values',
    why: 'Elastic Beanstalk reads the files of .ebextensions in the order of their names, and each file from top to bottom. When an option is set more than once, the last value takes precedence, and the others are silently lost.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html'],
    since: '0.1.0',
    yieldsTo: ['config/duplicate-key'],
  },
  *check(project) {
    for (const winner of project.settings.effectiveSettings()) {
      for (const loser of winner.overridden) {
        if (!isKnown(winner) || !isKnown(loser) || isSameValue(winner, loser)) continue;
        yield {
          at: loser.option.place,
          message: messageOf(winner, loser),
          help: 'Remove one of the two settings.',
          related: [
            { at: winner.option.place, note: `this later ${winner.option.value} takes precedence` },
            ...duplicateKeysBetween(project, loser, winner),
          ],
        };
      }
    }
  },
};

const isKnown = ({ value }: Setting): boolean => value.kind === 'literal';

/** More would not be shown. */
const MAX_KEYS = 100;

/** Keys that appear twice around two settings of one file, so that Elastic Beanstalk may read only one of the two. */
function duplicateKeysBetween({ configFiles }: Project, loser: Setting, winner: Setting): Related[] {
  const { file } = winner.place;
  if (file !== loser.place.file) return [];
  const [earlier, later] = [loser, winner].map(({ option }) => option.place.span.start) as [number, number];
  const keys: Related[] = [];
  const ownFile = configFiles.filter((own) => own.file === file);
  for (const { at, first } of problemsOf(ownFile, 'duplicate-key')) {
    const isAround = first.span.start <= earlier && earlier < at.span.start && at.span.start < later;
    if (isAround) keys.push({ at, note: 'the key around it appears again here' });
    if (keys.length === MAX_KEYS) break;
  }
  return keys;
}

function messageOf(winner: Setting, loser: Setting): string {
  const name = loser.option.value;
  return [loser, winner].every(isHarmless)
    ? `${name} is ${shown(loser)} here, but a later setting makes it ${shown(winner)}`
    : `${name} is overridden by a later setting with another value`;
}

/** The value is not needed to see the mistake, so more is left out than in a message about the value. */
const isHarmless = (setting: Setting): boolean =>
  mayBeShown(setting) && !isSecretName(setting.option.value) && !HOLDS_COMMAND.test(setting.option.value);

/** Options such as `NodeCommand` and `JVM Options` take whatever the program takes. */
const HOLDS_COMMAND = /command|options/i;

const shown = ({ value }: Setting): string => value.text.trim() || 'empty';
