import { expect, it } from 'vitest';
import { checkPattern } from '../../src/io/expand-glob.js';

const refusal = (pattern: string): string => {
  try {
    checkPattern(pattern);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

it('a pattern is named by its first 40 characters', () => {
  const range = (length: number) => `{1..2000}${'x'.repeat(length - 9)}`;
  expect(refusal(range(40))).toBe(`Pattern ${range(40)} expands to more than 1000 patterns.`);
  expect(refusal(range(41))).toBe(`Pattern ${range(40)}… expands to more than 1000 patterns.`);
});

it('braces in braces add up to what they stand for', () => {
  expect(refusal('{a,{b,{1..998}}}')).toBe('');
  expect(refusal('{a,{b,{1..999}}}')).not.toBe('');
  expect(refusal('{a,b}}{1..500}')).toBe('');
});

it('a range of spaces is one of characters', () => {
  expect(refusal('{ ..\u0400}')).toBe('');
  expect(refusal('{ ..\u0500}')).not.toBe('');
  expect(refusal('{\u0407..\u0020}')).toBe('');
});
