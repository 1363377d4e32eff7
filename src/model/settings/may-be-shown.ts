import { findOption } from '../../catalogue/find-option.js';
import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import type { Setting } from './settings.js';

/** Whether a report may show the value of a setting: what an application defines for itself may be a secret. */
export function mayBeShown({ namespace, option, value }: Setting): boolean {
  const facts = findOption(namespace.value, option.value);
  return facts !== undefined && !facts.namespace.freeForm && !facts.sensitive && !isSecretText(value.text);
}

/** Whether the value of a setting may be a secret, by its option, its name, its form or the file that it is in. */
export const holdsSecret = (setting: Setting): boolean =>
  hasSecretName(setting) || isInClearText(setting) || isSecretText(setting.value.text);

/** What an application defines for itself is in clear text in plans and in answers of the API, also where Terraform hides it. */
export const isInClearText = ({ layer, place, namespace }: Setting): boolean =>
  layer === 'environment' &&
  place.file.name.endsWith('.json') &&
  namespace.value === 'aws:elasticbeanstalk:application:environment';

/** Whether a setting has the name of a secret: an option that is one, or a name that a user chose or misspelled. */
export function hasSecretName({ namespace, option }: Setting): boolean {
  const facts = findOption(namespace.value, option.value);
  if (facts?.sensitive) return true;
  return (!facts || facts.namespace.freeForm === true) && isSecretName(option.value);
}

const isSecretText = (value: string): boolean => secretsIn(value).length > 0;
