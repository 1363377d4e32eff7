import type { Place } from '../source/index.js';

export type Node = ScalarNode | MapNode | ListNode;

/** What YAML 1.1 makes of a plain scalar; quoted and block scalars are always strings. */
export type ScalarType = 'string' | 'null' | 'boolean' | 'integer' | 'float' | 'timestamp';

export interface ScalarNode {
  readonly kind: 'scalar';
  /** The value as Elastic Beanstalk gets it once it is a string again: `0755` is `493`, `off` is `false`. */
  readonly text: string;
  /** The value as it was written, without quotes and escapes. */
  readonly written: string;
  readonly type: ScalarType;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** A tag such as `!Ref` or `!!str`. */
  readonly tag: string | undefined;
  readonly place: Place;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node;
  /** From the key to the end of the value. */
  readonly place: Place;
}

export interface MapNode {
  readonly kind: 'map';
  /** In the order of the text; a key that appears twice is there twice. Merge keys (`<<`) are resolved. */
  readonly entries: readonly MapEntry[];
  readonly tag: string | undefined;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly tag: string | undefined;
  readonly place: Place;
}

/** The entries of a map; nothing for any other node. */
export const entriesOf = (node: Node | undefined): readonly MapEntry[] =>
  node?.kind === 'map' ? node.entries : [];

/** The items of a list; nothing for any other node. */
export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : []);

/** The entry of a key: the last one where the key appears twice, as Elastic Beanstalk's YAML reader has it. */
export const entry = (node: Node | undefined, key: string): MapEntry | undefined =>
  entriesOf(node).findLast((candidate) => candidate.key.text === key);

/** The value of a key. */
export const child = (node: Node | undefined, key: string): Node | undefined => entry(node, key)?.value;

/** The scalar of a key; undefined where it is missing, a map or a list. */
export const scalar = (node: Node | undefined, key: string): ScalarNode | undefined => {
  const value = child(node, key);
  return value?.kind === 'scalar' ? value : undefined;
};
