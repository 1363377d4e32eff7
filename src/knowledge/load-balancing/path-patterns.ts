/**
 * Limits of listener rules. Where pages of AWS differ, the larger number is used.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const MAX_PATTERN_LENGTH = 128;
/** Host and path patterns of one rule together. */
const MAX_PATTERNS_PER_RULE = 5;
/** `*` and `?` in all patterns of one rule together. */
const MAX_WILDCARDS_PER_RULE = 6;

/** `path` for `PathPatterns`, `host` for `HostHeaders`. */
export type PatternKind = 'path' | 'host';

const BAD_CHARACTER: Readonly<Record<PatternKind, RegExp>> = {
  path: /[^A-Za-z0-9_.$/~"'@:+&*?-]/u,
  host: /[^A-Za-z0-9.*?-]/u,
};

/**
 * What is wrong with one pattern:
 * - `too-long`: more characters than `MAX_PATTERN_LENGTH`
 * - `character`: one that a pattern of its kind must not have
 * - `no-dot`: a host without any dot
 * - `no-top-level-domain`: a host with anything but letters after its last dot
 */
export type PatternProblem =
  | { readonly kind: 'too-long' | 'no-dot' | 'no-top-level-domain' }
  | { readonly kind: 'character'; readonly character: string };

/** What is wrong with one trimmed pattern that is not empty; undefined where nothing is. */
export function patternProblem(pattern: string, kind: PatternKind): PatternProblem | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return { kind: 'too-long' };
  const [character] = BAD_CHARACTER[kind].exec(pattern) ?? [];
  if (character !== undefined) return { kind: 'character', character };
  return kind === 'host' ? domainProblem(pattern) : undefined;
}

function domainProblem(host: string): PatternProblem | undefined {
  const dot = host.lastIndexOf('.');
  if (dot < 0) return { kind: 'no-dot' };
  return /^[A-Za-z]+$/.test(host.slice(dot + 1)) ? undefined : { kind: 'no-top-level-domain' };
}

/** What the patterns of one rule have too many of. */
export interface ExceededLimit {
  readonly what: 'patterns' | 'wildcards';
  readonly count: number;
  readonly maximum: number;
}

/** The limit that the patterns of one rule, taken together, exceed; undefined where they exceed none. */
export function exceededLimit(patterns: readonly string[]): ExceededLimit | undefined {
  const wildcards = patterns.join('').replace(/[^*?]/g, '').length;
  const counts: readonly ExceededLimit[] = [
    { what: 'patterns', count: patterns.length, maximum: MAX_PATTERNS_PER_RULE },
    { what: 'wildcards', count: wildcards, maximum: MAX_WILDCARDS_PER_RULE },
  ];
  return counts.find(({ count, maximum }) => count > maximum);
}
