import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonProblem } from '../../src/parse/data-file.js';
import { SourceFile } from '../../src/source/index.js';
import { growth, IN_STEP } from '../support/processor-time.js';

const problemOf = (text: string) =>
  jsonProblem(new SourceFile('/p/Dockerrun.aws.json', 'Dockerrun.aws.json', text));

/** What is wrong, and the text that it is said of. */
const said = (text: string): [code: string | undefined, at: string] => {
  const problem = problemOf(text);
  const { start, end } = problem?.at.span ?? { start: 0, end: 0 };
  return [problem?.fault.code, text.slice(start, end)];
};

describe('jsonProblem', () => {
  it.each([
    ['{"a": 1 "b": 2}', 'missing-comma-before-entry', '"'],
    ['{"a": "x"\n "b": 2}', 'missing-comma-before-entry', '"'],
    ['[1 2]', 'missing-comma-before-entry', '2'],
    ['{"a": 1,}', 'json-trailing-comma', ','],
    ['[1,\n]', 'json-trailing-comma', ','],
    ['{"a": 1, "b": [1}', 'stray-bracket', '}'],
    ['{"a": 1, // why\n "b": 2}', 'json-comment', '//'],
    ['# why\n{}', 'json-comment', '#'],
    ["{'a': 1}", 'json-single-quotes', "'"],
    ['{a: 1}', 'json-unquoted', 'a'],
    ['{"a": yes}', 'json-unquoted', 'yes'],
    ['{"a": True}', 'json-unquoted', 'True'],
    ['{"a": 01}', 'json-unquoted', '01'],
    ['{"a": .5}', 'json-unquoted', '.5'],
    ['{"a" 1}', 'missing-separator', '1'],
    ['{"a"}', 'stray-bracket', '}'],
    ['{"a": }', 'stray-bracket', '}'],
    ['{"a": , "b": 1}', 'empty-item', ','],
    ['{,}', 'empty-item', ','],
    ['{"a": 1]', 'stray-bracket', ']'],
    ['{"a": 1}}', 'stray-bracket', '}'],
    ['{"a": 1}\n{', 'text-after-value', '{'],
    ['{"a": "x\n"}', 'unclosed-quote', '"'],
    ['{"a": "x', 'unclosed-quote', '"'],
    ['{"a": "\\x"}', 'bad-escape', '\\x'],
    ['{"a": "x\ty"}', 'json-tab', '\t'],
    ['{"a": {"b": 1}', 'missing-bracket-at-end', ''],
    ['[', 'missing-bracket-at-end', ''],
    ['', 'json-empty', ''],
    [' \n', 'json-empty', ''],
    ['{"a": {{port}}}', 'template-tags', '{'],
    ['{"a": ${PORT}}', 'template-tags', '$'],
    ['{% if a %}{}', 'template-tags', '%'],
    ['{\n<<<<<<< HEAD\n}', 'merge-conflict', '<<<<<<<'],
    ['{"a": 1,\n=======\n}', 'merge-conflict', '======='],
    ['{"a": 1\n>>>>>>> x\n}', 'merge-conflict', '>>>>>>>'],
    ['{"a": <<<}', 'json-unquoted', '<<<'],
    ['{"a": /* why */ 1}', 'json-comment', '/*'],
    ['{"a": /b}', 'json-unquoted', '/b'],
    ['{"a": <%= x %>}', 'template-tags', '<'],
    ['{"a": $b}', 'json-unquoted', '$b'],
    ['{"a": {b}}', 'json-unquoted', 'b'],
    ['{"a": [1, 2,], "b": 1}', 'json-trailing-comma', ','],
    ['[1, "a", ]', 'json-trailing-comma', ','],
    ['[1, {"a": }]', 'stray-bracket', '}'],
    ['[}', 'stray-bracket', '}'],
    ['{]', 'stray-bracket', ']'],
    ['{"a": 1, ]', 'json-trailing-comma', ','],
    [']', 'stray-bracket', ']'],
    ['{} "a"', 'text-after-value', '"'],
    ['{},', 'text-after-value', ','],
    ['{"a": 1}]', 'stray-bracket', ']'],
    ['{"a": 1: 2}', 'missing-separator', ':'],
    ['["a": 1]', 'missing-separator', ':'],
    ['{"a" "b"}', 'missing-separator', '"'],
    ['{"a" b}', 'missing-separator', 'b'],
    ['{"a":: 1}', 'missing-separator', ':'],
    ['{:', 'missing-separator', ':'],
    ['[1,,2]', 'empty-item', ','],
    ['{"a": \'b\'}', 'json-single-quotes', "'"],
    ['{"a": 1 \'b\': 2}', 'missing-comma-before-entry', "'"],
    ['{"a": "\\u12"}', 'bad-escape', '\\u'],
    ['{"a\tb": 1}', 'json-tab', '\t'],
    ['{"a": "b\\', 'bad-escape', '\\'],
    ['{"a": 1.}', 'json-unquoted', '1.'],
    ['{"a": 1e}', 'json-unquoted', '1e'],
    ['{"a": 1+1}', 'json-unquoted', '1+1'],
    ['{"a": -}', 'json-unquoted', '-'],
    ['{"a": nullx}', 'json-unquoted', 'nullx'],
    ['[{"a": 1}', 'missing-bracket-at-end', ''],
    ['{"a": [', 'missing-bracket-at-end', ''],
  ])('%j: %s', (text, code, at) => {
    expect(said(text)).toEqual([code, at]);
  });

  it.each([
    ['{"a": [1', ']'],
    ['{"a": [1], "b": {', '}'],
    ['[{}', ']'],
  ])('says what is missing at the end of %j', (text, bracket) => {
    expect(problemOf(`${text}  \n`)).toMatchObject({
      fault: { code: 'missing-bracket-at-end', bracket },
      at: { span: { start: text.length, end: text.length } },
    });
  });

  it('is absent where a text is JSON, and one where it is not', () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\ \n\t',
      'a',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      '"b"',
      '"c":',
      '\\u0041',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          expect(problemOf(text) === undefined).toBe(isJson);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each(['[', '{"a":', '"', '1,', '1 ', '\\', ' ', '"a" '])(
    'is found in step with much of %j',
    async (piece) => {
      expect(await growth(200_000, (size) => problemOf(piece.repeat(size)))).toBeLessThan(IN_STEP);
    },
  );
});
