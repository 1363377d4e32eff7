import { environments } from '../../model/settings/environments.js';
import { mayBeShown } from '../../model/settings/may-be-shown.js';
import { isSameValue } from '../../model/settings/same-value.js';
import { type EffectiveSetting, type Setting, settings } from '../../model/settings/settings.js';
import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';

/** What is set in all environments themselves. */
interface Override {
  readonly loser: Setting;
  readonly winners: readonly Setting[];
}

export const overriddenSetting: Rule = {
  meta: {
    summary: 'The environment itself sets an option of a configuration file to another value',
    why: 'What Terraform, CloudFormation or any other client of the API sets in an environment takes precedence over the files of .ebextensions. The value of the file is silently ignored, also after it is changed. It only has an effect again once the option is removed from the environment.',
    consequence: 'silently-ignored',
    references: ['guide:command-options'],
  },
  needs: environments,
  *check(project) {
    const count = environments(project).length;
    for (const winner of byOption(settings(project).effectiveSettings()).values())
      for (const { loser, winners } of overridesIn(winner, count)) {
        const [first] = winners;
        if (!first) continue;
        const isShown = mayBeShown(loser) && winners.length === 1;
        yield {
          at: loser.option.place,
          message: `${loser.option.value} has no effect: the environment sets it to ${isShown ? (literalText(first.value) ?? '') : 'another value'}`,
          help: `Delete it: \`${first.place.file.name}\` takes precedence.`,
          related: winners.map(({ option }) => ({ at: option.place, note: 'this takes precedence' })),
        };
      }
  },
};

/** The settings of one option: several where it differs between environments. */
function byOption(all: Iterable<EffectiveSetting>): ReadonlyMap<string, readonly EffectiveSetting[]> {
  const byKey = new Map<string, EffectiveSetting[]>();
  for (const setting of all) {
    if (setting.layer !== 'environment' || setting.overridden.length === 0) continue;
    const { namespace, resource = '', option } = setting;
    const key = `${namespace.value}\0${resource}\0${option.value}`;
    byKey.set(key, [...(byKey.get(key) ?? []), setting]);
  }
  return byKey;
}

/** @param count how many environments there are: what only some of them set has an effect in the others */
function overridesIn(winners: readonly EffectiveSetting[], count: number): readonly Override[] {
  const [first] = winners;
  const isInAll = !first?.variants || first.variants.length === count;
  if (!first || !isInAll || winners.some(({ value }) => value.kind !== 'literal')) return [];
  const loser = first.overridden.findLast(({ layer }) => layer === 'configuration file');
  const isOther = loser?.value.kind === 'literal' && winners.some((winner) => !isSameValue(winner, loser));
  return loser && isOther ? [{ loser, winners }] : [];
}
