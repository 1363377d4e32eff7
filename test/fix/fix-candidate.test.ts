import { expect, it } from 'vitest';
import { type Candidate, type FixRefusal, refusalOf } from '../../src/fix/fix-candidate.js';
import type { FileChange } from '../../src/rules/rule.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const own = new SourceFile('/p/a', 'a', 'text');
const locked = new SourceFile('/p/b', 'b', 'text');
const binary = new SourceFile('/p/c', 'c', 'te\uFFFDt');
const foreign = new SourceFile('/q/a', 'a', 'text');

/** Why a fix is refused that replaces the first characters of some files, and creates or deletes others. */
const refusal = (files: readonly SourceFile[], changes: readonly FileChange[] = []) => {
  const edits = files.map((file) => ({ file, span: { start: 0, end: 2 }, text: 'x' }));
  const candidate: Candidate = {
    ruleId: 'test/a',
    severity: 'error',
    message: 'm',
    at: placeOf(own, 0, 1),
    related: [],
    fix: { title: 't', safety: 'safe', edits, files: changes },
  };
  return refusalOf(candidate, {
    isOwn: (file) => file !== foreign,
    exists: (name) => name === 'there',
    mayEdit: (file) => file !== locked,
    mayCreate: (name) => name !== 'no',
  });
};

const created = (name: string): FileChange => ({ kind: 'create', name, text: '', isExecutable: false });
const deleted = (file: SourceFile): FileChange => ({ kind: 'delete', file });

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
  expect(refusal(files)).toBe(reason);
});

type Row = [string, FileChange[], FixRefusal | undefined];

it.each<Row>([
  ['creates a file', [created('.platform/hooks/a.sh')], undefined],
  ['creates one that is there', [created('there')], 'file-exists'],
  ['creates one twice', [created('a'), created('a')], 'file-exists'],
  ['creates one above the root', [created('../a')], 'invalid-edits'],
  ['creates one by a way that is longer', [created('a/./b')], 'invalid-edits'],
  ['creates two', [created('a'), created('b')], undefined],
  ['creates one at the root of the disk', [created('/a')], 'invalid-edits'],
  ['creates one below .git', [created('.git/hooks/pre-commit')], 'invalid-edits'],
  ['creates one with a name of Windows', [created('a\\b')], 'invalid-edits'],
  ...['.GIT/config', 'a/.svn', 'git~1/hooks/x', '.git./x', '.git::$INDEX_ALLOCATION/x'].map((name): Row => [
    `creates ${name}`,
    [created(name)],
    'invalid-edits',
  ]),
  ...['a.', 'a /b', 'NUL', 'aux.conf', 'conf.d/com1.conf', 'con .txt'].map((name): Row => [
    `creates ${name}, another name on Windows`,
    [created(name)],
    'invalid-edits',
  ]),
  ...['auxiliary', 'a.b', 'conf.d/a', 'a b', '.gitignore', 'com10'].map((name): Row => [
    `creates ${name}`,
    [created(name)],
    undefined,
  ]),
  ['creates one that may not be', [created('yes'), created('no')], 'file-refused'],
  ['deletes a file', [deleted(binary)], 'not-utf-8'],
  ['deletes one that it edits', [deleted(own)], 'invalid-edits'],
  ['deletes one of somebody else', [deleted(foreign)], 'invalid-edits'],
  ['deletes one that may not be changed', [deleted(locked)], 'file-refused'],
])('a fix that %s', (_, changes, reason) => {
  expect(refusal([own], changes)).toBe(reason);
});
