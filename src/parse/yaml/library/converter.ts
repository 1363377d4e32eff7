import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node as YamlNode,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { type Place, placeOf, type SourceFile, type Span } from '../../../source/index.js';
import { MAX_ALIASED_NODES, MAX_YAML_DEPTH } from '../../../util/limits.js';
import type { Problem, SyntaxFault } from '../../problem.js';
import { ListNode, type MapEntry, MapNode, type Node, ScalarNode } from '../node.js';
import { duplicateKey } from '../problems/duplicate-key.js';
import { unsupportedTag } from '../problems/yaml-tags.js';
import { type Resolved, resolvePlain } from '../yaml-scalar.js';
import { withKeptBreaks } from './kept-breaks.js';

/** A map or list that is a key: such keys may be in each other. */
const MAX_KEY_CHARACTERS = 200;

/** A long text is counted as several nodes: whoever reads it again takes so much longer. */
const CHARACTERS_PER_NODE = 32;

/** The tag of a value that cannot be read: nothing is known of it. */
const UNREADABLE = '!unreadable';

/** Turns the library's document into nodes of ours, with aliases and merge keys resolved. */
export class Converter {
  readonly duplicates: Problem[] = [];
  readonly unsupportedTags: Problem[] = [];
  readonly limits: Problem[] = [];
  isTooDeep = false;
  #aliasedNodes = 0;
  readonly #anchors = new Map<string, Anchored>();
  #size = 0;
  #depth = 0;
  /** The keys around the node that is being read. */
  readonly #path: string[] = [];

  constructor(
    readonly file: SourceFile,
    readonly document: Document,
    readonly text: string,
    readonly unknown: readonly Span[],
  ) {}

  get aliased(): number {
    return Math.min(this.#aliasedNodes, MAX_ALIASED_NODES);
  }

  root(): Node | undefined {
    const { contents } = this.document;
    return contents ? this.#node(contents) : undefined;
  }

  #node(node: YamlNode): Node {
    if (isAlias(node)) return this.#alias(node.source, this.#place(node));
    if (this.#depth === MAX_YAML_DEPTH && !isScalar(node)) {
      this.isTooDeep = true;
      return emptyScalar(this.#place(node));
    }
    const before = this.#size++;
    // An anchor inside of this node that has the same name takes it over.
    const anchored: Anchored = { node: undefined, size: 0 };
    if ('anchor' in node && node.anchor) this.#anchors.set(node.anchor, anchored);
    this.#depth++;
    const converted = isMap(node)
      ? this.#map(node)
      : isSeq(node)
        ? this.#list(node)
        : this.#value(node as Scalar);
    this.#depth--;
    this.#checkTag(converted);
    anchored.node = converted;
    anchored.size = this.#size - before;
    return converted;
  }

  #checkTag(node: Node): void {
    if (node.tag === UNREADABLE) return;
    const problem = unsupportedTag(node, this.#path[0]);
    if (problem) this.unsupportedTags.push(problem);
  }

  #origin(node: YamlNode & { tag?: string | undefined }) {
    const place = this.#place(node);
    const { start } = place.span;
    const isUnknown = this.unknown.some((span) => span.start <= start && start < span.end);
    return { tag: isUnknown ? UNREADABLE : node.tag, place };
  }

  #place(node: YamlNode) {
    const [start, end] = node.range ?? [0, 0];
    return placeOf(this.file, start, end);
  }

  #alias(source: string, place: Place): Node {
    const target = this.#anchors.get(source);
    if (!target?.node) return this.#refused(place, { code: 'unknown-anchor' });
    this.#aliasedNodes += target.size;
    this.#size += target.size;
    if (this.#aliasedNodes > MAX_ALIASED_NODES)
      return this.#refused(place, { code: 'too-many-aliases', limit: MAX_ALIASED_NODES });
    return target.node;
  }

  /** The first of these is reported; all that follow may come of it. */
  #refused(at: Place, fault: SyntaxFault): ScalarNode {
    if (this.limits.length === 0) this.limits.push({ kind: 'syntax', at, fault });
    return emptyScalar(at);
  }

  #value(node: Scalar): ScalarNode {
    const scalar = this.#scalar(node);
    return isMergeMark(scalar) ? this.#refused(scalar.place, { code: 'merge-as-value' }) : scalar;
  }

  #scalar(node: Scalar): ScalarNode {
    const written = this.#written(node);
    this.#size += Math.floor(written.length / CHARACTERS_PER_NODE);
    const style = (node.type && STYLES[node.type]) ?? 'plain';
    const { type, text }: Resolved =
      style === 'plain' && !node.tag ? resolvePlain(written) : { type: 'string', text: written };
    return new ScalarNode({ type, text, written, style }, this.#origin(node));
  }

  #written(node: Scalar): string {
    const text = node.value as string;
    if (this.#isCutOff(node)) return text.replace(/\n$/, '');
    if (node.type !== 'QUOTE_DOUBLE' || !node.range) return text;
    const source = this.text.slice(node.range[0], node.range[1]);
    if (!source.includes('\\')) return text;
    return withKeptBreaks(source) ?? text;
  }

  /** The last line of a file has no line break to keep where nothing ends it. */
  #isCutOff({ type, range }: Scalar): boolean {
    const { text } = this;
    return (
      type?.startsWith('BLOCK') === true &&
      range?.[1] === text.length &&
      !LINE_BREAK.test(text.charAt(text.length - 1))
    );
  }

  #list(node: { items: unknown[] } & YamlNode): ListNode {
    const items = node.items.map((item) => this.#node(item as YamlNode));
    return new ListNode(items, this.#origin(node));
  }

  #map(node: YAMLMap): MapNode {
    const entries: MapEntry[] = [];
    const own = new Map<string, MapEntry>();
    const merged: MapNode[] = [];
    for (const pair of node.items as Pair<YamlNode, YamlNode | null>[]) {
      const entry = this.#entry(pair);
      if (isMergeKey(entry)) {
        for (const source of this.#merged(entry)) merged.push(source);
        continue;
      }
      const first = own.get(entry.key.text);
      if (first) this.duplicates.push(duplicateKey(this.#path, first, entry));
      else own.set(entry.key.text, entry);
      entries.push(entry);
    }
    for (const source of merged)
      // The last entry of a key that appears twice takes precedence.
      for (const [key, entry] of new Map(source.entries.map((entry) => [entry.key.text, entry])))
        if (!own.has(key)) {
          own.set(key, entry);
          entries.push(entry);
        }
    return new MapNode(entries, this.#origin(node));
  }

  /** The maps of a merge key. */
  #merged({ value }: MapEntry): MapNode[] {
    const sources = value.kind === 'list' ? value.items : [value];
    const other = sources.find(({ kind }) => kind !== 'map');
    if (other) this.#refused(other.place, { code: 'merge-without-map' });
    return sources.filter((source): source is MapNode => source.kind === 'map');
  }

  #entry({ key, value }: Pair<YamlNode, YamlNode | null>): MapEntry {
    const keyNode = this.#key(key);
    this.#path.push(keyNode.text);
    const valueNode = value
      ? this.#node(value)
      : emptyScalar(placeOf(this.file, keyNode.place.span.end, keyNode.place.span.end));
    this.#path.pop();
    const ownEnd = value?.range?.[1] ?? keyNode.place.span.end;
    return {
      key: keyNode,
      value: valueNode,
      place: placeOf(this.file, keyNode.place.span.start, Math.max(ownEnd, keyNode.place.span.end)),
    };
  }

  /**
   * A key is text to everyone who looks one up; a map or list as a key is represented by the start of its source, on
   * one line.
   */
  #key(key: YamlNode | null): ScalarNode {
    if (isScalar(key)) {
      const node = this.#scalar(key);
      this.#checkTag(node);
      return node.asKey();
    }
    const place = key ? this.#place(key) : placeOf(this.file, 0, 0);
    const target = isAlias(key) ? this.#alias(key.source, place) : undefined;
    if (target?.kind === 'scalar') return new ScalarNode(target, { tag: target.tag, place });
    // Nothing in it is used, but it may hold anchors that others name, and names that no anchor has.
    if (key && !target) this.#node(key);
    const { start, end } = place.span;
    const source = this.text.slice(start, Math.min(end, start + 8 * MAX_KEY_CHARACTERS));
    return emptyScalar(place, source.trim().replace(/\s+/g, ' ').slice(0, MAX_KEY_CHARACTERS));
  }
}

/** How scalars are written; all others are plain. */
const STYLES: Readonly<Record<string, ScalarNode['style']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;

const isMergeKey = ({ key }: MapEntry): boolean => isMergeMark(key);

const isMergeMark = ({ text, style, tag }: ScalarNode): boolean => text === '<<' && style === 'plain' && !tag;

/** What an anchor names, once it was read to its end, and how many nodes that is. */
interface Anchored {
  node: Node | undefined;
  size: number;
}

const emptyScalar = (place: Place, text = ''): ScalarNode =>
  new ScalarNode({ text, written: '', type: 'null', style: 'plain' }, { tag: undefined, place });
