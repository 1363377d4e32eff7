import { expect, it } from 'vitest';
import { refusalOf, type Candidate } from '../../src/fix/fix-candidate.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const own = new SourceFile('/p/a', 'a', 'text');
const locked = new SourceFile('/p/b', 'b', 'text');
const binary = new SourceFile('/p/c', 'c', 'te\uFFFDt');
const foreign = new SourceFile('/q/a', 'a', 'text');

/** Why a fix is refused that replaces the first characters of some files. */
const refusal = (...files: readonly SourceFile[]) => {
  const edits = files.map((file) => ({ file, span: { start: 0, end: 2 }, text: 'x' }));
  const candidate: Candidate = {
    ruleId: 'test/a',
    severity: 'error',
    message: 'm',
    at: placeOf(own, 0, 1),
    related: [],
    fix: { title: 't', safety: 'safe', edits },
  };
  return refusalOf(candidate, { isOwn: (file) => file !== foreign, mayEdit: (file) => file !== locked });
};

it.each([
  ['a file of the project', [own], undefined],
  ['a file of somebody else', [foreign], 'invalid-edits'],
  ['one of each', [own, foreign], 'invalid-edits'],
  ['the same characters twice', [own, own], 'invalid-edits'],
  ['a file that is not UTF-8', [binary], 'not-utf-8'],
  ['another one beside it', [own, binary], 'not-utf-8'],
  ['a file that may not be changed', [locked], 'file-refused'],
  ['another one beside that', [own, locked], 'file-refused'],
])('a fix of %s', (_, files, reason) => {
  expect(refusal(...files)).toBe(reason);
});
