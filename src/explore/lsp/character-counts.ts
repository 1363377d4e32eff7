import type { SourceFile } from '../../source/index.js';
import { partitionPoint } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Encoding } from './agreement.js';

/** How many UTF-16 units are counted at most for one position. */
const STEP = 128;

/** How many characters of an encoding are in a stretch of a text, and where a stretch of some characters ends. */
interface CharacterCounts {
  readonly between: (start: number, end: number) => number;
  /** The last offset before `end` that has no more than so many characters between it and `start`. */
  readonly offsetAfter: (start: number, end: number, characters: number) => number;
}

/** What the UTF-16 unit at an offset adds: a code point of two units is counted with its first. */
type Width = (text: string, offset: number) => number;

const isPair = (text: string, offset: number): boolean => (text.codePointAt(offset) ?? 0) > 0xffff;
const isSecondOfPair = (text: string, offset: number): boolean => offset > 0 && isPair(text, offset - 1);

const WIDTHS: Readonly<Record<Encoding, { readonly width: Width; readonly differs: RegExp }>> = {
  'utf-8': {
    width: (text, offset) => {
      const code = text.charCodeAt(offset);
      if (code < 0x80) return 1;
      if (code < 0x800) return 2;
      if (isPair(text, offset)) return 4;
      return isSecondOfPair(text, offset) ? 0 : 3;
    },
    differs: /[^\0-\x7f]/,
  },
  'utf-16': { width: () => 1, differs: /(?!)/ },
  'utf-32': {
    width: (text, offset) => (isSecondOfPair(text, offset) ? 0 : 1),
    differs: /[\ud800-\udbff]/,
  },
};

/** Where every UTF-16 unit is one character. */
const UNITS: CharacterCounts = {
  between: (start, end) => end - start,
  offsetAfter: (start, end, characters) => Math.min(start + characters, end),
};

/** Counts the text once, so that a position costs the same wherever it is, also in one long line. */
function countsOf({ text }: SourceFile, encoding: Encoding): CharacterCounts {
  const { width, differs } = WIDTHS[encoding];
  if (!differs.test(text)) return UNITS;
  const totals: number[] = [];
  let total = 0;
  for (let offset = 0; offset <= text.length; offset++) {
    if (offset % STEP === 0) totals.push(total);
    total += width(text, offset);
  }
  const upTo = (end: number): number => {
    const step = Math.floor(end / STEP);
    let count = totals[step] ?? 0;
    for (let offset = step * STEP; offset < end; offset++) count += width(text, offset);
    return count;
  };
  return {
    between: (start, end) => upTo(end) - upTo(start),
    offsetAfter: (start, end, characters) => {
      const wanted = upTo(start) + characters;
      const step = partitionPoint(totals, (before) => before <= wanted) - 1;
      let offset = step * STEP;
      for (let count = totals[step] ?? 0; offset < end; offset++) {
        count += width(text, offset);
        if (count > wanted) break;
      }
      return Math.max(start, Math.min(offset, end));
    },
  };
}

const COUNTS: Readonly<Record<Encoding, (file: SourceFile) => CharacterCounts>> = {
  'utf-8': oncePer((file) => countsOf(file, 'utf-8')),
  'utf-16': () => UNITS,
  'utf-32': oncePer((file) => countsOf(file, 'utf-32')),
};

export const characterCounts = (file: SourceFile, encoding: Encoding): CharacterCounts =>
  COUNTS[encoding](file);
