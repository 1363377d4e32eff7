import { literalText, type Place } from '../../source/index.js';
import type { Doubt } from '../doubt.js';
import type { Project } from '../project.js';
import { incompleteness, isCompleteAbout } from '../scripts/completeness.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { ABSENT, doubtOf, type Presence, unknown } from './presence.js';

/** Whether an environment property is set, and to what. */
export type PropertyPresence =
  | { readonly kind: 'there'; readonly text: string; readonly at: Place }
  | Extract<Presence, { readonly kind: 'absent' | 'unknown' }>;

/**
 * It is unknown where its value is filled in, where a file that names it cannot be read, and where environments may have
 * settings that no file shows.
 * @param name letters, digits and `_`
 */
export function propertyNamed(name: string, project: Project): PropertyPresence {
  const { value } = settings(project).effective(ENVIRONMENT_PROPERTIES, name) ?? {};
  const text = literalText(value);
  if (value && text !== undefined) return { kind: 'there', text, at: value.place };
  if (value) return unknown(`the value of ${name} is not known`, value.place);
  const doubt = isCompleteAbout(new RegExp(`\\b${name}\\b`), project) ? undefined : incompleteness(project);
  return doubt ? { kind: 'unknown', because: doubt } : ABSENT;
}

/** Why a property may have one of the values that matter; undefined where it has another one or is not set. */
export function propertyDoubt(
  name: string,
  project: Project,
  matters: (text: string) => boolean = () => true,
): Doubt | undefined {
  const property = propertyNamed(name, project);
  if (property.kind !== 'there') return doubtOf(property);
  return matters(property.text) ? { reason: `this sets ${name}`, at: property.at } : undefined;
}
