import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf, placeOf, positionsOf, SourceFile } from '../../src/source/index.js';

const file = (text: string) => new SourceFile('/project/a/b.config', 'a/b.config', text);

describe('SourceFile', () => {
  it('takes the byte order mark off its text', () => {
    expect(file('\uFEFFa')).toMatchObject({ text: 'a', hasBom: true });
    expect(file('a\uFEFF')).toMatchObject({ text: 'a\uFEFF', hasBom: false });
    expect(file('\uFEFF\uFEFFa')).toMatchObject({ text: '\uFEFFa', hasBom: true });
  });

  it.each([
    ['', [0]],
    ['a', [0]],
    ['a\n', [0, 2]],
    ['a\nb', [0, 2]],
    ['a\r\nb\r\n', [0, 3, 6]],
    ['a\rb', [0, 2]],
    ['\n\r\n\r\r', [0, 1, 3, 4, 5]],
    ['a\u2028b\u0085c\fd', [0]],
  ])('finds the lines of %j', (text, starts) => {
    expect(file(text).lineStarts).toEqual(starts);
  });

  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 1, 2],
    [3, 2, 1],
    [4, 2, 2],
    [5, 3, 1],
    [-1, 1, 1],
    [99, 3, 2],
  ])('tells that offset %i is line %i, column %i', (offset, line, column) => {
    expect(file('a\r\nb\nc').positionAt(offset)).toEqual({ line, column });
  });

  it('counts columns in UTF-16 units', () => {
    expect(file('😀a').positionAt(2)).toEqual({ line: 1, column: 3 });
  });

  it.each([
    [1, { start: 0, end: 1 }],
    [2, { start: 3, end: 3 }],
    [3, { start: 5, end: 6 }],
    [4, { start: 6, end: 6 }],
    [0, { start: 6, end: 6 }],
  ])('gives the span of line %i without its line break', (line, span) => {
    expect(file('a\r\n\r\nb').lineSpan(line)).toEqual(span);
  });

  it('says where a place is', () => {
    const place = placeOf(file('a\nbc\n'), 2, 4);
    expect(positionsOf(place)).toEqual({ start: { line: 2, column: 1 }, end: { line: 2, column: 3 } });
    expect(nameOf(place)).toBe('a/b.config:2');
  });

  it('agrees with itself on every offset of any text', () => {
    const texts = fc
      .array(fc.constantFrom('a', '\n', '\r', '\r\n', ' ', 'é', '😀', '\uFEFF'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const source = file(text);
        for (let offset = 0; offset <= source.text.length; offset++) {
          const { line, column } = source.positionAt(offset);
          const isInsideBreak = source.text.startsWith('\r\n', offset - 1) && offset > 0;
          expect(source.lineStarts[line - 1]! + column - 1).toBe(isInsideBreak ? offset - 1 : offset);
          expect(offset).toBeLessThan(source.lineStarts[line] ?? source.text.length + 1);
        }
        source.lineStarts.forEach((start, index) => {
          const span = source.lineSpan(index + 1);
          expect(span.start).toBe(start);
          expect(source.text.slice(span.start, span.end)).not.toMatch(/[\r\n]/);
        });
      }),
    );
  });
});
