import { intendedNamespace, intendedOption } from '../../catalogue/find-intended.js';
import type { OptionInfo } from '../../catalogue/find-option.js';
import { misspelledInstanceType, misspelledValue } from '../../catalogue/values/misspelled-value.js';
import { type EffectiveSetting, itemsOfSetting, settings } from '../../model/settings/settings.js';
import { trimmedText } from '../../source/index.js';
import { list, shorten } from '../../util/text.js';
import { anySetting } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceValue } from '../support/replace-value.js';

export const unknownValue: Rule = {
  meta: {
    summary: 'A value is silently ignored, or nearly the same as a known one',
    why: 'Some options accept any value. ELBScheme, for example, only makes the load balancer internal if it is exactly internal: with any other value the load balancer is silently public. DBEngine takes the names of engines, and creating a database with another name fails. No instance starts with a type that does not exist.',
    consequence: 'silently-ignored',
    references: ['guide:command-options-general', 'aws:AmazonRDS/latest/APIReference/API_CreateDBInstance'],
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes', 'settings/unexpanded-variable'],
  },
  needs: anySetting,
  *check(project) {
    for (const setting of settings(project).effectiveSettings()) {
      const namespace = intendedNamespace(setting.namespace.value);
      const option = namespace && intendedOption(namespace, setting.option.value);
      const text = trimmedText(setting.value);
      if (!option || !text) continue;
      const finding = isIgnored(option, text)
        ? ignored(option, text, setting)
        : misspelled(option, text, setting);
      if (finding) yield finding;
      yield* misspelledTypes(option, setting);
    }
  },
};

/** Whether a value in another case has an effect is not documented. */
const isIgnored = ({ othersIgnored, values = [] }: OptionInfo, text: string): boolean =>
  othersIgnored === true && !values.some((value) => value.toLowerCase() === text.toLowerCase());

const ignored = (
  { name, values = [], default: usual }: OptionInfo,
  text: string,
  { value }: EffectiveSetting,
): Finding => ({
  at: value.place,
  message: `${name} is "${shorten(text)}", which has the same effect as "${usual}"`,
  help: `Use ${list(
    values.map((known) => `\`${known}\``),
    'or',
  )}.`,
});

function* misspelledTypes(option: OptionInfo, setting: EffectiveSetting): Generator<Finding> {
  for (const item of itemsOfSetting(setting)) {
    const text = trimmedText(item);
    const intended = text && misspelledInstanceType(option, text);
    if (!intended) continue;
    yield {
      at: item.place,
      message: `There is no instance type "${shorten(text)}"`,
      help: `Write \`${intended}\`.`,
    };
  }
}

function misspelled(option: OptionInfo, text: string, setting: EffectiveSetting): Finding | undefined {
  const intended = misspelledValue(option, text);
  if (intended === undefined) return undefined;
  return {
    at: setting.value.place,
    message: `${option.name} has no value "${shorten(text)}"`,
    help: `Write \`${intended}\`.`,
    ...fixOf('unsafe', `Change it to ${intended}`, replaceValue(setting, intended)),
  };
}
