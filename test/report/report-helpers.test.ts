import { describe, expect, it } from 'vitest';
import { patchForLog } from '../../src/fix/patch-for-log.js';
import { resultWithHelp, withHelp } from '../../src/report/lint-result/lint-result.js';
import { replacementsOf } from '../../src/report/lint-result/to-lint-message.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { SourceFile } from '../../src/source/index.js';
import { diagnostic, placeAt } from '../support/report-samples.js';

describe('a message with its help', () => {
  it('is two sentences, or only the message', () => {
    expect(withHelp({ message: 'It is wrong', help: 'Do it.' })).toBe('It is wrong. Do it.');
    expect(withHelp({ message: 'It is wrong' })).toBe('It is wrong');
  });

  it('keeps all else of a result', () => {
    const at = placeAt(new SourceFile('/p/Procfile', 'Procfile', 'web: run'), 'run');
    const [result] = toLintResults([diagnostic(at, { help: 'Do it.' }), diagnostic(at)]);
    const { messages, ...rest } = resultWithHelp(result!);
    expect({ ...rest, messages: [] }).toEqual({ ...result, messages: [] });
    expect(messages.map(({ message }) => message)).toEqual(
      result!.messages.map(({ message, help }) => (help === undefined ? message : `${message}. ${help}`)),
    );
    expect(messages.map((message) => ({ ...message, message: '' }))).toEqual(
      result!.messages.map((message) => ({ ...message, message: '' })),
    );
  });
});

describe('a diff for a log', () => {
  const HEAD = '--- a\n+++ b\n@@ -1,2 +1,2 @@\n';

  it('stays where nothing in it is a command', () => {
    const diff = `${HEAD} a\n-b\n+c\n`;
    expect(patchForLog(diff)).toBe(diff);
  });

  it('takes a line around the change that would be a command out and in again', () => {
    expect(patchForLog(`${HEAD} ::debug::x\n-b\n+c\n`)).toBe(`${HEAD}-::debug::x\n+::debug::x\n-b\n+c\n`);
    expect(patchForLog(`${HEAD}-b\n+c\n ::debug::x\n\\ No newline at end of file\n`)).toBe(
      `${HEAD}-b\n+c\n-::debug::x\n\\ No newline at end of file\n+::debug::x\n\\ No newline at end of file\n`,
    );
    expect(patchForLog(`${HEAD}-b\n+c\n ::debug::x`)).toBe(`${HEAD}-b\n+c\n-::debug::x+::debug::x`);
  });

  it('is absent where a command is within a line', () => {
    expect(patchForLog(`${HEAD} ##vso[task]\n-b\n+c\n`)).toBeUndefined();
    expect(patchForLog(`${HEAD}-##[error]\n+c\n`)).toBeUndefined();
  });
});

describe('the replacements that edits come to', () => {
  const file = new SourceFile('/p/a', 'a', '0123456789');
  const replacements = (...edits: readonly (readonly [start: number, end: number, text: string])[]) =>
    replacementsOf(
      edits.map(([start, end, text]) => ({ file, span: { start, end }, text })),
      file.text,
    ).map(({ range, text }) => [...range, text]);

  it.each([
    ['another text', [[2, 4, 'ab']], [[2, 4, 'ab']]],
    ['the same text', [[2, 4, '23']], []],
    ['no text', [[2, 4, '']], [[2, 4, '']]],
    ['an insertion', [[2, 2, 'ab']], [[2, 2, 'ab']]],
    ['an insertion of nothing', [[2, 2, '']], []],
    [
      'quotes around it',
      [[2, 4, '"23"']],
      [
        [2, 2, '"'],
        [4, 4, '"'],
      ],
    ],
    ['something before it', [[2, 4, 'a23']], [[2, 2, 'a']]],
    ['something behind it', [[2, 4, '23a']], [[4, 4, 'a']]],
    ['the same start', [[2, 5, '2a']], [[3, 5, 'a']]],
    ['the same end', [[2, 5, 'a4']], [[2, 4, 'a']]],
    ['the same start and end', [[2, 6, '2a5']], [[3, 5, 'a']]],
    ['something less in its middle', [[2, 6, '25']], [[3, 5, '']]],
    ['something less at its end', [[2, 6, '23']], [[4, 6, '']]],
    [
      'edits in another order',
      [
        [6, 7, 'b'],
        [2, 3, 'a'],
      ],
      [
        [2, 3, 'a'],
        [6, 7, 'b'],
      ],
    ],
    [
      'edits beside each other',
      [
        [2, 3, 'a'],
        [3, 5, 'b'],
      ],
      [[2, 5, 'ab']],
    ],
    [
      'three edits beside each other',
      [
        [2, 3, 'a'],
        [3, 5, 'b'],
        [5, 5, 'c'],
      ],
      [[2, 5, 'abc']],
    ],
  ] as const)('%s', (_, edits, expected) => {
    expect(replacements(...edits)).toEqual(expected);
  });
});
