import { expect, it } from 'vitest';
import { repeats } from '../../src/util/collections.js';

it('pairs each later item with the first that has its key', () => {
  const words = ['beta', 'alpha', 'bravo', '', 'bolt', ''];
  expect([...repeats(words, (word) => word[0])]).toEqual([
    { first: 'beta', again: 'bravo' },
    { first: 'beta', again: 'bolt' },
  ]);
});
