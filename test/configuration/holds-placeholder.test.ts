import { expect, it } from 'vitest';
import { holdsPlaceholder } from '../../src/configuration/policy.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const place = (text: string) => placeOf(new SourceFile('/p/a', 'a', text), 0, text.length);

it.each([
  ['@@*@@', 'arn:@@REGION@@:x', true],
  ['@@*@@', '@@REGION', false],
  ['region', 'arn:aws:acm:region:x', true],
  ['region', 'my-region', false],
  ['region', 'regions', false],
  ['region', 'regions region', true],
  ['<your_app>', 'x<your_app>y', true],
  ['your-*', 'your-bucket', true],
  ['your-*', 'not-your-bucket', false],
  ['CHANGE*ME', 'CHANGE_ME', true],
  ['CHANGE*ME', 'CHANGE_MEAT', false],
  ['[a]', 'a', false],
  ['a.c', 'abc', false],
  ['**x**', 'axb', true],
  ['@@*@@', `@@${'a'.repeat(500)}@@`, false],
  ['@@*@@', '@@a\nb@@', false],
])('%s in %j: %s', (pattern, text, expected) => {
  const isFilledIn = holdsPlaceholder([pattern]);
  expect(isFilledIn({ at: place(text), message: '' })).toBe(expected);
  expect(isFilledIn({ at: place('other'), message: '', related: [{ at: place(text), note: '' }] })).toBe(
    expected,
  );
});
