import type { Span } from '../../../source/index.js';
import { SnakeYamlLexer } from './yaml-internals.js';

/** What the lexer yields beside pieces of the text: document start, end of a broken flow, "a scalar follows". */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * Characters that look like spaces and are letters to YAML, as web pages and word processors write them. They matter at
 * the beginning of a scalar, and after what would be a list item's hyphen or a key's colon if an ordinary space
 * followed.
 */
const NO_BREAK_SPACES = /^(?:-|[\w.:/-]+:)?([\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+)/d;

const MAY_HOLD_NO_BREAK_SPACE = /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]/;

/**
 * Tabs between tokens. After a plain scalar SnakeYAML takes one for a space; everywhere else it stops, also where one
 * begins a further line of a plain scalar.
 */
export function* tabsBetweenTokens(text: string): Generator<Span> {
  if (!text.includes('\t')) return;
  let wasPlain = false;
  for (const { start, source, isScalar, isPlain } of tokensOf(text)) {
    const isBetween = !isScalar && !wasPlain && !/[^ \t]/.test(source);
    const tabs = isBetween ? TABS : isPlain ? TABS_AT_LINE_START : undefined;
    if (tabs)
      for (const { indices } of source.matchAll(tabs)) {
        const [from, to] = indices?.[1] ?? [0, 0];
        yield { start: start + from, end: start + to };
      }
    wasPlain = isPlain;
  }
}

const TABS = /(\t+)/dg;
const TABS_AT_LINE_START = /\n *(\t+)/dg;

/**
 * Such spaces in scalars without quotes before which nothing but spaces and dashes is on their line, and byte order
 * marks that do not begin the file, which the library passes over.
 */
export function* noBreakSpaces(text: string): Generator<Span> {
  if (!MAY_HOLD_NO_BREAK_SPACE.test(text)) return;
  for (const { start, source, isScalar } of tokensOf(text)) {
    if (source === '\ufeff' && start > 0) yield { start, end: start + 1 };
    if (!isScalar || !MAY_HOLD_NO_BREAK_SPACE.test(source)) continue;
    const [blanksStart, blanksEnd] = NO_BREAK_SPACES.exec(source)?.indices?.[1] ?? [0, 0];
    if (blanksEnd > 0 && /^[ -]*$/.test(lineBefore(text, start)))
      yield { start: start + blanksStart, end: start + blanksEnd };
  }
}

/** What is on a line before an offset. */
export const lineBefore = (text: string, offset: number): string =>
  text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);

interface Token {
  readonly start: number;
  readonly source: string;
  readonly isScalar: boolean;
  readonly isPlain: boolean;
}

function* tokensOf(text: string): Generator<Token> {
  let start = 0;
  let isScalar = false;
  let isBlock = false;
  for (const source of new SnakeYamlLexer().lex(text)) {
    if (MARKS.has(source)) {
      isScalar = source === '\u001f';
      continue;
    }
    yield { start, source, isScalar, isPlain: isScalar && !isBlock && !/^["']/.test(source) };
    isBlock = isScalar ? false : isBlock || /^[|>]/.test(source);
    isScalar = false;
    start += source.length;
  }
}
