import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { mayBeShown } from '../../model/settings/may-be-shown.js';
import type { Project } from '../../model/project.js';
import { isSameValue } from './overridden/same-value.js';
import type { Setting } from '../../model/settings/settings.js';
import { problemsOf, type ConfigFile } from '../../parse/index.js';
import type { Related } from '../../source/index.js';
import { oncePer } from '../../util/once-per.js';
import { partitionPoint } from '../../util/partition-point.js';
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
  const ownFile = configFiles.find((own) => own.file === file);
  const keys = ownFile ? duplicateKeysIn(ownFile) : [];
  const start = partitionPoint(keys, ({ at }) => at.span.start <= earlier);
  return keys
    .slice(start, start + MAX_KEYS)
    .filter(({ at, first }) => first.span.start <= earlier && at.span.start < later)
    .map(({ at }) => ({ at, note: 'the key around it appears again here' }));
}

/** In the order of the text. */
const duplicateKeysIn = oncePer((file: ConfigFile) =>
  problemsOf([file], 'duplicate-key').sort((a, b) => a.at.span.start - b.at.span.start),
);

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
