import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support/fixtures.js';

it('is a list that only shrinks: each file in it still has a function of that kind', () => {
  const list = readFileSync(`${REPOSITORY}scripts/lint/rules-with-may.mjs`, 'utf8');
  const files = Array.from(list.matchAll(/'(src\/[^']+)'/g), ([, name = '']) => name);
  const done = files.filter(
    (name) =>
      !existsSync(`${REPOSITORY}${name}`) ||
      !/\b(?:const|function) may[A-Z]/.test(readFileSync(`${REPOSITORY}${name}`, 'utf8')),
  );
  expect(files.length).toBeLessThanOrEqual(1);
  expect(done).toEqual([]);
});
