import { describe, expect, it } from 'vitest';
import { cutAround, measureFor, wrap } from '../../src/report/text/wrap.js';

const length = (text: string): number => text.length;

describe('the width of a text', () => {
  it('is its length where all of it is ASCII', async () => {
    const measure = await measureFor(['a', 'text with spaces ~']);
    expect(['', 'a', 'abc'].map(measure)).toEqual([0, 1, 3]);
    // Nothing wide was announced: what it would cost to measure that is not paid.
    expect(measure('\u6f22')).toBe(1);
  });

  it.each([[['a', '\u6f22\u5b57']], [['\u6f22\u5b57', 'a']]])(
    'counts wide characters twice where %j has some',
    async (texts) => {
      const measure = await measureFor(texts);
      expect(['', 'abc', '\u6f22\u5b57', 'a\u6f22', '\u0301'].map(measure)).toEqual([0, 3, 4, 3, 0]);
    },
  );

  it('is nothing for a sign that acts on the terminal', async () => {
    expect((await measureFor(['\u001b[31mred\u001b[39m']))('\u001b[31mred\u001b[39m')).toBe(3);
  });
});

describe('a text is broken', () => {
  it.each([
    ['where it is too wide', 'aaa bbb ccc', 7, ['aaa bbb', 'ccc']],
    ['one column too wide', 'aaa bbb ccc', 6, ['aaa', 'bbb', 'ccc']],
    ['not where it fits', 'aaa bbb ccc', 11, ['aaa bbb ccc']],
    ['not where it is empty', '', 5, ['']],
    ['not at the first word', 'aaaa', 4, ['aaaa']],
    ['not in a path that is too wide', 'x /opt/python/bin y', 8, ['x', '/opt/python/bin', 'y']],
    ['not in a word that is too wide', 'abcdefghij', 4, ['abcdefghij']],
    ['before and after a word that is too wide', 'ab abcdefghij cd ef', 6, ['ab', 'abcdefghij', 'cd ef']],
  ])('%s', (_, text, width, lines) => {
    expect(wrap(text, width, length)).toEqual(lines);
  });
});

describe('a line is cut', () => {
  const LINE = '0123456789abcdefghijklmnopqrstuvwxyz';
  const cut = (start: number, end: number, width: number, line = LINE) => {
    const { text, ...marked } = cutAround(line, { start, end }, width, length);
    return [text, text.slice(marked.start, marked.end)];
  };

  it.each([
    ['not where it fits', [5, 7, 36], [LINE, '56']],
    ['at its end where the stretch is near the beginning', [2, 4, 20], ['0123456789abcdefghi…', '23']],
    ['at its end where the stretch is not behind the middle', [10, 12, 20], ['0123456789abcdefghi…', 'ab']],
    ['on both sides where the stretch is in the middle', [11, 13, 20], ['…456789abcdefghijkl…', 'bc']],
    ['at its beginning where the stretch is at the end', [33, 36, 20], ['…qrstuvwxyz', 'xyz']],
    ['with the stretch, where that is too wide', [0, 36, 10], ['012345678…', '012345678']],
    ['with a wide stretch far behind', [20, 36, 10], ['…ijklmnop…', 'klmnop']],
    ['at an empty stretch', [20, 20, 10], ['…ijklmnop…', '']],
  ] as const)('%s', (_, [start, end, width], shown) => {
    expect(cut(start, end, width)).toEqual(shown);
  });

  it('never between the halves of a character', () => {
    const line = '\u{1f600}'.repeat(20);
    for (let start = 0; start <= 38; start += 2)
      for (let width = 6; width < 40; width++) {
        const [text, stretch] = cut(start, start + 2, width, line);
        expect(text!.isWellFormed()).toBe(true);
        expect(stretch).toBe('\u{1f600}');
      }
  });
});
