import { UsageError } from '../cli/usage-error.js';
import { shorten } from '../util/shorten.js';

const MAX_LENGTH = 1000;

/** Each alternative in braces becomes a pattern of its own, and is looked for on its own. */
const MAX_PATTERNS = 1000;

/** @throws UsageError for a pattern that would take minutes, or that the library behind it refuses */
export function checkPattern(pattern: string): void {
  if (pattern.length > MAX_LENGTH)
    throw new UsageError(`Pattern ${shorten(pattern)} is longer than ${MAX_LENGTH} characters.`);
  if (patternsIn(pattern) > MAX_PATTERNS)
    throw new UsageError(`Pattern ${shorten(pattern)} expands to more than ${MAX_PATTERNS} patterns.`);
}

/** At least as many patterns as braces stand for: `{a,b{1..3}}` for 4, and in a row they multiply. */
function patternsIn(pattern: string): number {
  // Of each open brace, and of the whole: the alternatives before the last comma, and the product since then.
  const open = [{ sum: 0, product: 1 }];
  for (const [token] of pattern.matchAll(/\{[^{},.]*\.\.[^{},]*\}|[{},]/g)) {
    const top = open.at(-1)!;
    if (token === '{') open.push({ sum: 0, product: 1 });
    else if (token === ',') {
      top.sum += top.product;
      top.product = 1;
    } else if (token !== '}') top.product *= rangeSize(token);
    else if (open.length > 1) {
      open.pop();
      open.at(-1)!.product *= top.sum + top.product;
    }
  }
  // Braces that stay open are taken as they are, and those in them count.
  return open.reduce((all, { sum, product }) => all * (sum + product), 1);
}

/** `{1..9}` and `{a..e}`; a step is left out of account. */
function rangeSize(range: string): number {
  const [from, to] = range.slice(1, -1).split('..').map(valueOf);
  return Math.abs(to! - from!) + 1;
}

const valueOf = (end: string): number =>
  end.trim() !== '' && Number.isFinite(Number(end)) ? Number(end) : (end.codePointAt(0) ?? 0);
