import { describe, expect, it } from 'vitest';
import { configPairs, keepsMeaning, keepsReferences } from '../../src/fix/keeps-meaning.js';
import { editProject } from '../../src/lint/edit-text.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { procfile } from '../../src/model/platform/procfile.js';
import { readProject } from '../../src/model/project.js';
import type { Edit } from '../../src/rules/rule.js';
import { touching } from '../../src/source/place.js';
import { projectOf } from '../support/fixtures.js';

const A = '.ebextensions/a.config';
const B = '.ebextensions/b.config';

/** Whether meaning is kept where each of some texts, which is there once, becomes another in the first file that has it. */
function kept(
  texts: Readonly<Record<string, string>>,
  ...changes: readonly (readonly [string, string])[]
): boolean {
  const before = projectOf(texts);
  const edits = changes.map(([from, text]): Edit => {
    const { file } = configFiles(before).find((config) => config.file.text.includes(from))!;
    const start = file.text.indexOf(from);
    return { file, span: { start, end: start + from.length }, text };
  });
  const after = readProject(editProject(deployedFiles(before), edits));
  return keepsMeaning(configPairs(before, after), edits);
}

const TEXT = 'files:\n  /a:\n    mode: x\n    owner: root\n  /b:\n    mode: y\n';

describe('an edit', () => {
  it.each([
    ['of a value', ['x', 'z']],
    ['of a key', ['owner', 'group']],
    ['of a key with all that is below it', ['/a', '/aa']],
    ['that takes a line away', ['    owner: root\n', '']],
    ['of a comment or of spaces', ['mode: x', 'mode:   x # why']],
    ['that adds an entry beside a value', ['x', 'x\n    group: g']],
  ] as const)('%s keeps the meaning', (_, change) => {
    expect(kept({ [A]: TEXT }, change)).toBe(true);
  });

  it.each([
    ['makes a comment of another value', ['x\n', 'x # ']],
    ['makes other keys those of another map', ['  /b:\n', '']],
    ['makes the file unreadable', ['x', '"x']],
    ['takes another value into its own text', ['x\n', '|\n      x\n  ']],
  ] as const)('that %s does not', (_, change) => {
    expect(kept({ [A]: TEXT }, change)).toBe(false);
  });

  it.each([
    ['that deletes the first item', 'a:\n  - x\n  - y\n  - z\n', ['  - x\n', '']],
    ['that deletes one in the middle', 'a:\n  - x\n  - y\n  - z\n', ['  - y\n', '']],
    ['that deletes the last one', 'a:\n  - x\n  - y\n  - z\n', ['  - z\n', '']],
    ['that deletes one of a line', 'a: [x, y, z]\n', ['x, ', '']],
    ['that deletes the last one of a line', 'a: [x, y, z]\n', [', z', '']],
    ['that changes an item', 'a:\n  - x\n  - y\n', ['x', 'w']],
    ['that deletes a part of an item', 'a:\n  - b: 1\n    c: 2\n  - d: 3\n', ['b: 1\n    ', '']],
  ] as const)('of a list %s keeps the meaning', (_, text, change) => {
    expect(kept({ [A]: text }, change)).toBe(true);
  });

  it('of a list that joins two items does not', () => {
    expect(kept({ [A]: 'a:\n  - x\n  - y\n  - z\n' }, ['\n  - y', ' y'])).toBe(false);
  });

  it('of what an alias repeats keeps it', () => {
    expect(kept({ [A]: 'a: &x 1\nb: *x\n' }, ['&x 1', '&x 2'])).toBe(true);
  });
});

describe('several edits', () => {
  it('keep it together in one file, whatever their order', () => {
    expect(kept({ [A]: TEXT }, ['y', 'yyy'], ['root', 'r'])).toBe(true);
    expect(kept({ [A]: TEXT }, ['root', 'r'], ['y', 'yyy'])).toBe(true);
  });

  it('keep it only where they do in each file', () => {
    const texts = { [A]: 'a: 1\n', [B]: 'b:\n  x: 2\n  c: 3\n' };
    expect(kept(texts, ['a: 1', 'a: 9'], ['x: 2', 'x: 9'])).toBe(true);
    expect(kept(texts, ['a: 1', 'a: 9'], ['2\n', '2 # '])).toBe(false);
    expect(kept(texts, ['2\n', '2 # '])).toBe(false);
  });

  it('do not where one makes a comment of what another one writes', () => {
    expect(kept({ [A]: 'a: 1\nb: 2\n' }, ['1\n', '1 # '], ['b: 2', 'c: 4'])).toBe(false);
  });

  it('do where one takes away what is beside the other', () => {
    expect(kept({ [A]: 'a: 1\nb: 2\nc: 3\n' }, ['a: 1\n', ''], ['b: 2', 'b: 4'])).toBe(true);
    expect(kept({ [A]: 'a: 1\nb: 2\nc: 3\n' }, ['a: 1\n', ' \n'], ['b: 2', 'b: 4'])).toBe(true);
  });
});

it('what is not in a file of settings has no meaning that could change', () => {
  const project = projectOf({ [A]: TEXT, Procfile: 'web: x\n' });
  const edits = [{ file: procfile(project)!.file, span: { start: 0, end: 3 }, text: 'foo' }];
  const pairs = configPairs(project, readProject(editProject(deployedFiles(project), edits)));
  expect(keepsMeaning(pairs, edits)).toBe(true);
});

it.each([
  [{ start: 0, end: 2 }, { start: 2, end: 4 }, true],
  [{ start: 2, end: 4 }, { start: 0, end: 2 }, true],
  [{ start: 0, end: 2 }, { start: 3, end: 4 }, false],
  [{ start: 3, end: 4 }, { start: 0, end: 2 }, false],
  [{ start: 1, end: 1 }, { start: 0, end: 4 }, true],
])('%o and %o touch: %s', (a, b, expected) => {
  expect(touching([a])(b)).toBe(expected);
});

describe('the references of an edited file', () => {
  const keeps = (text: string): boolean => {
    const before = projectOf({
      [A]: 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\nOutputs:\n  A:\n    Value: none\n',
    });
    const { file } = configFiles(before)[0]!;
    const start = file.text.indexOf('none');
    const edit: Edit = { file, span: { start, end: start + 4 }, text };
    return keepsReferences(before, readProject(editProject(deployedFiles(before), [edit])), [edit]);
  };

  it.each([
    ['one that exists', '{Ref: Queue}', true],
    ['two that exist', '{"Fn::Join": ["", [{Ref: Queue}, {"Fn::GetAtt": [Queue, Arn]}]]}', true],
    ['one that does not exist', '{Ref: Queues}', false],
    ['one that exists beside one that does not', '{"Fn::Join": ["", [{Ref: Queue}, {Ref: Queues}]]}', false],
  ])('are kept with %s: %s', (_, text, isKept) => {
    expect(keeps(text)).toBe(isKept);
  });
});
