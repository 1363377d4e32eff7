import { groupBy } from '../model/group-by.js';
import type { RuleId } from '../rules/rule.js';
import type { Place } from '../source/index.js';
import type { Diagnostic } from './diagnostic.js';
import { touches } from './keeps-meaning.js';

/**
 * Diagnostics without those that yield to another one about the same mistake: one that stands in the same place, or that
 * either of the two names as its other end. Only what is reported can take precedence, so that switching a rule off lets
 * the other one speak.
 * @param precedence the rules that a rule yields to
 */
export function withoutYielding(
  diagnostics: readonly Diagnostic[],
  precedence: ReadonlyMap<RuleId, readonly RuleId[]>,
): Diagnostic[] {
  if (!diagnostics.some(({ ruleId }) => precedence.has(ruleId))) return [...diagnostics];
  const byRule = groupBy(diagnostics, ({ ruleId }) => [ruleId]);
  return diagnostics.filter(
    (diagnostic) =>
      !(precedence.get(diagnostic.ruleId) ?? []).some((stronger) =>
        (byRule.get(stronger) ?? []).some((other) => isSameMistake(diagnostic, other)),
      ),
  );
}

const isSameMistake = (one: Diagnostic, other: Diagnostic): boolean =>
  placesOf(other).some((place) => meets(one.at, place)) ||
  placesOf(one).some((place) => meets(other.at, place));

const placesOf = ({ at, related }: Diagnostic): Place[] => [at, ...related.map((other) => other.at)];

const meets = (one: Place, other: Place): boolean => one.file === other.file && touches(one.span, other.span);
