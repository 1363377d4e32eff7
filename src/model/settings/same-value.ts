import { findOption } from '../../catalogue/find-option.js';
import type { Setting } from '../../parse/config-file/option-settings.js';

/** Whether two settings of one option mean the same: `True` and `true`, `a, b` and a list of `a` and `b`. */
export function isSameValue(a: Setting, b: Setting): boolean {
  const type = findOption(a.namespace.value, a.option.value)?.type ?? 'string';
  const normal = NORMAL_FORMS[type] ?? ((text: string) => text);
  return normal(a.value.text.trim()) === normal(b.value.text.trim());
}

const withoutCase = (text: string): string => text.toLowerCase();

/** By the type of the option; left out: the text as it is. */
const NORMAL_FORMS: Readonly<Record<string, (text: string) => string>> = {
  boolean: withoutCase,
  enum: withoutCase,
  integer: (text) => String(Number(text)),
  number: (text) => String(Number(text)),
  list: (text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .join(),
};
