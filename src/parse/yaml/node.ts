import type { Place, Value, ValueKind } from '../../source/index.js';
import { holdsBacktickJson, isFunctionName, kindOfText } from './value-kind.js';

/** A value of a YAML or JSON text. */
export type Node = ScalarNode | MapNode | ListNode;

/** What YAML 1.1 makes of a plain scalar; quoted and block scalars are always strings. */
export type ScalarType = 'string' | 'null' | 'boolean' | 'integer' | 'float' | 'timestamp';

interface Origin {
  /** A tag such as `!Ref` or `!!str`. */
  readonly tag: string | undefined;
  readonly place: Place;
}

abstract class NodeBase {
  readonly tag: string | undefined;
  readonly place: Place;
  #valueKind: ValueKind | undefined;

  constructor({ tag, place }: Origin) {
    this.tag = tag;
    this.place = place;
  }

  /**
   * What the text itself shows: a map is dynamic where a function or a template engine makes it, and so is whatever has
   * a tag of its own. Whether the parts of a map or list are known, they tell themselves.
   */
  get valueKind(): ValueKind {
    return (this.#valueKind ??= this.hasOwnTag ? 'dynamic' : this.kindOfContent());
  }

  protected abstract kindOfContent(): ValueKind;

  /** `!Ref`; neither `!!str`, which is YAML's own, nor `!`, which only says that a scalar is a string. */
  protected get hasOwnTag(): boolean {
    return this.tag !== undefined && this.tag !== '!' && !this.tag.startsWith('tag:yaml.org,');
  }
}

interface ScalarContent {
  readonly text: string;
  readonly written: string;
  readonly type: ScalarType;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export class ScalarNode extends NodeBase implements ScalarContent {
  readonly kind = 'scalar';
  /** The value as Elastic Beanstalk gets it once it is a string again: `0755` is `493`, `off` is `false`. */
  readonly text: string;
  /** The value as it was written, without quotes and escapes. */
  readonly written: string;
  readonly type: ScalarType;
  readonly style: ScalarContent['style'];

  constructor(content: ScalarContent, origin: Origin) {
    super(origin);
    this.text = content.text;
    this.written = content.written;
    this.type = content.type;
    this.style = content.style;
  }

  protected override kindOfContent(): ValueKind {
    return kindOfText(this.text);
  }

  /** Whether it holds a CloudFormation function, by a tag of its own or as JSON in backticks. */
  get holdsFunction(): boolean {
    return this.hasOwnTag || holdsBacktickJson(this.text);
  }

  /** The same scalar as a key: a key is text to everyone who looks one up. */
  asKey(): ScalarNode {
    return this.type === 'string' ? this : new ScalarNode({ ...this, text: this.written }, this);
  }
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node;
  /** From the key to the end of the value. */
  readonly place: Place;
}

export class MapNode extends NodeBase {
  readonly kind = 'map';

  constructor(
    /** In the order of the text; a key that appears twice is there twice. Merge keys (`<<`) are resolved. */
    readonly entries: readonly MapEntry[],
    origin: Origin,
  ) {
    super(origin);
  }

  protected override kindOfContent(): ValueKind {
    return this.entries.some(isFilledIn) ? 'dynamic' : 'literal';
  }
}

/** Whether a function or a template engine makes the entry: to YAML the `{{ name }}` of a template is a map with a map as its key. */
export const isFilledIn = ({ key: { text } }: MapEntry): boolean =>
  isFunctionName(text) || text.startsWith('{');

export class ListNode extends NodeBase {
  readonly kind = 'list';

  constructor(
    readonly items: readonly Node[],
    origin: Origin,
  ) {
    super(origin);
  }

  protected override kindOfContent(): ValueKind {
    return 'literal';
  }
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

/** A scalar as a value, with what is known of it. */
export const valueOfScalar = ({ valueKind, text, place }: ScalarNode): Value => ({
  kind: valueKind,
  text,
  place,
});

/** `KEY:` without a value, `~` or `null`. */
export const isNothing = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null';

/** What is in the place of a map. */
export type NoMap = 'a string' | 'a list' | 'nothing';

/** What a node is where a map belongs; undefined for a map. */
export function noMap(node: Node): NoMap | undefined {
  if (node.kind === 'map') return undefined;
  if (node.kind === 'list') return 'a list';
  return isNothing(node) ? 'nothing' : 'a string';
}
