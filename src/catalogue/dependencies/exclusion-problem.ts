import type { NamespaceInfo } from '../find-namespace.js';
import type { DependencyProblem } from './dependency-problem.js';
import type { Exclusion } from './exclusions.js';
import { resolveReference, type SettingsLookup } from './option-reference.js';

/** Two options that conflict, where `subject` is the namespace in use of the first. */
export function exclusionProblem(
  exclusion: Exclusion,
  subject: NamespaceInfo,
  settings: SettingsLookup,
): DependencyProblem | undefined {
  const ats = [exclusion.option, ...(exclusion.likewise ?? [])].map((option) =>
    resolveReference(option, subject),
  );
  const at = ats.find((candidate) => isOneOf(settings.get(candidate)?.text?.trim(), exclusion.being));
  if (!at) return undefined;
  const other = resolveReference(exclusion.with, subject);
  const text = settings.get(at)?.text?.trim();
  const otherText = settings.get(other)?.text?.trim();
  if (!isOneOf(otherText, exclusion.withBeing)) return undefined;
  if (exclusion.unlessEqual && text === otherText) return undefined;
  return {
    at,
    severity: exclusion.refused ? 'error' : 'warning',
    message: `${at.option} is ${text}, but ${other.option} is ${otherText}`,
    help: exclusion.help,
    other,
  };
}

const isOneOf = (text: string | undefined, values: readonly string[] | undefined): text is string =>
  text !== undefined && text !== '' && (values?.includes(text.toLowerCase()) ?? true);
