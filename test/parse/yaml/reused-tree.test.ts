import { expect, it } from 'vitest';
import { readYaml } from '../../../src/parse/yaml/library/read-yaml.js';
import { child, entriesOf, itemsOf, type Node } from '../../../src/parse/yaml/node.js';
import { readOrdinary } from '../../../src/parse/yaml/ordinary/read-ordinary.js';
import { reusedTree } from '../../../src/parse/yaml/reused-tree.js';
import { SourceFile } from '../../../src/source/index.js';

/** A file that stays the same while its text changes, and what is in it before and after. */
function changed(before: string, after: string) {
  const file = new SourceFile('/project/a.config', 'a.config', '');
  const read = (text: string) => {
    Object.assign(file, { text });
    return readOrdinary(file) ?? readYaml(file, file, []);
  };
  const first = read(before);
  const second = read(after);
  return { first, second, reused: reusedTree(first, second) };
}

const TEXT = 'a:\n  b: 1\n  c: [x, y]\nd:\n  - e: f\n    g: "h"\n';

it('is the tree of before where only comments come after it', () => {
  const { first, second, reused } = changed(TEXT, `${TEXT}\n# i\n`);
  expect(reused).toBe(first);
  expect(second.root).toEqual(first.root);
});

it('keeps the nodes before a change, and those beside one that changes no place', () => {
  const { first, second, reused } = changed(TEXT, TEXT.replace('f', 'F'));
  expect(reused).toEqual(second);
  expect(reused.root).not.toBe(first.root);
  expect(child(reused.root, 'a')).toBe(child(first.root, 'a'));
  const itemIn = (root: Node | undefined) => itemsOf(child(root, 'd'))[0];
  expect(entriesOf(itemIn(reused.root))[1]).toBe(entriesOf(itemIn(first.root))[1]);
  expect(child(itemIn(reused.root), 'e')).not.toBe(child(itemIn(first.root), 'e'));
});

it.each([
  ['a type', TEXT.replace('1', 'x')],
  ['a style', TEXT.replace('"h"', "'h'")],
  ['a key', TEXT.replace('b:', 'B:')],
  ['a list as long as a map', TEXT.replace('[x, y]', '{x, y}')],
  ['a value less', TEXT.replace('    g: "h"\n', '')],
  ['an item more', `${TEXT}  - j\n`],
  ['another place', `\n${TEXT}`],
  ['nothing', ''],
  ['a text', 'k'],
  ['a mistake', `${TEXT} l`],
  ['an alias', TEXT.replace('b: 1', 'b: &m 1').replace('f', '*m')],
])('is what the text says now: %s', (_, after) => {
  const { second, reused } = changed(TEXT, after);
  expect(reused).toEqual(second);
});

it('does not share nodes with a tree in which aliases share some', () => {
  const text = 'a: &b {c: 1}\nd: *b\n';
  const { second, reused } = changed(text, `${text}e: 1\n`);
  expect(reused).toBe(second);
});
