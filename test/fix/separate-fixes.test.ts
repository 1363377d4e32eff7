import { expect, it } from 'vitest';
import type { Candidate } from '../../src/fix/fix-candidate.js';
import { separateFixes } from '../../src/fix/fix-project.js';
import type { FileChange, Fix } from '../../src/rules/rule.js';
import { placeOf, SourceFile } from '../../src/source/index.js';

const a = new SourceFile('/p/a', 'a', '0123456789');
const b = new SourceFile('/p/b', 'b', '0123456789');

const created = (name: string): FileChange => ({ kind: 'create', name, text: '', isExecutable: false });
const deleted = (file: SourceFile): FileChange => ({ kind: 'delete', file });

type Range = readonly [number, number, SourceFile?];

const fixOf = (...ranges: readonly Range[]): Candidate => ({
  ruleId: 'test/a',
  severity: 'error',
  message: JSON.stringify(ranges.map(([start, end]) => [start, end])),
  at: placeOf(a, 0, 0),
  related: [],
  fix: {
    title: 'Fix it',
    safety: 'safe',
    edits: ranges.map(([start, end, file = a]) => ({ file, span: { start, end }, text: '' })),
  },
});

/** The numbers of the fixes that are made at once. */
const separate = (...fixes: readonly (readonly Range[])[]): number[] => {
  const candidates = fixes.map((ranges) => fixOf(...ranges));
  return separateFixes(candidates).map((one) => candidates.indexOf(one));
};

it.each([
  ['beside each other', [[[0, 2]], [[2, 4]]], [0, 1]],
  ['beside each other, the later one first', [[[2, 4]], [[0, 2]]], [0, 1]],
  ['of the same characters', [[[0, 3]], [[2, 4]]], [0]],
  ['of the same characters, the later one first', [[[2, 4]], [[0, 3]]], [0]],
  ['one inside the other', [[[0, 9]], [[2, 4]]], [0]],
  ['one around the other', [[[2, 4]], [[0, 9]]], [0]],
  ['two insertions at one place', [[[3, 3]], [[3, 3]]], [0]],
  ['an insertion at the end of another', [[[0, 3]], [[3, 3]]], [0, 1]],
  ['an insertion at the start of another', [[[3, 5]], [[3, 3]]], [0]],
  ['between two others', [[[0, 2]], [[6, 8]], [[2, 6]]], [0, 1, 2]],
  ['across two others', [[[0, 3]], [[6, 8]], [[2, 4]], [[5, 7]], [[3, 6]]], [0, 1, 4]],
  [
    'of two places, one of them taken',
    [
      [[0, 2]],
      [
        [1, 2],
        [5, 6],
      ],
      [[5, 6]],
    ],
    [0, 2],
  ],
  [
    'of two places, both free',
    [
      [[0, 2]],
      [
        [3, 4],
        [5, 6],
      ],
      [[5, 6]],
    ],
    [0, 1],
  ],
  ['of two files', [[[0, 2]], [[0, 2, b]], [[1, 2, b]]], [0, 1]],
] as const)('fixes %s', (_, fixes, expected) => {
  expect(separate(...fixes)).toEqual(expected);
});

it.each<[string, readonly Partial<Fix>[], readonly number[]]>([
  ['create two files', [{ files: [created('x')] }, { files: [created('y')] }], [0, 1]],
  ['create one file', [{ files: [created('x')] }, { files: [created('x')] }], [0]],
  ['create one file in another case', [{ files: [created('x/A')] }, { files: [created('X/a')] }], [0]],
  ['delete two files', [{ files: [deleted(a)] }, { files: [deleted(b)] }], [0, 1]],
  ['delete one file', [{ files: [deleted(a)] }, { files: [deleted(a)] }], [0]],
  ['edit what another one deletes', [{ files: [deleted(a)] }, fixOf([0, 2]).fix], [0]],
  ['delete what another one edits', [fixOf([0, 2]).fix, { files: [deleted(a)] }], [0]],
  ['delete a file and edit another one', [fixOf([0, 2]).fix, { files: [deleted(b)] }], [0, 1]],
])('fixes that %s', (_, fixes, expected) => {
  const candidates = fixes.map((fix): Candidate => ({ ...fixOf(), fix: { ...fixOf().fix, ...fix } }));
  expect(separateFixes(candidates).map((one) => candidates.indexOf(one))).toEqual(expected);
});
