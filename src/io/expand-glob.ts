import glob from 'fast-glob';
import { UsageError } from '../cli/usage-error.js';
import { MAX_ARGUMENT_PATTERN_CHARACTERS, MAX_ARGUMENT_PATTERNS } from '../util/limits.js';
import { shorten } from '../util/text.js';

/**
 * The files and folders that a pattern matches, below `cwd`. Names that begin with a dot are included.
 * @throws UsageError for a pattern that is too long or expands to too many
 */
export function expandGlob(pattern: string, cwd: string): Promise<string[]> {
  checkPattern(pattern);
  return glob(pattern.replaceAll('\\', '/'), {
    cwd,
    dot: true,
    onlyFiles: false,
    // Two links to the folder that they lie in would make paths without end.
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
    suppressErrors: true,
  });
}

/** @throws UsageError for a pattern that would take minutes, or that the library refuses */
export function checkPattern(pattern: string): void {
  if (pattern.length > MAX_ARGUMENT_PATTERN_CHARACTERS)
    throw new UsageError(
      `Pattern ${shorten(pattern)} is longer than ${MAX_ARGUMENT_PATTERN_CHARACTERS} characters.`,
    );
  if (patternsIn(pattern) > MAX_ARGUMENT_PATTERNS)
    throw new UsageError(
      `Pattern ${shorten(pattern)} expands to more than ${MAX_ARGUMENT_PATTERNS} patterns.`,
    );
}

/** At least as many patterns as braces expand to: 4 for `{a,b{1..3}}`, and in a row they multiply. */
function patternsIn(pattern: string): number {
  // Of the innermost open brace, or of the whole: the alternatives before the last comma, and the product since then.
  let top = { sum: 0, product: 1 };
  const outer: (typeof top)[] = [];
  for (const [token] of pattern.matchAll(/\{[^{},.]*\.\.[^{},]*\}|[{},]/g)) {
    if (token === '{') {
      outer.push(top);
      top = { sum: 0, product: 1 };
    } else if (token === ',') {
      top.sum += top.product;
      top.product = 1;
    } else if (token !== '}') top.product *= rangeSize(token);
    else {
      const around = outer.pop();
      if (!around) continue;
      around.product *= top.sum + top.product;
      top = around;
    }
  }
  // Braces that stay open are taken as they are, and those in them are included.
  return [...outer, top].reduce((all, { sum, product }) => all * (sum + product), 1);
}

/** `{1..9}` and `{a..e}`; a step is left out of account. */
function rangeSize(range: string): number {
  const [from = 0, to = 0] = range.slice(1, -1).split('..').map(valueOf);
  return Math.abs(to - from) + 1;
}

const valueOf = (end: string): number =>
  end.trim() !== '' && Number.isFinite(Number(end)) ? Number(end) : (end.codePointAt(0) ?? 0);
