import type { YAMLParseError } from 'yaml';
import { placeOf, type Problem, type SourceFile } from '../source/index.js';
import type { Node, ScalarNode } from './node.js';

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
}

interface Cause {
  readonly when: (stumble: Stumble) => boolean;
  readonly say: (stumble: Stumble) => string;
}

const hasColonBlank = (text: string): boolean => /:(?:\s|$)/.test(text);

/** The usual causes, the surest first. */
const CAUSES: readonly Cause[] = [
  {
    when: ({ line }) => /^\s*\{%|^\s*<%/.test(line),
    say: () => 'The file holds template tags: Elastic Beanstalk reads it as it stands, so it has to be rendered first.',
  },
  {
    when: ({ code, line, nextLine }) => code === 'TAB_AS_INDENT' || /^ *\t/.test(line) || /^ *\t/.test(nextLine),
    say: () => 'A tab indents this line; YAML is indented with blanks only.',
  },
  {
    when: ({ code }) => code === 'BAD_SCALAR_START',
    say: ({ character }) =>
      `An unquoted value cannot begin with ${character}; put the value in quotes.`,
  },
  {
    when: ({ code, said }) => code === 'MISSING_CHAR' && said.includes('quote'),
    say: () => 'The quote that opens here is never closed.',
  },
  {
    when: ({ code }) => code === 'BAD_DQ_ESCAPE',
    say: ({ rest }) =>
      `Between double quotes, ${rest.slice(0, 2)} is no escape; double the backslash or use single quotes.`,
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && /^-(?:\s|$)/.test(rest.trimStart()),
    say: () => 'List items and map keys stand on one level here; a block is either a list or a map.',
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && /^["'`]/.test(rest) && hasColonBlank(rest),
    say: () => 'A quote ends too early on this line; double the quotes inside the value or use the other kind around it.',
  },
  {
    when: ({ code, rest }) => code === 'BLOCK_AS_IMPLICIT_KEY' && hasColonBlank(rest),
    say: () => 'An unquoted value cannot hold a colon and a blank; put the value in quotes.',
  },
  {
    when: ({ code, before }) => code === 'UNEXPECTED_TOKEN' && /["'\]}]\s*$/.test(before),
    say: ({ rest }) =>
      `There is text behind the end of a value (${rest.trim().slice(0, 20)}); a quote or bracket closes too early.`,
  },
  {
    when: ({ code, line }) =>
      (code === 'MULTILINE_IMPLICIT_KEY' || code === 'MISSING_CHAR') && line.trim() !== '' && !hasColonBlank(line),
    say: ({ line }) =>
      `A colon and a blank are missing in ${JSON.stringify(excerpt(line))}, or the line belongs to a block above and is indented too little.`,
  },
  {
    when: ({ code, rest }) => code === 'UNEXPECTED_TOKEN' && /^[}\]]/.test(rest),
    say: ({ character }) => `The closing ${character} has no opening bracket before it.`,
  },
  {
    when: ({ code }) => code === 'UNEXPECTED_TOKEN',
    say: ({ rest }) =>
      `${JSON.stringify(excerpt(rest))} does not belong to the block above it; check the indentation of both.`,
  },
  {
    when: ({ code, said }) => code === 'MISSING_CHAR' && said.includes('between flow'),
    say: () => 'A comma is missing before this entry.',
  },
  {
    when: ({ code }) => code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY' || code === 'BAD_INDENT',
    say: () => 'The indentation does not fit: keys of one map must begin in the same column.',
  },
];

const excerpt = (line: string): string => {
  const text = line.trim();
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/**
 * One problem for a broken text: the first thing that the YAML reader stumbled over, with its usual cause.
 * @param errors at least one error of the reader
 */
export function syntaxProblem(file: SourceFile, errors: readonly YAMLParseError[], root: Node | undefined): Problem {
  const error = errors.reduce((first, other) => (other.pos[0] < first.pos[0] ? other : first));
  const offset = unclosedQuote(error, root) ?? contentOffset(file, error);
  const stumble = stumbleAt(file, error, offset);
  const cause = CAUSES.find(({ when }) => when(stumble));
  const reason = cause ? cause.say(stumble) : `${error.message.replace(/\s+/g, ' ')}.`;
  return {
    kind: 'syntax',
    at: placeOf(file, offset, Math.min(offset + 1, file.text.length)),
    message: `Not valid YAML or JSON: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
  };
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

function stumbleAt(file: SourceFile, { code, message }: YAMLParseError, offset: number): Stumble {
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
  };
}
