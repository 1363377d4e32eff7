import { describe, expect, it } from 'vitest';
import { bounded } from '../../src/lint/bounded.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const at = placeOf(new SourceFile('/p/a', 'a', 'x'), 0, 1);
const LONG = `start ${'x'.repeat(3000)} end`;

describe('what is said of one finding', () => {
  it.each([1999, 2000])('stays whole with %i characters', (length) => {
    const text = 'x'.repeat(length);
    expect(bounded({ at, message: text }).message).toBe(text);
  });

  it('loses the middle of a message, a note and a title beyond that', () => {
    const finding = bounded({
      at,
      message: LONG,
      related: [{ at, note: LONG }],
      fix: { title: LONG, safety: 'safe', edits: [] },
    });
    for (const text of [finding.message, finding.related![0]!.note, finding.fix!.title]) {
      expect(text).toMatch(/^start x{1494} … x{496} end$/);
    }
  });

  it('has at most a hundred other places', () => {
    const related = Array.from({ length: 150 }, (_, index) => ({ at, note: `note ${index}` }));
    const kept = bounded({ at, message: 'm', related }).related;
    expect(kept).toEqual(related.slice(0, 100));
  });

  it('ends between two characters, not in one', () => {
    const { message } = bounded({ at, message: `x${'\u{1f600}'.repeat(2000)}` });
    expect(message.isWellFormed()).toBe(true);
  });
});
