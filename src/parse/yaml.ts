import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node as YamlNode,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { placeOf, type Problem, type SourceFile } from '../source/index.js';
import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from './node.js';
import { resolvePlain } from './yaml-scalar.js';
import { syntaxProblem } from './yaml-problem.js';

/** What a YAML or JSON text holds. A broken text has problems *and* whatever could be made out. */
export interface ParsedYaml {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Nodes that aliases may stand for in one file. SnakeYAML refuses more than fifty aliases of collections, so no file
 * that works comes near; without a limit a few lines of nested aliases fill the memory.
 */
const MAX_ALIASED_NODES = 100_000;

/**
 * Reads a text as Elastic Beanstalk does: YAML 1.1, and JSON where YAML fails. Never throws; gives at most one syntax
 * problem, and one problem for each key that stands twice in one map.
 */
export function parseYaml(file: SourceFile): ParsedYaml {
  let document: Document;
  try {
    document = parseDocument(file.text, {
      version: '1.1',
      // Every scalar stays text: `resolvePlain` knows SnakeYAML's types, which differ from the library's.
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch {
    return { root: undefined, problems: [tooDeep(file)] };
  }
  const converter = new Converter(file, document);
  const root = converter.root();
  const broken = document.errors.length > 0 && !isJson(file.text);
  const syntax = broken ? [syntaxProblem(file, document.errors, root)] : converter.limits;
  return { root, problems: [...syntax, ...(broken ? [] : converter.duplicates)] };
}

function tooDeep(file: SourceFile): Problem {
  return {
    kind: 'syntax',
    at: placeOf(file, 0, Math.min(1, file.text.length)),
    message: 'The file is nested too deeply to be read.',
  };
}

function isJson(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Turns the library's document into nodes of ours, with aliases and merge keys resolved. */
class Converter {
  readonly duplicates: Problem[] = [];
  readonly limits: Problem[] = [];
  #aliasedNodes = 0;
  readonly #anchors = new Map<string, { node: Node; size: number }>();
  #size = 0;

  constructor(
    readonly file: SourceFile,
    readonly document: Document,
  ) {}

  root(): Node | undefined {
    const { contents } = this.document;
    return contents ? this.#node(contents) : undefined;
  }

  #node(node: YamlNode): Node {
    if (isAlias(node)) return this.#alias(node.source, this.#place(node));
    const before = this.#size++;
    const converted = isMap(node) ? this.#map(node) : isSeq(node) ? this.#list(node) : this.#scalar(node as Scalar);
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, { node: converted, size: this.#size - before });
    return converted;
  }

  #place(node: YamlNode) {
    const [start, end] = node.range ?? [0, 0];
    return placeOf(this.file, start, end);
  }

  #alias(source: string, place: ReturnType<typeof placeOf>): Node {
    const target = this.#anchors.get(source);
    if (!target) {
      this.#limit(place, `The alias *${source} has no anchor &${source} before it.`);
      return emptyScalar(place);
    }
    this.#aliasedNodes += target.size;
    this.#size += target.size;
    if (this.#aliasedNodes > MAX_ALIASED_NODES) {
      this.#limit(place, `Aliases repeat more than ${MAX_ALIASED_NODES} values; the rest is left out.`);
      return emptyScalar(place);
    }
    return target.node;
  }

  #limit(at: ReturnType<typeof placeOf>, message: string) {
    if (this.limits.length === 0) this.limits.push({ kind: 'syntax', at, message });
  }

  #scalar(node: Scalar): ScalarNode {
    const written = typeof node.value === 'string' ? node.value : String(node.value ?? '');
    const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
    const resolved = style === 'plain' && !node.tag ? resolvePlain(written) : ({ type: 'string', text: written } as const);
    return { kind: 'scalar', ...resolved, written, style, tag: node.tag, place: this.#place(node) };
  }

  #list(node: { items: unknown[] } & YamlNode): ListNode {
    const items = node.items.map((item) => this.#node((isPair(item) ? item.value : item) as YamlNode));
    return { kind: 'list', items, tag: node.tag, place: this.#place(node) };
  }

  #map(node: YAMLMap): MapNode {
    const entries: MapEntry[] = [];
    const own = new Map<string, MapEntry>();
    const merged: Node[] = [];
    for (const pair of node.items as Pair<YamlNode, YamlNode | null>[]) {
      const entry = this.#entry(pair);
      if (isMergeKey(entry)) {
        merged.push(entry.value);
        continue;
      }
      const first = own.get(entry.key.text);
      if (first) this.duplicates.push(duplicateKey(first, entry));
      else own.set(entry.key.text, entry);
      entries.push(entry);
    }
    for (const source of merged.flatMap((value) => (value.kind === 'list' ? value.items : [value])))
      for (const entry of source.kind === 'map' ? source.entries : [])
        if (!own.has(entry.key.text)) {
          own.set(entry.key.text, entry);
          entries.push(entry);
        }
    return { kind: 'map', entries, tag: node.tag, place: this.#place(node) };
  }

  #entry({ key, value }: Pair<YamlNode, YamlNode | null>): MapEntry {
    const keyNode = this.#key(key);
    const valueNode = value ? this.#node(value) : emptyScalar(placeOf(this.file, keyNode.place.span.end, keyNode.place.span.end));
    const ownEnd = value?.range?.[1] ?? keyNode.place.span.end;
    return {
      key: keyNode,
      value: valueNode,
      place: placeOf(this.file, keyNode.place.span.start, Math.max(ownEnd, keyNode.place.span.end)),
    };
  }

  /** A key is text to everyone who looks one up; a map or list as a key counts by its source text. */
  #key(key: YamlNode | null): ScalarNode {
    if (isScalar(key)) {
      const node = this.#scalar(key);
      return node.type === 'string' ? node : { ...node, text: node.written };
    }
    const place = key ? this.#place(key) : placeOf(this.file, 0, 0);
    const { start, end } = place.span;
    return { ...emptyScalar(place), text: this.file.text.slice(start, end) };
  }
}

const STYLES: Readonly<Record<string, ScalarNode['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

const isMergeKey = ({ key, value }: MapEntry): boolean =>
  key.text === '<<' && key.style === 'plain' && value.kind !== 'scalar';

function emptyScalar(place: ReturnType<typeof placeOf>): ScalarNode {
  return { kind: 'scalar', text: '', written: '', type: 'null', style: 'plain', tag: undefined, place };
}

function duplicateKey(first: MapEntry, second: MapEntry): Problem {
  const name = second.key.text;
  return {
    kind: 'duplicate-key',
    at: second.key.place,
    message: `${JSON.stringify(name)} stands twice in the same map; Elastic Beanstalk keeps one and drops the other without a word.`,
    related: [{ at: first.key.place, note: `${JSON.stringify(name)} stands here first` }],
  };
}
