import { findOption } from '../../catalogue/find-option.js';
import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { isSecretText, setsSecret } from '../../knowledge/secrets/secret-text.js';
import type { Setting } from './settings.js';

/** Whether the value of a setting may be a secret, by its option, its name or its form. */
export function holdsSecret({ namespace, option, value }: Setting): boolean {
  const facts = findOption(namespace.value, option.value);
  const isOwnName = !facts || facts.namespace.freeForm;
  return (
    facts?.sensitive === true ||
    (isOwnName && isSecretName(option.value)) ||
    isSecretText(value.text) ||
    setsSecret(value.text)
  );
}
