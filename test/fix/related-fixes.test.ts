import { expect, it } from 'vitest';
import type { Candidate } from '../../src/fix/fix-candidate.js';
import { relatedFixes } from '../../src/fix/try-fixes.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { procfile } from '../../src/model/platform/procfile.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

const TEXT = `container_commands:
  one: {command: zero}
option_settings:
  aws:x:
    A: one
    B: two
  aws:y:
    A: three
  aws:z:
    A: four
`;
const project = projectOf({
  '.ebextensions/a.config': TEXT,
  '.ebextensions/b.config': TEXT,
  Procfile: 'web: zero\n',
});
const files = [...configFiles(project).map(({ file }) => file), procfile(project)!.file];

type Change = readonly [word: string, text: string, file?: number];

const fixOf = (...changes: readonly Change[]): Candidate => ({
  ruleId: 'test/a',
  severity: 'error',
  message: 'm',
  at: placeOf(files[0]!, 0, 1),
  related: [],
  fix: {
    title: 't',
    safety: 'safe',
    edits: changes.map(([word, text, index = 0]) => {
      const file = files[index]!;
      const start = file.text.indexOf(
        word,
        index === 2 ? 0 : file.text.indexOf(word === 'zero' ? 'cont' : 'aws:x'),
      );
      return { file, span: { start, end: start + word.length }, text };
    }),
  },
});

/** The groups, as the numbers of the fixes in them. */
function groups(...fixes: readonly (readonly Change[])[]): number[][] {
  const candidates = fixes.map((changes) => fixOf(...changes));
  return relatedFixes(candidates, project).map((group) => group.map((one) => candidates.indexOf(one)));
}

it.each([
  ['in one namespace', [[['one', '1']], [['two', '2']]], [[0, 1]]],
  ['in one namespace of two files', [[['one', '1']], [['two', '2', 1]]], [[0, 1]]],
  ['in two namespaces', [[['one', '1']], [['three', '3']]], [[0], [1]]],
  [
    'of which one edits both namespaces',
    [
      [['one', '1']],
      [['three', '3']],
      [
        ['one', '1'],
        ['three', '3'],
      ],
    ],
    [[0, 1, 2]],
  ],
  [
    'of which one renames a namespace to the other',
    [[['three', '3']], [['aws:x', 'aws:y']], [['two', '2']]],
    [[0, 1, 2]],
  ],
  [
    'that make a chain',
    [
      [
        ['one', '1'],
        ['three', '3'],
      ],
      [
        ['four', '4'],
        ['three', '3'],
      ],
      [['aws:x', 'aws:w']],
      [['four', '4']],
    ],
    [[0, 1, 2, 3]],
  ],
  [
    'of which one moves a namespace into two',
    [[['aws:y', 'aws:z']], [['four', '4']], [['two', '2']]],
    [[0, 1], [2]],
  ],
  ['outside of all settings', [[['zero', '0']], [['zero', '0', 2]]], []],
  ['none', [], []],
] as const)('fixes %s', (_, fixes, expected) => {
  expect(groups(...fixes)).toEqual(expected);
});

it('a fix without edits is in no group', () => {
  expect(relatedFixes([fixOf()], project)).toEqual([]);
});
