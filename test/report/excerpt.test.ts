import { expect, it } from 'vitest';
import { excerptOf } from '../../src/report/lint-result/excerpt.js';
import { SourceFile } from '../../src/source/index.js';
import { placeAt } from '../support/report-samples.js';

it.each([
  ['PORT: 80', '80', 'PORT: 80', '80'],
  ['a:\tb\tc', 'c', 'a:    b    c', 'c'],
  ['PASSWORD: hunter2', 'hunter2', 'PASSWORD: ***', '***'],
  ['PASSWORD: hunter2', 'PASSWORD', 'PASSWORD: ***', 'PASSWORD'],
  ['PASSWORD: hunter2 beside', 'beside', 'PASSWORD: ***', '***'],
  ['{"a": 1, "token": "hunter2"}', '1', '{"a": 1, "token": ***}', '1'],
  ['run --password hunter2 -p 80', '80', 'run --password *** -p 80', '80'],
  ['run --password hunter2 -p 80', 'hunter2 -p', 'run --password *** -p 80', '*** -p'],
  ['run -a 1 --password hunter2', '--password hunter2', 'run -a 1 --password ***', '--password ***'],
])('%j with %j marked is shown as %j', (line, marked, text, mark) => {
  const excerpt = excerptOf(placeAt(new SourceFile('/p/a', 'a', line), marked))!;
  expect(excerpt.text).toBe(text);
  expect(excerpt.text.slice(excerpt.start, excerpt.end)).toBe(mark);
});
