/**
 * Limits of listener rules. Where pages of AWS differ, the larger number is used.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listenerrule
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const PATTERN_CHARACTERS = 128;
/** Host and path patterns of one rule together. */
export const PATTERNS_PER_RULE = 5;
/**
 * The same with a shared load balancer, where Elastic Beanstalk adds the environment's own host name.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 */
const PATTERNS_PER_SHARED_RULE = 4;
/** `*` and `?` in all patterns of one rule together. */
const WILDCARDS_PER_RULE = 6;
/** The same in one pattern. Only the guide of Elastic Beanstalk says so, the pages of Elastic Load Balancing do not. */
const WILDCARDS_PER_PATTERN = 3;

/** `path` for `PathPatterns`, `host` for `HostHeaders`. */
export type PatternKind = 'path' | 'host';

const BAD_CHARACTER: Readonly<Record<PatternKind, RegExp>> = {
  path: /[^A-Za-z0-9_.$/~"'@:+&*?-]/u,
  host: /[^A-Za-z0-9.*?-]/u,
};

/**
 * What is wrong with one pattern:
 * - `too-long`: more characters than `PATTERN_CHARACTERS`
 * - `character`: one that a pattern of its kind must not have
 * - `no-dot`: a host without any dot
 * - `no-top-level-domain`: a host with anything but letters after its last dot
 */
export type PatternProblem =
  | { readonly kind: 'too-long' | 'no-dot' | 'no-top-level-domain' }
  | { readonly kind: 'character'; readonly character: string };

/** What is wrong with one trimmed pattern that is not empty; undefined where nothing is. */
export function patternProblem(pattern: string, kind: PatternKind): PatternProblem | undefined {
  if (pattern.length > PATTERN_CHARACTERS) return { kind: 'too-long' };
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
  readonly what: 'patterns' | 'wildcards' | 'wildcards in one pattern';
  readonly count: number;
  readonly maximum: number;
  /** All pages of AWS agree that so many are refused. */
  readonly isCertain: boolean;
}

/**
 * The limit that the patterns of one rule, taken together, exceed; undefined where they exceed none.
 * @param isShared whether the load balancer belongs to several environments
 */
export function exceededLimit(patterns: readonly string[], isShared: boolean): ExceededLimit | undefined {
  const wildcards = patterns.map((pattern) => pattern.replace(/[^*?]/g, '').length);
  const counts: readonly ExceededLimit[] = [
    {
      what: 'patterns',
      count: patterns.length,
      maximum: isShared ? PATTERNS_PER_SHARED_RULE : PATTERNS_PER_RULE,
      isCertain: true,
    },
    {
      what: 'wildcards',
      count: wildcards.reduce((sum, count) => sum + count, 0),
      maximum: WILDCARDS_PER_RULE,
      isCertain: true,
    },
    {
      what: 'wildcards in one pattern',
      count: Math.max(0, ...wildcards),
      maximum: WILDCARDS_PER_PATTERN,
      isCertain: false,
    },
  ];
  return counts.find(({ count, maximum }) => count > maximum);
}

/**
 * Whether a whole text fits a pattern: `*` is any number of characters, `?` one.
 * @param fits whether a sign of the pattern, other than a star, matches a character of the text
 */
export function fitsWildcards(
  pattern: string,
  text: string,
  fits: (sign: string | undefined, character: string) => boolean = matches,
): boolean {
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let read = 0; read < text.length;) {
    if (pattern[at] === '*') {
      star = at++;
      afterStar = read;
    } else if (fits(pattern[at], text.charAt(read))) {
      at++;
      read++;
    } else if (star >= 0) {
      // The last star takes one more.
      at = star + 1;
      read = ++afterStar;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

const matches = (sign: string | undefined, character: string): boolean => sign === '?' || sign === character;
