import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/usage-error.js';
import { checkPattern } from '../../src/io/expand-glob.js';
import { expandGlob } from '../../src/io/expand-glob.js';
import { temporaryFolder } from '../support/temporary.js';

const times = (pattern: string, count: number): string => pattern.repeat(count);

describe('a pattern that would take minutes is refused', () => {
  it.each([
    ['{1..9999999}'],
    ['{1..1001}'],
    ['{1001..1}'],
    ['{-500..500}'],
    ['{1..1e9}'],
    ['{ 1..2000}'],
    ['{0x1..0xfff}'],
    ['{1..9999..2}'],
    ['{a..\u{10ffff}}'],
    [times('{a,b}', 18)],
    [times('{a,b}', 10)],
    [times('{,}', 10)],
    [`${times('{a,', 9)}b${times('}{a,b}', 9)}`],
    ['{1..100}/{1..11}'],
    ['{x,{1..500},{1..500}}'],
    ['{{1..40}}{1..40}'],
    ['{{1..1001}'],
    ['a}{1..1001}'],
  ])('%s', (pattern) => {
    expect(() => {
      checkPattern(pattern);
    }).toThrow(UsageError);
    expect(() => expandGlob(pattern, '/')).toThrow(/^Pattern .* expands to more than 1000 patterns\.$/);
  });

  it('of more than 1000 characters', () => {
    expect(() => {
      checkPattern(times('*', 1001));
    }).toThrow(/^Pattern \*{40}… is longer than 1000 characters\.$/);
  });
});

describe('a pattern of a sensible size is taken', () => {
  it.each([
    ['*'],
    ['{1..1000}'],
    ['{1..10}{1..10}{1..10}'],
    [times('{a,b}', 9)],
    ['{x,{1..499},{1..500}}'],
    [`{${times('a,', 498)}b}`],
    ['{z..a}'],
    ['{}'],
    ['}{'],
    ['{1..a'],
    [times('*', 1000)],
    [times('{', 1000)],
    [times('(', 1000)],
    [times('[', 1000)],
    [`${times('!(', 300)}a${times(')', 300)}`],
  ])('%s', async (pattern) => {
    const cwd = temporaryFolder({ '5': '' });
    expect((await expandGlob(pattern, cwd)).length).toBeLessThanOrEqual(1);
  });
});
