import { expect, it } from 'vitest';
import { firstOfEach } from '../../src/util/collections.js';

it('takes the first of the items that share a key, in order', () => {
  const words = ['beta', 'alpha', 'bravo', 'gamma', 'amber'];
  expect([...firstOfEach(words, (word) => word[0])]).toEqual(['beta', 'alpha', 'gamma']);
});
