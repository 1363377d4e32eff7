import { describe, expect, it } from 'vitest';
import { bounded } from '../../src/lint/bounded.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const at = placeOf(new SourceFile('/p/a', 'a', 'text'), 0, 4);

/** Different characters at the start, in the middle and at the end. */
const textOf = (length: number): string =>
  `${'a'.repeat(1500)}${'b'.repeat(length - 2000)}${'c'.repeat(500)}`;
const SHORTENED = `${'a'.repeat(1500)} … ${'c'.repeat(500)}`;

/** Every text of a finding that is shown. */
const textsOf = (text: string): string[] => {
  const { message, related, fix } = bounded({
    at,
    message: text,
    related: [{ at, note: text }],
    fix: { title: text, safety: 'safe', edits: [{ file: at.file, span: at.span, text: 'b' }] },
  });
  return [message, related![0]!.note, fix!.title];
};

describe('a finding', () => {
  it('keeps messages, notes and titles of 2000 characters', () => {
    for (const text of ['', 'short', textOf(2000)]) expect(textsOf(text)).toEqual([text, text, text]);
  });

  it('shows the start and the end of longer ones', () => {
    for (const length of [2001, 2004, 100_000])
      expect(textsOf(textOf(length))).toEqual([SHORTENED, SHORTENED, SHORTENED]);
  });

  it('never shows half a character', () => {
    for (const text of ['😀'.repeat(2000), `a${'😀'.repeat(2000)}`]) {
      const [message] = textsOf(text);
      expect(message!.isWellFormed()).toBe(true);
    }
  });

  it('shows a related place once for each note', () => {
    const other = placeOf(at.file, 1, 2);
    const related = [
      { at, note: 'a' },
      { at: other, note: 'a' },
      { at, note: 'b' },
      { at, note: 'a' },
      { at: other, note: 'a' },
    ];
    expect(bounded({ at, message: 'm', related }).related).toEqual(related.slice(0, 3));
  });

  it('keeps 100 related places, the first', () => {
    const related = Array.from({ length: 101 }, (_, index) => ({ at, note: String(index) }));
    const notes = bounded({ at, message: 'm', related }).related!.map(({ note }) => note);
    expect(notes).toHaveLength(100);
    expect(notes.at(-1)).toBe('99');
    expect(bounded({ at, message: 'm', related: related.slice(0, 100) }).related).toHaveLength(100);
  });

  it('keeps as many related places as 10,000 characters of paths and notes', () => {
    const far = placeOf(new SourceFile(`/${'p'.repeat(3999)}`, 'a', 'text'), 0, 4);
    const kept = (count: number, place: typeof at, note: string) =>
      bounded({
        at,
        message: 'm',
        // Each is another one, of the same length.
        related: Array.from({ length: count }, (_, index) => ({
          at: place,
          note: String.fromCharCode(97 + index) + note.slice(1),
        })),
      }).related!;
    expect(kept(20, at, 'n'.repeat(996))).toHaveLength(10);
    expect(kept(20, at, 'n'.repeat(997))).toHaveLength(9);
    expect(kept(20, far, 'n'.repeat(1000))).toHaveLength(2);
    expect(kept(20, placeOf(new SourceFile('p'.repeat(20_000), 'a', ''), 0, 0), 'n')).toHaveLength(1);
  });

  it('keeps a fix of 10,000 characters, those that it takes away included', () => {
    const fixWith = (length: number) =>
      bounded({
        at,
        message: 'm',
        fix: {
          title: 't',
          safety: 'safe',
          edits: [
            { file: at.file, span: { start: 0, end: 4 }, text: '' },
            { file: at.file, span: { start: 4, end: 4 }, text: 'x'.repeat(length) },
          ],
        },
      }).fix;
    expect(fixWith(9996)!.edits[1]!.text).toHaveLength(9996);
    expect(fixWith(9997)).toBeUndefined();
  });

  it('without a fix or related places gets none', () => {
    expect(bounded({ at, message: 'm' })).toEqual({ at, message: 'm', related: [] });
  });

  it('keeps all else', () => {
    expect(bounded({ at, message: 'm', warnsBecause: 'milder' }).warnsBecause).toBe('milder');
  });
});
