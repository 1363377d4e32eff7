import { findOption } from '../../catalogue/find-option.js';
import { isSecretText, setsSecret } from '../../knowledge/secrets/secret-text.js';
import type { Setting } from './settings.js';

/** Whether a report may show the value of a setting: what an application defines for itself may be a secret. */
export function mayBeShown({ namespace, option, value }: Setting): boolean {
  const facts = findOption(namespace.value, option.value);
  if (!facts || facts.namespace.freeForm || facts.sensitive) return false;
  return !isSecretText(value.text) && !setsSecret(value.text);
}
