import { isPlaceholder } from '../../knowledge/placeholders/placeholders.js';
import type { Span } from '../../source/index.js';
import { matchAt } from '../../util/text.js';
import { endOfNested, isClosedExpansion } from './shell-expansion.js';
import type { ShellProblem } from './shell-problem.js';
import type { Separator, ShellToken } from './shell-scanner.js';
import { Scanner } from './shell-scanner.js';
import type { MappedText } from './word.js';

/** The tokens of a POSIX shell command text, in order. Never fails: an open quote or expansion ends with the text. */
export function shellTokens(source: MappedText): {
  readonly tokens: readonly ShellToken[];
  readonly problems: readonly ShellProblem[];
  readonly comments: readonly Span[];
} {
  const scanner = new Scanner(source);
  while (scanner.at < source.text.length) step(scanner);
  scanner.endWord();
  return scanner;
}

/** A stretch without a character that means something to the shell. */
const PLAIN = /[^ \t\r\n\\'"$`#<>;&|()*?]+/y;
const OPERATOR = /&&|\|\||;;&?|;&|\|&|[;|&\n]/y;
const REDIRECTION = /<<<|<<-|<<|<&|<>|<|>>|>&|>\||>|&>>|&>/y;
const END_OF_LINE = /\r+(?=\n|$)/y;
const GLUED_PLACEHOLDER = /<[A-Za-z][\w-]*>/y;

const ARM_ENDS: ReadonlySet<string> = new Set([';;', ';&', ';;&']);

const steps: Readonly<Record<string, (scanner: Scanner) => void>> = {
  ' ': space,
  '\t': space,
  // At the end of a line it belongs to the line break: Elastic Beanstalk removes it.
  '\r': (scanner) =>
    match(END_OF_LINE, scanner) === undefined ? scanner.take(scanner.at + 1) : space(scanner),
  '\n': operator,
  ';': operator,
  '|': operator,
  '&': (scanner) => (match(REDIRECTION, scanner) ? redirection(scanner) : operator(scanner)),
  '(': (scanner) => extendedPattern(scanner) || list(scanner) || group(scanner),
  ')': group,
  '<': (scanner) => placeholder(scanner) || processSubstitution(scanner) || redirection(scanner),
  '>': (scanner) => processSubstitution(scanner) || redirection(scanner),
  '\\': escape,
  "'": singleQuotes,
  '"': doubleQuotes,
  '#': (scanner) => (scanner.inWord ? scanner.take(scanner.at + 1) : comment(scanner)),
  $: dollar,
  '`': (scanner) => scanner.takeExpansion(),
  '*': (scanner) => scanner.takePattern(),
  '?': (scanner) => scanner.takePattern(),
};

function step(scanner: Scanner): void {
  const special = steps[scanner.source.text.charAt(scanner.at)];
  if (special) special(scanner);
  else scanner.take(scanner.at + (match(PLAIN, scanner)?.length ?? 1));
}

const match = (pattern: RegExp, { source, at }: Scanner): string | undefined =>
  matchAt(pattern, source.text, at)?.[0];

function space(scanner: Scanner): void {
  scanner.endWord();
  scanner.at++;
}

function group(scanner: Scanner): void {
  const text = scanner.source.text[scanner.at] as '(' | ')';
  const place = scanner.place(scanner.at, scanner.at + 1);
  space(scanner);
  scanner.tokens.push({ kind: 'group', text, place });
}

/** `!(*.txt|*.md)`, where the script turns such patterns on. */
function extendedPattern(scanner: Scanner): boolean {
  if (!scanner.isAtPattern) return false;
  scanner.takeReplaced(endOfNested(scanner.source.text, scanner.at));
  return true;
}

/** What is before the `(` of a list of values. */
const ARRAY = /^[A-Za-z_]\w*(?:\[.*\])?\+?=$/;

/** `name=(…)` and `((…))`: a list of values, a calculation. */
function list(scanner: Scanner): boolean {
  const { text } = scanner.source;
  const isArray = ARRAY.test(scanner.bareText ?? '');
  const mayCalculate =
    !scanner.inWord && text[scanner.at + 1] === '(' && scanner.at >= scanner.noCalculationBefore;
  if (!isArray && !mayCalculate) return false;
  const end = endOfNested(text, scanner.at);
  if (isArray) reportUnclosed(scanner, scanner.at, end);
  if (isArray || text.slice(end - 2, end) === '))') scanner.takeReplaced(end);
  else scanner.noCalculationBefore = end;
  return scanner.at === end;
}

/** `<(…)`, `>(…)`. */
function processSubstitution(scanner: Scanner): boolean {
  if (scanner.source.text[scanner.at + 1] !== '(') return false;
  const end = endOfNested(scanner.source.text, scanner.at + 1);
  reportUnclosed(scanner, scanner.at + 1, end);
  scanner.takeReplaced(end);
  return true;
}

/** A parenthesis at `open` that nothing closes. */
function reportUnclosed(scanner: Scanner, open: number, end: number): void {
  if (!isClosedExpansion(scanner.source.text, open - 1, end)) scanner.report('unclosed', open, open + 1);
}

function operator(scanner: Scanner): void {
  scanner.endWord();
  const text = match(OPERATOR, scanner) ?? scanner.source.text.charAt(scanner.at);
  const place = scanner.place(scanner.at, scanner.at + text.length);
  scanner.at += text.length;
  const endsArm = ARM_ENDS.has(text);
  const separator = endsArm ? ';' : text === '|&' ? '|' : (text as Separator);
  scanner.tokens.push({ kind: 'separator', text: separator, endsArm, place });
  if (text === '\n') scanner.readHereDocuments();
}

function redirection(scanner: Scanner): void {
  // In `2>&1<<<a` the second number is where the first goes.
  const isTarget = scanner.tokens.at(-1)?.kind === 'redirection';
  const digits = isTarget ? undefined : /^\d{1,9}$/.exec(scanner.bareText ?? '')?.[0];
  if (digits !== undefined) scanner.dropWord();
  scanner.endWord();
  const text = match(REDIRECTION, scanner) ?? scanner.source.text.charAt(scanner.at);
  const place = scanner.place(scanner.at, scanner.at + text.length);
  scanner.at += text.length;
  const fd = digits === undefined ? undefined : Number(digits);
  scanner.tokens.push({ kind: 'redirection', operator: text, fd, place });
}

/** `daphne <your_app>.asgi:application`: to the shell a redirection, to its author a name still to be filled in. */
function placeholder(scanner: Scanner): boolean {
  const text = match(GLUED_PLACEHOLDER, scanner);
  if (text === undefined || !isPlaceholder(text)) return false;
  scanner.take(scanner.at + text.length);
  return true;
}

function comment(scanner: Scanner): void {
  const found = scanner.source.text.indexOf('\n', scanner.at);
  const end = found === -1 ? scanner.source.text.length : found;
  scanner.comments.push({ start: scanner.at, end });
  scanner.at = end;
}

const LINE_CONTINUATION = /\\\r?\n/y;

function escape(scanner: Scanner): void {
  const continuation = match(LINE_CONTINUATION, scanner);
  if (continuation !== undefined) {
    scanner.at += continuation.length;
    return;
  }
  scanner.quote();
  if (scanner.at + 1 < scanner.source.text.length) scanner.at++;
  scanner.take(scanner.at + 1);
}

function singleQuotes(scanner: Scanner): void {
  scanner.quote();
  const open = scanner.at++;
  const end = scanner.source.text.indexOf("'", scanner.at);
  scanner.take(end === -1 ? scanner.source.text.length : end);
  close(scanner, open);
}

/** Goes over the quote that closes the one at `open`. */
function close(scanner: Scanner, open: number): void {
  if (scanner.at < scanner.source.text.length) scanner.at++;
  else scanner.report('unclosed', open, open + 1);
}

const ANSI_C_QUOTED = /'[^'\\]*(?:\\[^][^'\\]*)*'/y;

/** `$'…'` is a text with escapes, `$"…"` a text to be translated; any other `$` begins an expansion. */
function dollar(scanner: Scanner): void {
  const next = scanner.source.text[scanner.at + 1];
  if (next === '"') {
    scanner.at++;
    doubleQuotes(scanner);
  } else if (next === "'") ansiQuotes(scanner);
  else scanner.takeExpansion();
}

function ansiQuotes(scanner: Scanner): void {
  scanner.at++;
  const text = match(ANSI_C_QUOTED, scanner);
  if (text === undefined || !text.includes('\\')) singleQuotes(scanner);
  else scanner.takeReplaced(scanner.at + text.length);
}

/** What means something between double quotes, and what a backslash takes that meaning from. */
const PLAIN_IN_QUOTES = /[^"\\$`]+/y;
const ESCAPE_IN_QUOTES = /\\["\\$`]/y;

function doubleQuotes(scanner: Scanner): void {
  const { text } = scanner.source;
  scanner.quote();
  const open = scanner.at++;
  while (scanner.at < text.length && text[scanner.at] !== '"') {
    const plain = match(PLAIN_IN_QUOTES, scanner);
    if (plain !== undefined) scanner.take(scanner.at + plain.length);
    else if (text[scanner.at] === '\\') escapeInQuotes(scanner);
    else scanner.takeExpansion();
  }
  close(scanner, open);
}

function escapeInQuotes(scanner: Scanner): void {
  const continuation = match(LINE_CONTINUATION, scanner);
  if (continuation !== undefined) {
    scanner.at += continuation.length;
    return;
  }
  if (match(ESCAPE_IN_QUOTES, scanner) !== undefined) scanner.at++;
  scanner.take(scanner.at + 1);
}
