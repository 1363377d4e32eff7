import { isNode, parseDocument, visit, type Document, type ParseOptions, type YAMLParseError } from 'yaml';
import { says } from './yaml-library-messages.js';

const OPTIONS = {
  version: '1.1',
  // Every scalar stays text: `resolvePlain` knows SnakeYAML's types, which differ from the library's.
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  // Below this level the library does not tell of a second document.
  logLevel: 'error',
} as const satisfies ParseOptions & Record<string, unknown>;

/** How often a broken text is read again with two of its lines joined, and how many characters are read in all. */
const MAX_JOINS = 100;
const MAX_REREAD = 2_000_000;

/** A parsed text; `text` is as long as the one that was given and may differ from it in white space. */
export interface YamlDocument {
  readonly document: Document;
  readonly text: string;
}

/**
 * Reads a text, where Elastic Beanstalk's YAML reader is less strict than the library with that reader's rules.
 * @throws RangeError for a text that is nested too deeply
 */
export function parseYamlDocument(text: string): YamlDocument {
  const asWritten = parse(text.replace(/\r(?!\n)/g, '\n'));
  let joined = asWritten;
  const maxJoins = Math.min(MAX_JOINS, Math.ceil(MAX_REREAD / text.length));
  for (let joins = 0; joins < maxJoins && joined.document.errors.length > 0; joins++) {
    const source = joinLines(joined.text, firstError(joined.document.errors)!);
    if (source === undefined) return asWritten;
    joined = parse(source);
  }
  if (joined === asWritten) return asWritten;
  const isReadable = joined.document.errors.length === 0 && !hasKeyOverLines(joined.document, text);
  return isReadable ? joined : asWritten;
}

/** A key has to stand on one line, its quotes included. */
function hasKeyOverLines(document: Document, text: string): boolean {
  let found = false;
  visit(document, {
    Pair(_, { key }) {
      const [start, end] = (isNode(key) && key.range) || [0, 0];
      if (!text.slice(start, end).includes('\n')) return undefined;
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** The error that stands first in the text. */
export const firstError = (errors: readonly YAMLParseError[]): YAMLParseError | undefined =>
  errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0];

/** Whether a text means to be JSON. */
export const looksLikeJson = (text: string): boolean => text.trimStart().startsWith('{');

function parse(text: string): YamlDocument {
  const document = parseDocument(text, OPTIONS);
  document.errors = document.errors.filter((error) => !says(error, 'comment not separated'));
  return { document, text };
}

/**
 * Between quotes and brackets SnakeYAML does not look at indentation: a line that the library finds indented too little
 * is joined to the one before. Blanks take the place of the line break, so all offsets stay right.
 */
function joinLines(text: string, error: YAMLParseError): string | undefined {
  const [at] = error.pos;
  const lineBreak = says(error, 'missing quote')
    ? text.indexOf('\n', at)
    : says(error, 'missing bracket before')
      ? text.lastIndexOf('\n', at - 1)
      : -1;
  // A document marker ends even a quoted text.
  if (lineBreak === -1 || /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(lineBreak + 1, lineBreak + 5)))
    return undefined;
  const start = text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
  return text.slice(0, start) + ' '.repeat(lineBreak + 1 - start) + text.slice(lineBreak + 1);
}
