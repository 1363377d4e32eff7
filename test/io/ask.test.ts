import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { ask } from '../../src/io/ask.js';

async function asked(typed: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = ask('Name? ', { input, output });
  input.end(typed);
  const given = await answer;
  return { given, shown: String(output.read()) };
}

it.each([
  ['the line that is typed', 'Python 3.12\n', 'Python 3.12'],
  ['an empty line', '\n', ''],
  ['the first of several lines', 'a\nb\n', 'a'],
  ['nothing where the input ends', '', undefined],
])('an answer is %s', async (_, typed, given) => {
  expect(await asked(typed)).toEqual({ given, shown: 'Name? ' });
});
