import { findOption } from '../../catalogue/find-option.js';
import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import type { Setting } from './settings.js';

/** Whether a report may show the value of a setting: what an application defines for itself may be a secret. */
export function mayBeShown({ namespace, option, value }: Setting): boolean {
  const facts = findOption(namespace.value, option.value);
  return facts !== undefined && !facts.namespace.freeForm && !facts.sensitive && !isSecretText(value.text);
}

/** Whether the value of a setting may be a secret, by its option, its name or its form. */
export function holdsSecret({ namespace, option, value }: Setting): boolean {
  const facts = findOption(namespace.value, option.value);
  const isOwnName = !facts || facts.namespace.freeForm;
  return facts?.sensitive === true || (isOwnName && isSecretName(option.value)) || isSecretText(value.text);
}

const isSecretText = (value: string): boolean => secretsIn(value).length > 0;
