import { trimmedText, type Value } from '../../source/index.js';
import { MAX_GUESSED_RULES } from '../../util/limits.js';
import { nearest } from '../../util/nearest.js';
import { splitWords } from '../../util/text.js';
import { type ListenerRule, type Reference, RULE_OF_SHARED_LOAD_BALANCERS } from './routing.js';

/** What is declared, by its name. */
export type ByName<T> = ReadonlyMap<string, T>;

export const byName = <T extends { readonly name: string }>(items: readonly T[]): ByName<T> =>
  new Map(items.map((item) => [item.name, item]));

/** What a name names. An empty one names nothing: it is as if the option were not there. */
export function reference<T>(name: Value | undefined, targets: ByName<T>): Reference<T> | undefined {
  const text = trimmedText(name);
  if (!name || text === '') return undefined;
  if (text === undefined) return { name, target: undefined, isMissing: false };
  const target = targets.get(text);
  return { name: { ...name, text }, target, isMissing: !target };
}

/** The rules of a name such as `ws api`, where a comma is missing. */
export function separatedBySpaces(
  { text }: Value,
  rules: ReadonlyMap<string, ListenerRule>,
): readonly ListenerRule[] {
  const found = splitWords(text).map((name) => rules.get(name));
  return found.every((rule) => rule !== undefined) ? found : [];
}

/** References to rules with what each name that is not declared probably means. */
export function withIntended(
  references: readonly Reference<ListenerRule>[],
  targets: ByName<ListenerRule>,
): readonly Reference<ListenerRule>[] {
  const missing = references.filter(isWrongName);
  if (missing.length === 0) return references;
  const only = missing.length === 1 ? onlyUnnamed(references, targets) : undefined;
  return references.map((reference) => {
    if (!isWrongName(reference)) return reference;
    const near = nearest(reference.name.text, targets.keys());
    return { ...reference, intended: near === undefined ? only : targets.get(near) };
  });
}

/** A shared load balancer has a rule that nothing declares. */
const isWrongName = ({ name, isMissing }: Reference<ListenerRule>): boolean =>
  isMissing && name.text !== RULE_OF_SHARED_LOAD_BALANCERS;

function onlyUnnamed(
  references: readonly Reference<ListenerRule>[],
  targets: ByName<ListenerRule>,
): ListenerRule | undefined {
  if (targets.size > MAX_GUESSED_RULES) return undefined;
  const named = new Set(references.map(({ target }) => target));
  const [only, ...others] = [...targets.values()].filter((target) => !named.has(target));
  return others.length === 0 ? only : undefined;
}
