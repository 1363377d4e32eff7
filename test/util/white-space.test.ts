import { expect, it } from 'vitest';
import { trim, trimEnd } from '../../src/util/white-space.js';

it.each([
  ['', ''],
  [' \t a b \r\n\f\v', 'a b'],
  ['\u00a0a\u3000', '\u00a0a\u3000'],
  ['\ufeffa', '\ufeffa'],
  ['   ', ''],
])('trims %j to %j', (text, trimmed) => {
  expect(trim(text)).toBe(trimmed);
});

it('trims the end only', () => {
  expect(trimEnd(' a \n')).toBe(' a');
});
