import type { Project } from '../../../model/project.js';
import { settings, type Setting } from '../../../model/settings/settings.js';
import { findOption } from '../../../catalogue/find-option.js';

/** A setting whose value is lost, and the later one of the same option that has another. */
export interface LostSetting {
  readonly loser: Setting;
  readonly winner: Setting;
  readonly isInOneFile: boolean;
}

export const lostSettings = (project: Project): LostSetting[] =>
  [...settings(project).effectiveSettings()].flatMap((winner) =>
    winner.overridden
      .filter((loser) => isKnown(winner) && isKnown(loser) && !isSameValue(winner, loser))
      .map((loser) => ({ loser, winner, isInOneFile: loser.place.file === winner.place.file })),
  );

const isKnown = ({ value }: Setting): boolean => value.kind === 'literal';

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
