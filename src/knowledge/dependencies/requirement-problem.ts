import type { NamespaceInfo } from '../catalogue/find-namespace.js';
import type { OptionInfo } from '../catalogue/find-option.js';
import type { DependencyProblem } from './dependency-problem.js';
import { factsOf, nameBeside, resolveReference, type SettingsLookup } from './option-reference.js';
import type { Requirement } from './requirements.js';

/** What an option misses of another one, in the namespace in use that `subject` is. */
export function requirementProblem(
  requirement: Requirement,
  subject: NamespaceInfo,
  settings: SettingsLookup,
): DependencyProblem | undefined {
  const at = resolveReference(requirement.option, subject);
  const text = settings.get(at)?.text?.trim();
  if (!text || !isWanting(requirement, text, factsOf(at))) return undefined;
  const needed = resolveReference(requirement.needs, subject);
  const found = settings.get(needed);
  const facts = factsOf(needed);
  const lack = found ? lackOfSet(requirement, found.text, facts) : lackOfUnset(requirement, facts);
  if (lack === undefined) return undefined;
  return {
    at,
    severity: requirement.refused ? 'error' : 'warning',
    message: `${at.option} is ${requirement.being ? text : 'set'}, but ${nameBeside(needed, at)} is ${lack}: ${requirement.effect}.`,
    other: found && needed,
  };
}

/** Exports of whole environments hold every option with its default: that asks for nothing. */
function isWanting({ being }: Requirement, text: string, facts: OptionInfo): boolean {
  const value = text.toLowerCase();
  if (being) return being.includes(value);
  return value !== facts.default?.toLowerCase() && value !== facts.cliDefault?.toLowerCase();
}

function lackOfSet(
  { toBe }: Requirement,
  text: string | undefined,
  { values = [] }: OptionInfo,
): string | undefined {
  const value = text?.trim();
  if (value === undefined) return undefined;
  if (!toBe) return value === '' ? 'empty' : undefined;
  if (toBe.includes(value.toLowerCase())) return undefined;
  const wanted = toBe.map((lower) => values.find((spelt) => spelt.toLowerCase() === lower) ?? lower);
  return `${value || 'empty'}, not ${wanted.join(' or ')}`;
}

function lackOfUnset({ toBe, mayBeSetByCommand }: Requirement, facts: OptionInfo): string | undefined {
  if (!toBe) return 'not set';
  const fallback = facts.default;
  const isUnknown =
    mayBeSetByCommand || fallback === undefined || facts.clientsOverride || facts.cliDefault !== undefined;
  if (isUnknown || toBe.includes(fallback.toLowerCase())) return undefined;
  return `not set and ${fallback} by default`;
}
