import { expect, it } from 'vitest';
import { highestMajor } from '../../src/parse/node-version-range.js';

it.each([
  ['18', 18],
  ['18.x', 18],
  ['v18.16.0', 18],
  ['=18.1.2', 18],
  ['^16.3.0', 16],
  ['~14', 14],
  ['>=16.0.0 <=16.17.0', 16],
  ['>=20.11.0 <20.11.1', 20],
  ['>=14 <17', 16],
  ['>=14 <17.0.0', 16],
  ['>= 14 < 17', 16],
  ['12 - 16', 16],
  ['^14 || ^16 || 18', 18],
  ['>=16', Infinity],
  ['>12', Infinity],
  ['*', Infinity],
  ['', Infinity],
  ['x', Infinity],
  ['^14 || >=20', Infinity],
  ['lts/*', undefined],
  ['${NODE}', undefined],
  ['^14 || lts', undefined],
] as const)('%j allows Node.js %s at most', (range, major) => {
  expect(highestMajor(range)).toBe(major);
});
