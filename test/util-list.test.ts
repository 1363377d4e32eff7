import { expect, it } from 'vitest';
import { list } from '../src/util/list.js';

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b, and c'],
])('joins %j', (items, joined) => {
  expect(list(items)).toBe(joined);
});

it('joins what one may choose from', () => {
  expect(list(['a', 'b', 'c'], 'or')).toBe('a, b, or c');
});
