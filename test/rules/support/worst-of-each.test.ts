import { expect, it } from 'vitest';
import { worstOfEach } from '../../../src/rules/support/worst-of-each.js';

const one = (name: string, isFatal = false) => ({ name, isFatal });

const worst = (...all: { name: string; isFatal: boolean }[]) =>
  worstOfEach(all, ({ name }) => name.charAt(0)).map(({ worst }) => worst.name);

it('takes the first of each kind', () => {
  expect(worst(one('a1'), one('b1'), one('a2'))).toEqual(['a1', 'b1']);
});

it('takes a fatal one instead, in the place of the first', () => {
  expect(worst(one('a1'), one('b1'), one('a2', true), one('a3', true))).toEqual(['a2', 'b1']);
});

it('keeps a fatal one that comes first', () => {
  expect(worst(one('a1', true), one('a2'))).toEqual(['a1']);
});

it('has all of each kind in order', () => {
  const [first, second] = worstOfEach([one('a1'), one('b1'), one('a2', true)], ({ name }) => name.charAt(0));
  expect(first?.all.map(({ name }) => name)).toEqual(['a1', 'a2']);
  expect(second?.all.map(({ name }) => name)).toEqual(['b1']);
});
