import { list } from '../../util/text.js';
import type { NamespaceInfo } from '../find-namespace.js';
import type { OptionInfo } from '../find-option.js';
import { allowedWords } from '../values/allowed-words.js';
import { limitsOf } from '../values/limits-of.js';
import {
  factsOf,
  type OptionAt,
  optionBeside,
  resolveReference,
  type SettingsLookup,
} from './option-reference.js';
import { type Requirement, REQUIREMENTS } from './requirements.js';

/** Two settings that do not fit together. */
export interface DependencyProblem {
  /** The setting to report; it is set. */
  readonly at: OptionAt;
  /** Elastic Beanstalk refuses the configuration, as far as the files show. */
  readonly isRefused: boolean;
  /** A statement with the values of both ends. */
  readonly message: string;
  readonly help: string;
  /** The other end, where it is set. */
  readonly other: OptionAt | undefined;
  /** The value of the other end with which both fit. */
  readonly raiseTo?: string | undefined;
}

/** What an option lacks of another one, where `subject` is the namespace in use. */
export function requirementProblem(
  requirement: Requirement,
  subject: NamespaceInfo,
  settings: SettingsLookup,
): DependencyProblem | undefined {
  const at = resolveReference(requirement.option, subject);
  const text = settings.get(at)?.text?.trim();
  if (!text || !isRequiring(requirement, text, factsOf(at))) return undefined;
  const needed = resolveReference(requirement.needs, subject);
  const found = settings.get(needed);
  const lack = lackOf(requirement, subject, settings);
  if (lack === undefined) return undefined;
  return {
    at,
    isRefused: requirement.refused === true || (requirement.refused === 'where-set' && found !== undefined),
    message: `${at.option} is ${requirement.being ? text : 'set'}, but ${needed.option} is ${lack}`,
    help: helpOf(requirement, subject, settings),
    other: found && needed,
  };
}

/** Exports of whole environments set every option to its default, which requires nothing. */
function isRequiring({ being }: Requirement, text: string, facts: OptionInfo): boolean {
  const value = text.toLowerCase();
  if (being) return being.includes(value);
  return value !== facts.default?.toLowerCase() && value !== facts.cliDefault?.toLowerCase();
}

/** ``Set `EnableSpot` to `true`, or remove `SpotMaxPrice`.`` */
function helpOf(requirement: Requirement, subject: NamespaceInfo, settings: SettingsLookup): string {
  const at = resolveReference(requirement.option, subject);
  const value = requirement.toBe?.length === 1 ? requirement.toBe[0] : undefined;
  const needed = [
    requirement,
    ...REQUIREMENTS.filter(({ option, being, needs }) => {
      const isNext = option === requirement.needs && value !== undefined && being?.includes(value);
      return isNext && needs !== requirement.option;
    }),
  ].filter((other, index) => index === 0 || lackOf(other, subject, settings) !== undefined);
  const set = needed.map((other) => settingOf(other, subject, at));
  const removed = [at, ...dependentsOf(at, subject, settings)].map((option) => optionBeside(option, at));
  return `Set ${list(set)}, or remove ${list(removed)}.`;
}

/** The option that a requirement needs, and to what it has to be set. */
function settingOf({ needs, toBe }: Requirement, subject: NamespaceInfo, at: OptionAt): string {
  const needed = resolveReference(needs, subject);
  const facts = factsOf(needed);
  const { values = [] } = facts;
  const wanted = toBe?.map((text) => `\`${values.find((own) => own.toLowerCase() === text) ?? text}\``);
  const value = wanted ? list(wanted, 'or') : allowedWords(limitsOf(facts, {}));
  return `${optionBeside(needed, at)}${value ? ` to ${value}` : ''}`;
}

/** What is set and would lack an option that is removed. */
const dependentsOf = (removed: OptionAt, subject: NamespaceInfo, settings: SettingsLookup): OptionAt[] =>
  REQUIREMENTS.filter((requirement) => {
    const { namespace, option } = resolveReference(requirement.needs, subject);
    return namespace === removed.namespace && option === removed.option;
  }).flatMap((requirement) => {
    const option = resolveReference(requirement.option, subject);
    const text = settings.get(option)?.text?.trim();
    return text && isRequiring(requirement, text, factsOf(option)) ? [option] : [];
  });

/** What the needed option is, where that is not what the requirement needs. */
function lackOf(
  requirement: Requirement,
  subject: NamespaceInfo,
  settings: SettingsLookup,
): string | undefined {
  const needed = resolveReference(requirement.needs, subject);
  const found = settings.get(needed);
  return found ? lackOfSet(requirement, found.text) : lackOfUnset(requirement, factsOf(needed));
}

function lackOfSet({ toBe }: Requirement, text: string | undefined): string | undefined {
  const value = text?.trim();
  if (value === undefined) return undefined;
  if (!toBe) return value === '' ? 'empty' : undefined;
  return toBe.includes(value.toLowerCase()) ? undefined : value || 'empty';
}

function lackOfUnset({ toBe, mayBeSetByCommand }: Requirement, facts: OptionInfo): string | undefined {
  if (!toBe) return 'not set';
  const fallback = facts.default;
  const isUnknown =
    mayBeSetByCommand || fallback === undefined || facts.clientsOverride || facts.cliDefault !== undefined;
  if (isUnknown || toBe.includes(fallback.toLowerCase())) return undefined;
  return `${fallback} by default`;
}
