import { describe, expect, it } from 'vitest';
import { lookAlikesInCommand } from '../../../src/model/execution/look-alikes-in-command.js';
import { growth, IN_STEP } from '../../support/processor-time.js';

const marked = (text: string): string[] =>
  lookAlikesInCommand(text).map(({ start, character }) => `${start} ${character}`);

describe('lookAlikesInCommand', () => {
  it.each([
    ['a\u00a0b', ['1 \u00a0']],
    ['echo a\u00a0b', ['6 \u00a0']],
    ['daphne –p 5000', ['7 –']],
    ['daphne ––port 5000', ['7 –', '8 –']],
    ['daphne −−port 5000', ['7 −', '8 −']],
    ['run “a b”', ['4 “', '8 ”']],
    ['NAME=“a” run', ['5 “', '7 ”']],
    ['run ‘a’', ['4 ‘', '6 ’']],
    ['run :８０', ['5 ８', '6 ０']],
    ['run a：80', ['5 ：']],
    ['run a\u200b', ['5 \u200b']],
  ])('%j: %j', (text, found) => {
    expect(marked(text)).toEqual(found);
  });

  it.each([
    'run "a\u00a0b"',
    "run 'a –b'",
    'run a # – “c”\u00a0',
    '# “c”\nrun a',
    'echo “a” –b ：',
    'run a – b',
    'run a–b',
    'run it’s',
    'run a\\\u00a0b',
    'run äöü 設定.py',
  ])('%j is fine', (text) => {
    expect(marked(text)).toEqual([]);
  });

  it.each([
    ['daphne –p 5000', ['-']],
    ['daphne –port 5000', ['--']],
    ['daphne —port 5000', ['--']],
    ['daphne −−port 5000', ['-', '-']],
    ['daphne -–port 5000', ['-']],
  ])('%j needs %j', (text, instead) => {
    expect(lookAlikesInCommand(text).map((found) => found.instead)).toEqual(instead);
  });

  it.each(['"', "'", '\\', '“', ' –a', '\u00a0', '# ', 'a '])(
    'takes time in step with much of %j',
    async (piece) => {
      const power = await growth(20_000, (size) => lookAlikesInCommand(`\u00a0${piece.repeat(size)}`));
      expect(power).toBeLessThan(IN_STEP);
    },
  );
});
