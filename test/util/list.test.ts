import fc from 'fast-check';
import { expect, it } from 'vitest';
import { list } from '../../src/util/text.js';

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b, and c'],
])('joins %j', (items, joined) => {
  expect(list(items)).toBe(joined);
});

it('joins as Intl.ListFormat does in English', () => {
  const types = { and: 'conjunction', or: 'disjunction' } as const;
  fc.assert(
    fc.property(fc.array(fc.string()), fc.constantFrom('and', 'or'), (items, conjunction) => {
      const format = new Intl.ListFormat('en', { type: types[conjunction] });
      expect(list(items, conjunction)).toBe(format.format(items));
    }),
  );
});
