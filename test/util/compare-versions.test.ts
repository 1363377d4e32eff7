import { expect, it } from 'vitest';
import { compareVersions } from '../../src/util/compare.js';

it.each([
  ['3.9', '3.11', -1],
  ['3.11', '3.9', 1],
  ['2.9', '2.9.0', 0],
  ['2.9', '2.9.1', -1],
  ['3', '2.99', 1],
])('%s and %s compare as %i', (first, second, expected) => {
  expect(Math.sign(compareVersions(first, second))).toBe(expected);
});
