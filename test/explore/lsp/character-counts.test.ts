import { expect, it } from 'vitest';
import { toOffset, toPosition } from '../../../src/explore/lsp/protocol.js';
import { SourceFile } from '../../../src/source/index.js';

/** Signs of one to four bytes, half of a pair, and a line break after many of them. */
const SIGNS = ['a', 'é', '€', '😀', '\ud83d', '\n'];
const WEIGHTS = '0010200301000020103000400001002030010000';
const TEXT = WEIGHTS.repeat(40)
  .split('')
  .map((digit, index) => SIGNS[index % 700 === 699 ? 5 : Number(digit)])
  .join('');

const FILE = new SourceFile('/a', 'a', TEXT);

/** What an encoding makes of the text before a place, by the means of Node. */
const COUNTS = {
  'utf-8': (text: string) => Buffer.byteLength(text),
  'utf-16': (text: string) => text.length,
  'utf-32': (text: string) => [...text].length,
} as const;

it.each(Object.entries(COUNTS))('positions count the characters of %s, and lead back', (name, count) => {
  const encoding = name as keyof typeof COUNTS;
  for (const sign of TEXT.matchAll(/[^\n]/gu)) {
    const before = TEXT.slice(0, sign.index);
    const position = {
      line: before.split('\n').length - 1,
      character: count(before.slice(before.lastIndexOf('\n') + 1)),
    };
    expect(toPosition(FILE, sign.index, encoding)).toEqual(position);
    expect(toOffset(FILE, position, encoding)).toBe(sign.index);
    // Within a character of several units is where it begins.
    const inside = { ...position, character: position.character + count(sign[0]) - 1 };
    if (encoding !== 'utf-16') expect(toOffset(FILE, inside, encoding)).toBe(sign.index);
  }
});

it.each(Object.keys(COUNTS))('a position after a line in %s is the end of the line', (name) => {
  const encoding = name as keyof typeof COUNTS;
  for (const [line, text] of TEXT.split('\n').entries()) {
    const end = FILE.lineSpan(line + 1).start + text.length;
    expect(toOffset(FILE, { line, character: 1e9 }, encoding)).toBe(end);
  }
});
