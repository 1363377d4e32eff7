/**
 * Limits of listener rules. Where pages of AWS differ, the larger number stands here.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
const MAX_PATTERN_LENGTH = 128;
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

/** What is wrong with one trimmed pattern, as a clause that goes on from its name; undefined where nothing is. */
export function patternProblem(pattern: string, kind: PatternKind): string | undefined {
  if (pattern === '') return 'is empty';
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return `has ${pattern.length} characters, more than the ${MAX_PATTERN_LENGTH} that are allowed`;
  }
  const bad = BAD_CHARACTER[kind].exec(pattern);
  if (bad) return `has the character ${JSON.stringify(bad[0])}, which a ${kind} pattern must not have`;
  return kind === 'host' ? domainProblem(pattern) : undefined;
}

function domainProblem(host: string): string | undefined {
  const dot = host.lastIndexOf('.');
  if (dot < 0) return 'has no dot, which a host pattern must have';
  return /^[A-Za-z]+$/.test(host.slice(dot + 1)) ? undefined : 'must have only letters behind its last dot';
}

/** What is wrong with the patterns of one rule taken together, as a clause that goes on from the rule's name. */
export function ruleLimitProblem(patterns: readonly string[]): string | undefined {
  if (patterns.length > MAX_PATTERNS_PER_RULE) {
    return `has ${patterns.length} patterns, more than the ${MAX_PATTERNS_PER_RULE} that are allowed`;
  }
  const wildcards = patterns.join('').replace(/[^*?]/g, '').length;
  return wildcards > MAX_WILDCARDS_PER_RULE
    ? `has ${wildcards} wildcards, more than the ${MAX_WILDCARDS_PER_RULE} that are allowed`
    : undefined;
}
