import { exactOption } from '../../catalogue/exact-names.js';
import {
  type NamespaceMention,
  namespaceMentions,
  type SettingGroup,
  settingGroups,
} from '../../model/settings/namespace-mentions.js';
import { usableNamespace } from '../../model/settings/namespaces.js';
import type { Place } from '../../source/index.js';
import type { EachRule, Finding } from '../rule.js';
import { rename } from '../support/rename.js';

export const inexactName: EachRule<SettingGroup> = {
  meta: {
    summary: 'The name of a namespace or an option has the wrong case or spacing',
    why: "Elastic Beanstalk refuses a name that it does not know, and the whole update with it. One space before the name is enough: \"Invalid option specification (Namespace: 'aws:autoscaling:trigger', OptionName: ' LowerThreshold'): Unknown configuration setting\". Whether it accepts names in another case is not documented; one sample in the guide uses rules instead of Rules.",
    consequence: 'deploy-fails',
    references: [
      'guide:command-options-general',
      'guide:environments-cfg-alb-shared',
      'https://github.com/hashicorp/terraform-provider-aws/issues/7475',
    ],
    yieldsTo: ['config/look-alike-character'],
  },
  each: settingGroups,
  *check(file) {
    for (const mention of namespaceMentions(file)) yield* inMention(mention);
  },
};

function* inMention({ name, places, settings }: NamespaceMention): Generator<Finding> {
  const namespace = usableNamespace(name);
  if (!namespace) return;
  if (namespace.name !== name) yield inexact('Namespace', name, namespace.name, places);
  for (const { option } of settings) {
    const exact = exactOption(namespace, option.value);
    if (exact !== undefined) yield inexact('Option', option.value, exact, [option.place]);
  }
}

const inexact = (
  kind: 'Namespace' | 'Option',
  name: string,
  exact: string,
  places: readonly [Place, ...Place[]],
): Finding => ({
  at: places[0],
  message: `${kind} "${name}" has ${differenceOf(name, exact)}`,
  help: `Rename it to \`${exact}\`.`,
  fix: rename(places, exact, 'safe'),
  ...(name.toLowerCase() === exact.toLowerCase() && { warnsBecause: 'undocumented' }),
});

function differenceOf(name: string, exact: string): string {
  if (name.toLowerCase() === exact.toLowerCase()) return 'the wrong case';
  return name.length > exact.length ? 'an extra space' : 'a missing space';
}
