import {
  fitsWildcards,
  PATTERN_CHARACTERS,
  PATTERNS_PER_RULE,
} from '../../knowledge/load-balancing/path-patterns.js';
import type { Value } from '../../source/index.js';
import { MAX_COMPARED_RULES } from '../../util/limits.js';
import { itemsOfSetting } from '../settings/settings.js';
import type { Listener, ListenerRule, Routing } from './routing.js';

/** A rule that gets no requests, because others take them first. */
export interface ShadowedRule {
  readonly rule: ListenerRule;
  /** One of the rules that take its requests. */
  readonly by: ListenerRule;
  readonly listener: Listener;
}

/** The rules that on every listener that lists them come after rules for all of their requests. */
export function shadowedRules({ listeners }: Routing): ShadowedRule[] {
  const open = listeners.filter(({ enabled }) => enabled !== false);
  if (open.reduce((count, { listedRules }) => count + listedRules.size, 0) > MAX_COMPARED_RULES) return [];
  const found = open.flatMap((listener) => shadowsOn(listener).map((shadow) => ({ ...shadow, listener })));
  const followed = new Set(found.filter(({ by }) => !by).map(({ rule }) => rule));
  const shadowed = found.flatMap(({ rule, by, listener }) =>
    by && !followed.has(rule) ? [[rule, { rule, by, listener }] as const] : [],
  );
  return [...new Map(shadowed).values()];
}

interface Shadow {
  readonly rule: ListenerRule;
  readonly by: ListenerRule | undefined;
}

/** Every rule that a listener lists, with one that takes its requests. */
function shadowsOn({ listedRules }: Listener): Shadow[] {
  const known = [...listedRules].map((rule) => ({ rule, conditions: conditionsOf(rule) }));
  return known.map(({ rule, conditions }) => {
    const before = known.filter((other) => isBefore(other.rule, rule));
    const takers = conditions.map((condition) =>
      before.find((other) => other.conditions.some((own) => covers(own, condition))),
    );
    const isShadowed = takers.length > 0 && takers.every((taker) => taker !== undefined);
    return {
      rule,
      by: isShadowed ? takers.find((taker) => taker && differ(taker.rule, rule))?.rule : undefined,
    };
  });
}

const isBefore = (one: ListenerRule, other: ListenerRule): boolean =>
  one.priority !== undefined && other.priority !== undefined && one.priority < other.priority;

/** Two rules for one process make no difference. */
const differ = (one: ListenerRule, other: ListenerRule): boolean =>
  one.processName !== undefined && other.processName !== undefined && one.processName !== other.processName;

/** A rule with one pattern of each kind; undefined means all paths, or all hosts. */
interface Condition {
  readonly path: string | undefined;
  readonly host: string | undefined;
}

/** All that a rule takes; nothing where that is not known, or not valid. */
function conditionsOf({ pathPatterns, hostHeaders }: ListenerRule): readonly Condition[] {
  const [paths, hosts] = [itemsOfSetting(pathPatterns), itemsOfSetting(hostHeaders)];
  const items = [...paths, ...hosts];
  if (items.length === 0 || items.length > PATTERNS_PER_RULE || items.some(({ kind }) => kind !== 'literal'))
    return [];
  return textsOf(paths).flatMap((path) =>
    textsOf(hosts).map((host) => ({ path, host: host?.toLowerCase() })),
  );
}

const textsOf = (items: readonly Value[]): readonly (string | undefined)[] =>
  items.length === 0 ? [undefined] : items.map(({ text }) => text);

const covers = (wide: Condition, narrow: Condition): boolean =>
  coversOne(wide.path, narrow.path) && coversOne(wide.host, narrow.host);

const coversOne = (wide: string | undefined, narrow: string | undefined): boolean =>
  wide === undefined || wide === '/*' || (narrow === undefined ? wide === '*' : coversPattern(wide, narrow));

/**
 * Whether a pattern matches all that another one matches, for sure: `*` matches any number of characters, `?` matches
 * one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export const coversPattern = (wide: string, narrow: string): boolean =>
  wide.length <= PATTERN_CHARACTERS &&
  narrow.length <= PATTERN_CHARACTERS &&
  fitsWildcards(wide, narrow, coversCharacter);

/** Only a star matches all that a star matches. */
const coversCharacter = (wide: string | undefined, narrow: string): boolean =>
  narrow !== '*' && (wide === narrow || wide === '?');
