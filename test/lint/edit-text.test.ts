import { expect, it } from 'vitest';
import { editProject, editsByFile, editText, overlaps, spansAfter } from '../../src/lint/edit-text.js';
import type { Edit } from '../../src/rules/rule.js';
import { SourceFile } from '../../src/source/index.js';

const file = new SourceFile('/p/a', 'a', '0123456789');
const other = new SourceFile('/p/b', 'b', '0123456789');
const edit = (start: number, end: number, text = '', of = file): Edit => ({
  file: of,
  span: { start, end },
  text,
});

it('a text with edits is the text around them, whatever their order', () => {
  expect(editText('0123456789', [edit(7, 9, 'X'), edit(0, 1), edit(3, 3, '++')])).toBe('12++3456X9');
  expect(editText('0123', [edit(2, 3, 'b'), edit(2, 2, 'a')])).toBe('01ab3');
  expect(editText('0123', [])).toBe('0123');
});

it('the edits of each file are in the order of its text', () => {
  const edits = [edit(5, 6), edit(1, 2, '', other), edit(2, 4), edit(2, 2)];
  expect([...editsByFile(edits)]).toEqual([
    [file, [edits[3], edits[2], edits[0]]],
    [other, [edits[1]]],
  ]);
});

it.each([
  [[edit(0, 2), edit(2, 4)], false],
  [[edit(2, 4), edit(0, 3)], true],
  [[edit(0, 2), edit(1, 3, '', other)], false],
  [[edit(0, 9), edit(0, 9)], true],
  [[edit(0, 9)], false],
  [[edit(0, 1, '', other), edit(5, 6, '', other), edit(0, 2), edit(1, 2)], true],
])('edits touch the same characters or not: %#', (edits, expected) => {
  expect(overlaps(edits)).toBe(expected);
});

it('edits that are made move on by what those before them added', () => {
  expect(spansAfter([edit(0, 2, 'abcd'), edit(4, 6), edit(8, 9, 'x')])).toEqual([
    { start: 0, end: 4 },
    { start: 6, end: 6 },
    { start: 8, end: 9 },
  ]);
});

it('only the files with edits are others then', () => {
  const named = { name: 'c', path: '/p/c' };
  const files = [
    { name: 'a', path: '/p/a', source: file },
    { name: 'b', path: '/p/b', source: other },
    named,
  ];
  const project = { root: '/p', files, ebCliConfigs: [] };
  const edited = editProject(project, [edit(0, 9, 'x')]);
  expect(edited).toMatchObject({ root: '/p', ebCliConfigs: [] });
  expect(edited.files[0]).toMatchObject({ name: 'a', path: '/p/a', source: { text: 'x9' } });
  expect(edited.files.slice(1)).toEqual(files.slice(1));
  expect(edited.files[1]).toBe(files[1]);
});

it('a project has the files that are created, and not those that are deleted', () => {
  const files = [
    { name: 'a', path: '/p/a', source: file },
    { name: 'b', path: '/p/b', source: other },
    { name: 'c', path: '/p/c' },
  ];
  const edited = editProject(
    { root: '/p', files, ebCliConfigs: [] },
    [],
    [
      { kind: 'delete', file },
      { kind: 'create', name: 'd', text: 'x', isExecutable: false },
    ],
  );
  expect(edited.files.map(({ path }) => path)).toEqual(['/p/b', '/p/c', '/p/d']);
  expect(edited.files[2]).toMatchObject({ name: 'd', source: { name: 'd', path: '/p/d', text: 'x' } });
});
