import { expect, it } from 'vitest';
import { secretSpans } from '../../src/model/settings/secret-spans.js';
import { SourceFile } from '../../src/source/index.js';

const hiddenIn = (text: string, line: number): string[] => {
  const file = new SourceFile('/p/.ebextensions/a.config', '.ebextensions/a.config', text);
  return secretSpans(file, line).map(({ start, end }) => file.text.slice(start, end));
};

it.each(['\n', '\r\n', '\r'])('a secret is hidden where lines end in %j', (end) => {
  expect(hiddenIn(['a: 1', 'b:', '  PASSWORD: hunter2', 'c: 1', ''].join(end), 3)).toEqual(['hunter2']);
});

it('a secret that begins a value is hidden', () => {
  expect(hiddenIn('command: PASSWORD=hunter2 ./run\n', 1)).toEqual(['hunter2']);
});
