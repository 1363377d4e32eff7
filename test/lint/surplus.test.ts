import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { surplusOf } from '../../src/lint/suppressions/surplus.js';
import type { Changes, RuleId } from '../../src/rules/rule.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const fileOf = (name: string, text = 'x x y') => new SourceFile(`/p/${name}`, name, text);
const OLD = fileOf('old.conf');
const NEW = fileOf('new.conf');

const found = (file: SourceFile, start = 0, ruleId: RuleId = 'a/b'): Diagnostic => ({
  ...{ ruleId, severity: 'error', message: 'wrong', related: [] },
  at: placeOf(file, start, start + 1),
});

const changed = (diagnostic: Diagnostic, fix: Changes = { edits: [] }) => ({ ...diagnostic, fix });

it('is what there is more of than before, of one rule and one text in one file', () => {
  const before = [found(OLD)];
  expect(surplusOf(before, [found(OLD, 2)], [])).toEqual([]);
  expect(surplusOf(before, [found(OLD), found(OLD, 2)], [])).toHaveLength(2);
  for (const other of [found(NEW), found(OLD, 4), found(OLD, 0, 'a/c')])
    expect(surplusOf(before, [found(OLD), other], [])).toEqual([other]);
});

it('is what stays although it was to be fixed', () => {
  const before = [found(OLD), found(OLD, 2)];
  expect(surplusOf(before, [found(OLD)], [changed(found(OLD))])).toEqual([]);
  expect(surplusOf(before, before, [changed(found(OLD))])).toHaveLength(2);
});

it('is not what was found in a file before it was moved', () => {
  const move = changed(found(OLD, 0, 'm/n'), {
    edits: [],
    files: [
      { kind: 'delete', file: OLD },
      { kind: 'create', name: 'new.conf', text: 'x x y', isExecutable: false },
    ],
  });
  expect(surplusOf([found(OLD)], [found(NEW)], [move])).toEqual([]);
  expect(surplusOf([found(OLD)], [found(NEW), found(NEW, 2)], [move])).toHaveLength(2);
  expect(surplusOf([found(OLD)], [found(fileOf('other.conf'))], [move])).toHaveLength(1);
  expect(surplusOf([found(OLD, 4)], [found(NEW)], [move])).toHaveLength(1);
});
