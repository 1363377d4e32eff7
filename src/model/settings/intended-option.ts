import { exactOption } from '../../catalogue/exact-names.js';
import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import { findOption } from '../../catalogue/find-option.js';
import { type OptionSuggestion, suggestOptions } from '../../catalogue/suggest-options.js';
import { counterpartOf } from '../../knowledge/settings/option-counterparts.js';
import type { Setting } from '../../parse/config-file/option-settings.js';
import { literalText } from '../../source/index.js';

/** The option that a setting is probably intended for: undefined where it names one, and where several are possible. */
export function intendedOptionOf(namespace: NamespaceInfo, setting: Setting): string | undefined {
  const { option } = setting;
  if (option.valueKind !== 'literal' || findOption(namespace, option.value)) return undefined;
  const certain = exactOption(namespace, option.value);
  if (certain !== undefined) return certain;
  const counterpart = counterpartOf(namespace.listedAs, option.value);
  if (counterpart) return counterpart.name;
  const { names } = suggestionFor(namespace, setting);
  return names.length === 1 ? names[0] : undefined;
}

/** What to suggest for an option that its namespace does not have. */
export const suggestionFor = (namespace: NamespaceInfo, { option, value }: Setting): OptionSuggestion =>
  suggestOptions(namespace, option.value, literalText(value));
