import { findOption } from '../knowledge/catalogue/find-option.js';
import type { Setting } from './settings.js';

/** Whether a report may show the value of a setting: what an application defines for itself may be a secret. */
export function mayBeShown({ namespace, option }: Setting): boolean {
  const facts = findOption(namespace.value, option.value);
  return facts !== undefined && !facts.namespace.freeForm && !facts.sensitive;
}
