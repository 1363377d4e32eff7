import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/util/nearest.js';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['queue', 'queeu', 1],
    ['ab', 'ba', 1],
    ['ca', 'abc', 3],
    ['size', 'siez', 1],
    ['minsize', 'imnsiez', 2],
    ['process', 'procss', 1],
    ['kitten', 'sitting', 3],
  ])('from %j to %j: %i', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits);
    expect(editDistance(b, a)).toBe(edits);
  });

  it('counts a swap once, and otherwise as Levenshtein does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const edits = editDistance(a, b);
        expect(edits).toBeLessThanOrEqual(distance(a, b));
        expect(edits * 2).toBeGreaterThanOrEqual(distance(a, b));
      }),
    );
  });
});
