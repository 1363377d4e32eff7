import { isPlaceholder } from '../../knowledge/placeholders.js';
import type { Separator, ShellToken } from './shell-scanner.js';
import { Scanner } from './shell-scanner.js';
import type { MappedText } from './word.js';

/** The tokens of a POSIX shell command text, in order. Never fails: an open quote or expansion ends with the text. */
export function shellTokens(source: MappedText): readonly ShellToken[] {
  const scanner = new Scanner(source);
  while (scanner.at < source.text.length) step(scanner);
  scanner.endWord();
  return scanner.tokens;
}

/** A stretch without a character that means something to the shell. */
const PLAIN = /[^ \t\r\n\\'"$`#<>;&|()*?]+/y;
const OPERATOR = /&&|\|\||;;|\|&|[;|&\n]/y;
const REDIRECTION = /<<<|<<-|<<|<&|<>|<|>>|>&|>\||>|&>>|&>/y;
const GLUED_PLACEHOLDER = /<[A-Za-z][\w-]*>/y;

const separators: Readonly<Record<string, Separator>> = { ';;': ';', '|&': '|' };

const steps: Readonly<Record<string, (scanner: Scanner) => void>> = {
  ' ': blank,
  '\t': blank,
  '\r': blank,
  '\n': operator,
  ';': operator,
  '|': operator,
  '&': (scanner) => (match(REDIRECTION, scanner) ? redirection(scanner) : operator(scanner)),
  '(': group,
  ')': group,
  '<': (scanner) => placeholder(scanner) || redirection(scanner),
  '>': redirection,
  '\\': escape,
  "'": singleQuotes,
  '"': doubleQuotes,
  '#': (scanner) => (scanner.inWord ? scanner.take(scanner.at + 1) : comment(scanner)),
  $: (scanner) => scanner.takeExpansion(),
  '`': (scanner) => scanner.takeExpansion(),
  '*': (scanner) => scanner.takePattern(),
  '?': (scanner) => scanner.takePattern(),
};

function step(scanner: Scanner): void {
  const special = steps[scanner.source.text[scanner.at]!];
  if (special) special(scanner);
  else scanner.take(scanner.at + match(PLAIN, scanner)!.length);
}

function match(pattern: RegExp, { source, at }: Scanner): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source.text)?.[0];
}

function blank(scanner: Scanner): void {
  scanner.endWord();
  scanner.at++;
}

function group(scanner: Scanner): void {
  blank(scanner);
  scanner.tokens.push({ kind: 'group' });
}

function operator(scanner: Scanner): void {
  scanner.endWord();
  const text = match(OPERATOR, scanner)!;
  scanner.at += text.length;
  scanner.tokens.push({ kind: 'separator', text: separators[text] ?? (text as Separator) });
}

function redirection(scanner: Scanner): void {
  if (scanner.isBareNumber) scanner.dropWord();
  scanner.endWord();
  scanner.at += match(REDIRECTION, scanner)!.length;
  scanner.tokens.push({ kind: 'redirection' });
}

/** `daphne <your_app>.asgi:application`: to the shell a redirection, to its author a name still to be filled in. */
function placeholder(scanner: Scanner): boolean {
  const text = match(GLUED_PLACEHOLDER, scanner);
  if (text === undefined || !isPlaceholder(text)) return false;
  scanner.take(scanner.at + text.length);
  return true;
}

function comment(scanner: Scanner): void {
  const end = scanner.source.text.indexOf('\n', scanner.at);
  scanner.at = end === -1 ? scanner.source.text.length : end;
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
  scanner.at++;
  const end = scanner.source.text.indexOf("'", scanner.at);
  scanner.take(end === -1 ? scanner.source.text.length : end);
  if (end !== -1) scanner.at++;
}

/** What means something between double quotes, and what a backslash takes that meaning from. */
const PLAIN_IN_QUOTES = /[^"\\$`]+/y;
const ESCAPE_IN_QUOTES = /\\["\\$`]/y;

function doubleQuotes(scanner: Scanner): void {
  const { text } = scanner.source;
  scanner.quote();
  scanner.at++;
  while (scanner.at < text.length && text[scanner.at] !== '"') {
    const plain = match(PLAIN_IN_QUOTES, scanner);
    if (plain !== undefined) scanner.take(scanner.at + plain.length);
    else if (text[scanner.at] === '\\') escapeInQuotes(scanner);
    else scanner.takeExpansion();
  }
  if (scanner.at < text.length) scanner.at++;
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
