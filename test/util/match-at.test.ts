import { expect, it } from 'vitest';
import { endOfMatch, matchAt } from '../../src/util/text.js';

const DIGITS = /\d+/y;

it.each([
  ['a12', 1, '12', 3],
  ['a12', 2, '2', 3],
  ['a12', 0, undefined, undefined],
  ['a12', 3, undefined, undefined],
])('finds in %j at %i exactly %j, which ends at %j', (text, at, found, end) => {
  expect(matchAt(DIGITS, text, at)?.[0]).toBe(found);
  expect(endOfMatch(DIGITS, text, at)).toBe(end);
});

it('tells a match of nothing from none', () => {
  expect(endOfMatch(/ */y, 'a', 0)).toBe(0);
});
