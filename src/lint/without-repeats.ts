import type { Related } from '../source/index.js';
import { groupBy } from '../util/collections.js';
import { boundedRelated } from './bounded.js';
import type { Diagnostic } from './diagnostic.js';
import { isOwnRule } from './own-rules.js';

/**
 * Diagnostics of which those that one answer settles are one, at the first of their places: those of one rule in one file with the
 * same help, and the same cause, or the same message and no other ends. One with a fix or a choice is left as it is: each place is
 * fixed by itself.
 * @param sorted in the order of a report
 */
export function withoutRepeats(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = groupBy(sorted.filter(mayRepeat), (one) => [keyOf(one)]);
  if ([...groups.values()].every(({ length }) => length === 1)) return sorted;
  const merged = new Map<Diagnostic, Diagnostic | undefined>();
  for (const [first, ...others] of groups.values()) {
    if (!first || others.length === 0) continue;
    merged.set(first, withOthers(first, others));
    for (const other of others) merged.set(other, undefined);
  }
  return sorted.flatMap((one) => (merged.has(one) ? (merged.get(one) ?? []) : [one]));
}

const mayRepeat = ({ ruleId, fix, choices, fatal, cause, related }: Diagnostic): boolean =>
  !fix && !choices && !fatal && !isOwnRule(ruleId) && (cause !== undefined || related.length === 0);

const keyOf = ({ ruleId, severity, at, message, help, cause }: Diagnostic): string =>
  JSON.stringify([ruleId, severity, at.file.path, cause ? [cause.key] : message, help]);

const withOthers = (first: Diagnostic, others: readonly Diagnostic[]): Diagnostic => ({
  ...first,
  message: first.cause?.message?.(others.length) ?? first.message,
  related: boundedRelated([...first.related, ...others.flatMap(notesOf)]),
});

const notesOf = ({ at, related, cause }: Diagnostic): Related[] => [
  { at, note: cause?.note ?? 'the same here' },
  ...related,
];
