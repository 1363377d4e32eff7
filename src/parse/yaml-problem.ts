import type { YAMLParseError } from 'yaml';
import { placeOf, type Problem, type SourceFile } from '../source/index.js';
import type { Node, ScalarNode } from './node.js';
import { firstError, looksLikeJson } from './yaml-document.js';

/** What is known where the YAML reader stumbled. */
interface Stumble {
  readonly code: string;
  readonly said: string;
  /** The character at which it stumbled, and its line. */
  readonly character: string;
  readonly line: string;
  /** The same line up to the stumble, and from it on. */
  readonly before: string;
  readonly rest: string;
  readonly nextLine: string;
  /** Whether brackets hold the whole file: then tabs may indent it. */
  readonly isJson: boolean;
  /** Whether the file begins as no YAML and no JSON does. */
  readonly isTemplate: boolean;
  /** Whether a key and its value stand in brackets where only one of them belongs. */
  readonly isPairInFlow: boolean;
}

interface Cause {
  readonly when: (stumble: Stumble) => boolean;
  readonly say: (stumble: Stumble) => string;
}

const hasColonBlank = (text: string): boolean => /:(?:\s|$)/.test(text);

/** The usual causes, the surest first. */
const CAUSES: readonly Cause[] = [
  {
    when: ({ line }) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(line),
    say: () => 'a merge conflict was left here; decide for one side and delete the markers.',
  },
  {
    when: ({ line, isTemplate }) => isTemplate || /\{%-?(?:\s|$)|(?:^|\s)\{\{|^\s*<%/.test(line),
    say: () =>
      'the file holds template tags; Elastic Beanstalk reads it as it stands, so it has to be rendered first.',
  },
  {
    when: ({ line, rest }) => COMMENT.test(rest) || (COMMENT.test(line.trimStart()) && !hasColonBlank(line)),
    say: ({ line }) => `${/<!--|\/./.exec(line)![0]} begins no comment here; comments in YAML begin with #.`,
  },
  {
    when: ({ code, rest, isPairInFlow }) =>
      code === 'MULTILINE_IMPLICIT_KEY' && isPairInFlow && /^["'][^"']*,\s*$/.test(rest),
    say: () => UNCLOSED_QUOTE,
  },
  {
    when: ({ code, isPairInFlow }) => code === 'MULTILINE_IMPLICIT_KEY' && isPairInFlow,
    say: () => 'a comma is missing at the end of this line.',
  },
  {
    when: ({ isPairInFlow }) => isPairInFlow,
    say: () => 'a comma is missing behind this value; if the value holds a colon, put it in quotes.',
  },
  {
    when: ({ said, before }) => said.includes('between flow') && before.trim() === '',
    say: () => 'a comma is missing before this entry.',
  },
  {
    when: ({ said }) => said.includes('between flow'),
    say: () => 'a comma, a colon or a quote is missing before this place.',
  },
  {
    when: ({ said }) => said.startsWith('Unexpected , in flow'),
    say: () => 'a value is missing before this comma.',
  },
  {
    when: ({ line, isJson }) => !isJson && /^ *\t/.test(line),
    say: () => 'a tab indents this line; YAML is indented with blanks only.',
  },
  {
    when: ({ line }) => line.startsWith('%'),
    say: () => 'a line cannot begin with %; delete it, or put the text in quotes.',
  },
  {
    when: ({ code, rest }) => code === 'BAD_SCALAR_START' || code === 'BAD_ALIAS' || /^[`@%]/.test(rest),
    say: ({ character }) => `an unquoted value cannot begin with ${character}; put the value in quotes.`,
  },
  {
    when: ({ said, before }) => said.includes('at node end') && /(?:^|[:-])\s+\*\S+\s+$/.test(before),
    say: () => 'an unquoted value cannot begin with *; put the value in quotes.',
  },
  {
    when: ({ said }) => said.startsWith('Block scalar header') || said.startsWith('Not a YAML token'),
    say: () =>
      'behind a | or > that begins a text, only a digit, + or - may stand; begin the text on the next line, or put the value in quotes.',
  },
  {
    when: ({ code, said, rest }) =>
      said.startsWith('Missing closing') || (code === 'MULTILINE_IMPLICIT_KEY' && /^["']/.test(rest)),
    say: () => UNCLOSED_QUOTE,
  },
  {
    when: ({ said }) => said.includes('and end with a'),
    say: ({ said }) =>
      `a closing ${said.at(-1)!} is missing before this place; add it, or indent this line deeper than the key of the value.`,
  },
  {
    when: ({ said }) => said.includes('must end with a'),
    say: ({ said }) => `a closing ${said.at(-1)!} is missing at the end.`,
  },
  {
    when: ({ code }) => code === 'BAD_DQ_ESCAPE',
    say: ({ rest }) =>
      `between double quotes, ${rest.slice(0, 2)} is no escape; double the backslash or use single quotes.`,
  },
  {
    when: ({ code }) => code === 'KEY_OVER_1024_CHARS',
    say: () =>
      'a key is longer than the 1024 characters that YAML allows; put the text in quotes if it is none.',
  },
  {
    when: ({ code }) => code === 'MULTIPLE_DOCS',
    say: () =>
      'a second document begins here; Elastic Beanstalk reads one per file, so delete this line or make two files.',
  },
  {
    when: ({ before, rest }) => before.trim() === '' && /^-(?:\s|$)/.test(rest),
    say: () => 'list items and map keys stand on one level here; a block is either a list or a map.',
  },
  {
    when: ({ said }) => said.includes('on same line with key'),
    say: () =>
      'a list cannot begin on the line of its key; put its items on lines of their own, or a hyphen that is text in quotes.',
  },
  {
    when: ({ said }) => said.startsWith('Sequence item without'),
    say: () => 'this line is no list item, and not indented as deep as the text behind the hyphen above it.',
  },
  {
    when: ({ line }) => /^\s*-\w[\w-]*:(?:\s|$)/.test(line),
    say: () => 'a blank is missing behind the hyphen of this list item.',
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && QUOTED_KEY.test(rest),
    say: () => 'two keys stand on this line; begin a new line for the second one and indent it.',
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && /^["']/.test(rest) && hasColonBlank(rest),
    say: () =>
      'a quote ends too early on this line; escape the quotes inside the value, or use the other kind around it.',
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && hasColonBlank(rest),
    say: () =>
      'an unquoted value cannot hold a colon and a blank; put it in quotes, or begin a new line if this is a key.',
  },
  {
    when: ({ code, nextLine }) => code === 'BLOCK_AS_IMPLICIT_KEY' && hasColonBlank(nextLine),
    say: () =>
      'the keys on the next line are indented below a key that has its value on this line; begin them in the same column, or give the value a key of its own.',
  },
  {
    when: ({ code, before, isJson }) =>
      code === 'UNEXPECTED_TOKEN' && (/["'\]}]\s*$/.test(before) || (isJson && before.trim() === '')),
    say: () => 'there is text behind the end of a value; a quote or bracket closes too early.',
  },
  {
    when: ({ code, line }) => MAY_LACK_COLON.has(code) && GLUED_KEY.test(line),
    say: () => 'a blank is missing behind the colon of this line.',
  },
  {
    when: ({ code, line }) => MAY_LACK_COLON.has(code) && line.trim() !== '' && !hasColonBlank(line),
    say: () =>
      'a colon and a blank are missing on this line, or it belongs to a block above and is indented too little.',
  },
  {
    when: ({ code, rest }) => code === 'UNEXPECTED_TOKEN' && /^[}\]]/.test(rest),
    say: ({ character }) =>
      `the closing ${character} has no opening bracket before it, or the line belongs to a block above and is indented too little.`,
  },
  {
    when: ({ code }) => code === 'UNEXPECTED_TOKEN',
    say: () => 'this line does not belong to the block above it; check the indentation of both.',
  },
  {
    when: ({ code }) =>
      code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY' || code === 'BAD_INDENT',
    say: () => 'the indentation does not fit; keys of one map must begin in the same column.',
  },
];

const UNCLOSED_QUOTE =
  'the quote that opens here is not closed on its line; close it, or escape the quotes inside the value.';

/** What the library says of a line that is no key. */
const MAY_LACK_COLON: ReadonlySet<string> = new Set(['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR', 'BAD_INDENT']);

/** `MinSize:1`; no namespace, no address. */
const GLUED_KEY = /^\s*(?!aws:)[A-Za-z_]\w*:(?!\/\/)[^\s:]/;

/** What begins a comment in other languages. */
const COMMENT = /^(?:<!--|\/\/|\/\*)/;

/** A quoted text that a colon makes a key. */
const QUOTED_KEY = /^(?:"[^"\\]*"|'[^']*')\s*:(?:\s|$)/;

/**
 * One problem for a broken text: the first thing that the YAML reader stumbled over, with its usual cause.
 * @param errors at least one error of the reader
 */
export function syntaxProblem(
  file: SourceFile,
  errors: readonly YAMLParseError[],
  root: Node | undefined,
): Problem {
  const error = tellingError(file, errors);
  const offset = unclosedQuote(error, root) ?? strayDirective(error, file) ?? contentOffset(file, error);
  const stumble = stumbleAt(file, error, offset, errors);
  const cause = CAUSES.find(({ when }) => when(stumble));
  const reason = cause ? cause.say(stumble) : ownWords(error);
  return {
    kind: 'syntax',
    at: placeOf(file, offset, Math.min(offset + 1, file.text.length)),
    message: `Not valid YAML or JSON: ${reason}`,
  };
}

/**
 * The first error. But where text stands behind a bracket that closes too early, the library takes all that the bracket
 * holds for a key; people look for where it closes.
 */
function tellingError({ text }: SourceFile, errors: readonly YAMLParseError[]): YAMLParseError {
  const first = firstError(errors)!;
  const isKeyInBrackets = first.code === 'MULTILINE_IMPLICIT_KEY' && /[{[]/.test(text.charAt(first.pos[0]));
  return (isKeyInBrackets && errors.find(({ code }) => code === 'UNEXPECTED_TOKEN')) || first;
}

/** The reader's own words without the piece of the text behind their colon, which may hold a secret. */
const ownWords = ({ message }: YAMLParseError): string => {
  const words = message.split(/[:\n]/)[0]!.trim();
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}.`;
};

/** A line that begins with `%` is taken for a directive, and the mistake is noticed at the end of the file. */
function strayDirective({ message }: YAMLParseError, { text }: SourceFile): number | undefined {
  if (!message.startsWith('Missing directives-end')) return undefined;
  const found = text.search(/^%/m);
  return found === -1 ? undefined : found;
}

/** An unclosed quote is noticed at the end of the file; people look for where it opens. */
function unclosedQuote(error: YAMLParseError, root: Node | undefined): number | undefined {
  if (error.code !== 'MISSING_CHAR' || !error.message.includes('quote')) return undefined;
  return lastQuotedScalar(root, error.pos[0])?.place.span.start;
}

function lastQuotedScalar(node: Node | undefined, end: number): ScalarNode | undefined {
  if (!node || node.place.span.start > end) return undefined;
  if (node.kind === 'scalar') return node.style === 'single' || node.style === 'double' ? node : undefined;
  const children = node.kind === 'list' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  for (const candidate of children.toReversed()) {
    const found = lastQuotedScalar(candidate, end);
    if (found) return found;
  }
  return undefined;
}

/** Some errors are placed on the blanks or the line break before the text that they speak of. */
function contentOffset(file: SourceFile, error: YAMLParseError): number {
  const { text } = file;
  const start = Math.min(error.pos[0], Math.max(0, text.length - 1));
  const found = text.slice(start).search(/\S/);
  return found === -1 ? start : start + found;
}

function stumbleAt(
  file: SourceFile,
  { code, message, pos }: YAMLParseError,
  offset: number,
  errors: readonly YAMLParseError[],
): Stumble {
  const { line } = file.positionAt(offset);
  const { start, end } = file.lineSpan(line);
  const next = file.lineSpan(line + 1);
  return {
    code,
    said: message,
    character: file.text.charAt(offset),
    line: file.text.slice(start, end),
    before: file.text.slice(start, offset),
    rest: file.text.slice(offset, end),
    nextLine: file.text.slice(next.start, next.end),
    isJson: looksLikeJson(file.text),
    isTemplate: /^\s*\{[{#%]/.test(file.text),
    isPairInFlow: errors.some((error) => error.code === 'BLOCK_IN_FLOW' && error.pos[0] === pos[0]),
  };
}
