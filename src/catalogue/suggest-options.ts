import { editDistance, nearest } from '../util/nearest.js';
import type { NamespaceInfo } from './find-namespace.js';
import { findOption, type OptionInfo } from './find-option.js';
import { namespacesWithAll } from './namespaces-with-all.js';
import { allowedWords } from './values/allowed-words.js';
import { expectedValue } from './values/expected-value.js';
import { suggestedValue } from './values/suggested-value.js';

/** What to suggest for an option that a namespace does not have. */
export interface OptionSuggestion {
  /** Options of the namespace. */
  readonly names: readonly string[];
  /** Namespaces that have an option of exactly this name; none where one of `names` is more probable. */
  readonly owners: readonly string[];
}

/** Where more namespaces have the option, they are no help. */
const MOST_OWNERS = 3;

/** @param text the value of the option: what does not take it is not suggested; undefined where it is unknown */
export function suggestOptions(namespace: NamespaceInfo, name: string, text?: string): OptionSuggestion {
  const longer = longerOptions(namespace, name, text);
  if (longer.length > 0) {
    const near = nearest(name, longer, 2);
    return { names: near === undefined ? longer : [near], owners: [] };
  }
  const owners = ownersOf(namespace, name, text);
  const near = owners.length > 0 ? undefined : nearestOption(namespace, name, text);
  return { names: near === undefined ? [] : [near], owners };
}

/** The option with the nearest name of those that take the value; a name with one or two slips is near whatever the value. */
function nearestOption(namespace: NamespaceInfo, name: string, text?: string): string | undefined {
  const names = Object.keys(namespace.options);
  return (
    nearest(
      name,
      names.filter((option) => takes(namespace, option, text)),
    ) ?? nearest(name, names, 2)
  );
}

/** The options whose names say more than this one, such as `RootVolumeType` than `RootVolume`. */
function longerOptions(namespace: NamespaceInfo, name: string, text?: string): string[] {
  const longer = Object.keys(namespace.options).filter(
    (option) => isPartOf(name, option) && takes(namespace, option, text),
  );
  // One that is made for such values is more probable than one that takes any text.
  const made = longer.filter((option) => {
    const info = findOption(namespace, option);
    return info && allowedWords(info) !== undefined;
  });
  return made.length > 0 && text !== undefined ? made : longer;
}

function ownersOf(namespace: NamespaceInfo, name: string, text?: string): string[] {
  const owners = namespacesWithAll([name], namespace.name);
  const taking = owners.filter((owner) => takes(owner.replace(/:PORT$/, ':443'), name, text));
  return (taking.length > 0 ? taking : owners).slice(0, MOST_OWNERS);
}

/** Whether an option takes a value, or one for which the value is probably a slip. */
function takes(namespace: NamespaceInfo | string, name: string, text: string | undefined): boolean {
  const option = findOption(namespace, name);
  return option !== undefined && (text === undefined || isTaken(option, text));
}

const isTaken = (option: OptionInfo, text: string): boolean =>
  expectedValue(option, text) === undefined || suggestedValue(option, text, {}) !== undefined;

/** In shorter words, one slip makes another word. */
const MIN_LENGTH = 5;

/** Whether words of an option's name are a whole other name, maybe with one slip. */
function isPartOf(name: string, option: string): boolean {
  const part = wordsIn(name).join('');
  const runs = runsOf(wordsIn(option));
  return (
    runs.includes(part) ||
    (part.length >= MIN_LENGTH &&
      runs.some((run) => run.length >= MIN_LENGTH && editDistance(run, part) === 1))
  );
}

/** `EC2KeyName`: ec2, key, name */
const wordsIn = (name: string): string[] =>
  name.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z\d])(?=[A-Z][a-z])|[^A-Za-z\d]/).map((word) => word.toLowerCase());

/** All words that follow one another in a name. */
const runsOf = (words: readonly string[]): string[] =>
  words.flatMap((_, start) =>
    words.slice(start).map((_, length) => words.slice(start, start + length + 1).join('')),
  );
