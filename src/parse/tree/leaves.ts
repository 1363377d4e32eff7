import { functionOfTag } from '../../knowledge/resources/cloudformation-functions.js';
import type { Place } from '../../source/index.js';
import { entriesOf, type Node, type ScalarNode } from '../yaml/node.js';

/** One text of a parsed file with the keys that lead to it: two files mean the same if their leaves are the same. */
export interface Leaf {
  /** Keys and list positions, each with its own separator: equal for equal ways only. */
  readonly path: string;
  readonly text: string;
  readonly place: Place;
}

/** Items of lists that are skipped: those after them take their places. */
export type LeftOut = (item: Node) => boolean;

/** Every key and value of a parsed file, in the order of the text. */
export function* leavesOf(
  node: Node | undefined,
  way = '',
  isLeftOut: LeftOut = () => false,
): Iterable<Leaf> {
  if (!node) return;
  const path = way + wayInto(node);
  if (node.kind === 'scalar') yield leaf(`${path}=`, node);
  for (const { key, value } of entriesOf(node)) {
    const inside = `${path}.${JSON.stringify(key.text)}`;
    yield leaf(inside, key);
    yield* leavesOf(value, inside, isLeftOut);
  }
  if (node.kind !== 'list') return;
  let index = 0;
  for (const item of node.items) {
    const own = isLeftOut(item) ? '' : String(index++);
    yield* leavesOf(item, `${path}[${own}]`, isLeftOut);
  }
}

/** The short form of a function means the same as the map that is its long form. */
function wayInto({ tag }: Node): string {
  const name = tag === undefined ? undefined : functionOfTag(tag);
  return name === undefined ? '' : `.${JSON.stringify(name)}`;
}

const leaf = (path: string, { text, type, tag, place }: ScalarNode): Leaf => ({
  path,
  text: `${type} ${tag ?? ''} ${text}`,
  place,
});
