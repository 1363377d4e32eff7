import { type Place, placeOf } from '../../source/index.js';
import type { MappedText } from '../shell/word.js';
import type { ScalarNode } from './node.js';

/** How many characters of the file an escape between double quotes takes, the backslash included. */
const ESCAPE_LENGTHS: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** What ends a line to SnakeYAML beside LF and CR LF: every YAML 1.1 line break. */
const OTHER_LINE_BREAKS = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/** A text of the same length in which every line ends with LF or CR LF. */
export const withLineFeeds = (text: string): string => text.replace(OTHER_LINE_BREAKS, '\n');

const isWhiteSpace = (character: string): boolean => /\s/.test(character);

/**
 * The written text of a scalar, where each character knows its offset in the file: quotes, escapes and the indentation
 * of block scalars are gone, places stay right. Linear in the length of the scalar.
 */
export function mapScalar(node: ScalarNode): MappedText {
  const { start } = node.place.span;
  const offsets = alignments(node, rawText(node)).map((offset) => start + offset);
  return { file: node.place.file, text: node.written, offsets };
}

/** Where a part of a scalar is: `start` and `end` count in its written text. */
export const placeInScalar = (node: ScalarNode, start: number, end: number): Place =>
  placesIn(node)(start, end);

/** `placeInScalar` for many parts of one scalar, which is looked through once. */
export function placesIn(node: ScalarNode): (start: number, end: number) => Place {
  const { file, span } = node.place;
  const verbatim = node.style === 'single' || node.style === 'double' ? span.start + 1 : span.start;
  if (file.text.startsWith(node.written, verbatim))
    return (start, end) => placeOf(file, verbatim + start, verbatim + end);
  const { offsets } = mapScalar(node);
  const raw = rawText(node);
  return (start, end) => {
    const first = offsets[start] ?? span.end;
    if (start === end) return placeOf(file, first, first);
    const last = offsets[end - 1] ?? span.end;
    return placeOf(file, first, Math.min(span.end, last + consumed(node.style, raw, last - span.start)));
  };
}

const rawText = ({ place: { file, span } }: ScalarNode): string =>
  withLineFeeds(file.text.slice(span.start, span.end));

/** For each character of the written text, and for its end, the offset in `raw` that it comes from. */
function alignments({ style, written }: ScalarNode, raw: string): number[] {
  const margin = style === 'block' ? marginOf(written, raw) : 0;
  const offsets: number[] = [];
  let at = style === 'plain' ? 0 : style === 'block' ? skipMargin(raw, raw.indexOf('\n') + 1, margin) : 1;
  for (let index = 0; index < written.length; index++) {
    at = skipFolding(style, raw, at, written[index]!);
    // After a quote that nothing closes the value may hold more than the file.
    offsets.push(Math.min(at, Math.max(0, raw.length - 1)));
    // One escape makes both halves of a pair of surrogates.
    if (raw.startsWith('\\U', at) && isHighSurrogate(written.charCodeAt(index))) continue;
    at += consumed(style, raw, at);
    if (raw[at - 1] === '\n') at = skipMargin(raw, at, margin);
  }
  offsets.push(Math.min(at, raw.length));
  return offsets;
}

/** How many spaces of each line of a block scalar are not part of its text. */
function marginOf(written: string, raw: string): number {
  const inFile = /\n( *)[^\s]/.exec(raw)?.[1]?.length ?? 0;
  const inText = /(?:^|\n)( *)[^\s]/.exec(written)?.[1]?.length ?? 0;
  return Math.max(0, inFile - inText);
}

function skipMargin(raw: string, from: number, margin: number): number {
  let at = from;
  while (at < from + margin && raw[at] === ' ') at++;
  return at;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** After what is in the file but not in the value: indentation, folded line breaks. */
function skipFolding(style: ScalarNode['style'], raw: string, from: number, wanted: string): number {
  let at = from;
  while (at < raw.length && raw[at] !== wanted) {
    if (style === 'double' && raw[at] === '\\') {
      if (raw[at + 1] !== '\n' && raw[at + 1] !== '\r') break;
      at++;
    } else if (!isWhiteSpace(raw[at]!) || wanted === ' ') break;
    at++;
  }
  return at;
}

/** How many characters of the file make the one character at `at`. */
function consumed(style: ScalarNode['style'], raw: string, at: number): number {
  if (style === 'double' && raw[at] === '\\') return ESCAPE_LENGTHS[raw.charAt(at + 1)] ?? 2;
  if (style === 'single' && raw[at] === "'") return 2;
  return 1;
}
