import { expect, it } from 'vitest';
import { decidingPattern, namePattern, pathPattern } from '../../src/util/path-pattern.js';

const fits = (patterns: readonly string[], path: string): boolean =>
  decidingPattern(
    patterns.map((text) => pathPattern(text)!),
    path,
  ) !== undefined;

/** It fits a long name of one letter in no way, which takes thousands of steps to find out. */
const COSTLY = `*${'a'.repeat(120)}b`;

it('a path that takes too long to compare fits no pattern', () => {
  const name = 'a'.repeat(240);
  expect(fits(['a*', COSTLY], name)).toBe(true);
  expect(fits(['a*', ...Array.from({ length: 10 }, () => COSTLY)], name)).toBe(false);
});

it('as many patterns as a project may have are compared with an ordinary path', () => {
  const others = Array.from({ length: 999 }, (_, index) => `build-${index}*/`);
  expect(fits(['/src/*/f.js', ...others], 'src/e/f.js')).toBe(true);
  expect(fits(['f.js', ...others], 'a/b/c/d/e/f.js')).toBe(true);
});

it('a name that takes too long to compare does not fit', () => {
  expect(namePattern('*a*')('b'.repeat(400))).toBe(false);
  expect(namePattern('*b')('b'.repeat(400))).toBe(true);
  expect(namePattern(`*${'a'.repeat(120)}`)('a'.repeat(240))).toBe(false);
});
