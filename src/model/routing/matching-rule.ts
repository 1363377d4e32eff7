import { fitsWildcards } from '../../knowledge/load-balancing/path-patterns.js';
import type { Value } from '../../source/index.js';
import { itemsOfSetting } from '../settings/settings.js';
import type { ListenerRule } from './routing.js';
import type { RuleWay } from './ways.js';

type DeclaredWay = RuleWay & { readonly kind: 'rule' };

/** A rule on the way of a request, and whether it takes it; undefined where the text does not tell. */
export interface RuleVerdict {
  readonly way: DeclaredWay;
  readonly takes: boolean | undefined;
}

/**
 * What the rules of a listener make of a request, in the order of their priorities: those that may take it, up to the one that does.
 * @param path without the query
 */
export function matchingWays(ways: readonly RuleWay[], host: string, path: string): readonly RuleVerdict[] {
  const inOrder = ways
    .filter((way) => way.kind === 'rule')
    .sort((a, b) => (a.rule.priority ?? Infinity) - (b.rule.priority ?? Infinity));
  const isOrderKnown = inOrder.every(({ rule }) => rule.priority !== undefined);
  const verdicts: RuleVerdict[] = [];
  for (const way of inOrder) {
    const takes = ruleTakes(way.rule, host, path);
    if (takes === false) continue;
    verdicts.push({ way, takes: isOrderKnown ? takes : undefined });
    if (takes && isOrderKnown) break;
  }
  return verdicts;
}

/**
 * Undefined where its patterns are not known, and where it has none.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
function ruleTakes(
  { hostHeaders, pathPatterns }: ListenerRule,
  host: string,
  path: string,
): boolean | undefined {
  const [hosts, paths] = [itemsOfSetting(hostHeaders), itemsOfSetting(pathPatterns)];
  if (hosts.length + paths.length === 0) return undefined;
  const fits = [
    anyFits(hosts, (pattern) => fitsWildcards(pattern.toLowerCase(), host.toLowerCase())),
    anyFits(paths, (pattern) => fitsWildcards(pattern, path)),
  ];
  return fits.includes(false) ? false : fits.includes(undefined) ? undefined : true;
}

/** True where there is no pattern, for then all fit. */
function anyFits(patterns: readonly Value[], fits: (pattern: string) => boolean): boolean | undefined {
  if (patterns.length === 0) return true;
  if (patterns.some(({ kind, text }) => kind === 'literal' && fits(text))) return true;
  return patterns.every(({ kind }) => kind === 'literal') ? false : undefined;
}
