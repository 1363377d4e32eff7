import { expect, it } from 'vitest';
import { isCaseVariant, variantKey } from '../../src/util/text.js';

it.each([
  ['MinSize', 'minsize', true],
  ['Min Size', 'MinSize', true],
  ['Min\tSize ', 'MinSize', true],
  ['Min-Size', 'MinSize', false],
  ['MinSizes', 'MinSize', false],
])('%j and %j', (one, other, expected) => {
  expect(isCaseVariant(one, other)).toBe(expected);
  expect(variantKey(one) === variantKey(other)).toBe(expected);
});
