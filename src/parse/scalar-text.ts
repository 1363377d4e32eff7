import { placeOf, type Place } from '../source/index.js';
import type { ScalarNode } from './node.js';
import { placeOfMapped, sliceMapped, type MappedText } from './word.js';

/** How many characters of the file an escape between double quotes takes, the backslash included. */
const ESCAPE_LENGTHS: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

const isBlank = (character: string): boolean => /\s/.test(character);

/**
 * The written text of a scalar, where each character knows its offset in the file: quotes, escapes and the indentation
 * of block scalars are gone, places stay right. Linear in the length of the scalar.
 */
export function mapScalar(node: ScalarNode): MappedText {
  const { file, span } = node.place;
  const raw = file.text.slice(span.start, span.end);
  const offsets = alignments(node, raw).map((offset) => span.start + offset);
  return { file, text: node.written, offsets };
}

/** Where a part of a scalar stands: `start` and `end` count in its written text. */
export function placeInScalar(node: ScalarNode, start: number, end: number): Place {
  const { file, span } = node.place;
  const verbatim = node.style === 'single' || node.style === 'double' ? span.start + 1 : span.start;
  if (file.text.startsWith(node.written, verbatim)) return placeOf(file, verbatim + start, verbatim + end);
  return placeOfMapped(sliceMapped(mapScalar(node), start, end));
}

/** For each character of the written text, and for its end, the offset in `raw` that it comes from. */
function alignments({ style, written }: ScalarNode, raw: string): number[] {
  const offsets: number[] = [];
  let at = style === 'plain' ? 0 : style === 'block' ? raw.indexOf('\n') + 1 : 1;
  for (let index = 0; index < written.length; index++) {
    const character = written[index]!;
    at = skipFolding(style, raw, at, character);
    // A quote that nothing closes may end before its value does.
    offsets.push(Math.min(at, Math.max(0, raw.length - 1)));
    at += consumed(style, raw, at);
  }
  offsets.push(Math.min(at, raw.length));
  return offsets;
}

/** Behind what stands in the file but not in the value: indentation, folded line breaks. */
function skipFolding(style: ScalarNode['style'], raw: string, from: number, wanted: string): number {
  let at = from;
  while (at < raw.length && raw[at] !== wanted) {
    if (style === 'double' && raw[at] === '\\') {
      if (raw[at + 1] !== '\n' && raw[at + 1] !== '\r') break;
      at++;
    } else if (!isBlank(raw[at]!) || isBlank(wanted)) break;
    at++;
  }
  return at;
}

/** How many characters of the file make the one character at `at`. */
function consumed(style: ScalarNode['style'], raw: string, at: number): number {
  if (style === 'double' && raw[at] === '\\') return ESCAPE_LENGTHS[raw[at + 1] ?? ''] ?? 2;
  if (style === 'single' && raw[at] === "'" && raw[at + 1] === "'") return 2;
  return 1;
}
