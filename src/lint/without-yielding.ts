import type { RuleId } from '../rules/rule.js';
import type { Place } from '../source/index.js';
import { touching } from '../source/place.js';
import { groupBy } from '../util/collections.js';
import { lazily } from '../util/memo.js';
import type { Diagnostic } from './diagnostic.js';

/**
 * Diagnostics without those that yield to another one about the same mistake: one that is in the same place, or that
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
  const matchers = new Map([...byRule].map(([ruleId, found]) => [ruleId, lazily(() => matcherOf(found))]));
  return diagnostics.filter(
    (diagnostic) =>
      !(precedence.get(diagnostic.ruleId) ?? []).some((stronger) => matchers.get(stronger)?.()(diagnostic)),
  );
}

/** Whether a diagnostic is about the same mistake as one of some others, without a look at each pair: there may be thousands of both. */
function matcherOf(others: readonly Diagnostic[]): (one: Diagnostic) => boolean {
  const meetsAny = meeting(others.flatMap(placesOf));
  const meetsMain = meeting(others.map(({ at }) => at));
  return (one) => meetsAny(one.at) || placesOf(one).some(meetsMain);
}

const placesOf = ({ at, related }: Diagnostic): Place[] => [at, ...related.map((other) => other.at)];

/** Whether a place meets one of many. */
function meeting(places: readonly Place[]): (place: Place) => boolean {
  const byFile = groupBy(places, ({ file }) => [file]);
  const isTouched = new Map([...byFile].map(([file, own]) => [file, touching(own.map(({ span }) => span))]));
  return ({ file, span }) => isTouched.get(file)?.(span) ?? false;
}
