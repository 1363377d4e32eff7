import type { Place } from '../../source/index.js';
import { ListNode, type MapEntry, MapNode, type Node, type ScalarNode } from './node.js';
import type { ParsedYaml } from './parsed-yaml.js';

/**
 * What a changed text holds, with the nodes of before where they say the same in the same places: whoever read only these need
 * not look again. A comment at the end changes nothing.
 */
export function reusedTree(before: ParsedYaml, now: ParsedYaml): ParsedYaml {
  const isPlain = [before, now].every(({ problems, aliased }) => problems.length === 0 && aliased === 0);
  if (!isPlain || !before.root || !now.root) return now;
  const root = reusedNode(before.root, now.root);
  return root === before.root ? before : { ...now, root };
}

function reusedNode(before: Node, now: Node): Node {
  if (before.kind === 'scalar' && now.kind === 'scalar') return isSameScalar(before, now) ? before : now;
  if (before.kind === 'map' && now.kind === 'map') {
    const entries = now.entries.map((entry, index) => reusedEntry(before.entries[index], entry));
    return isSameNode(before, now) && isSameList(before.entries, entries)
      ? before
      : new MapNode(entries, now);
  }
  if (before.kind === 'list' && now.kind === 'list') {
    const items = now.items.map((item, index) => {
      const known = before.items[index];
      return known ? reusedNode(known, item) : item;
    });
    return isSameNode(before, now) && isSameList(before.items, items) ? before : new ListNode(items, now);
  }
  return now;
}

function reusedEntry(before: MapEntry | undefined, now: MapEntry): MapEntry {
  if (!before) return now;
  const key = isSameScalar(before.key, now.key) ? before.key : now.key;
  const value = reusedNode(before.value, now.value);
  const isSame = key === before.key && value === before.value && isSamePlace(before.place, now.place);
  return isSame ? before : { ...now, key, value };
}

const isSameScalar = (before: ScalarNode, now: ScalarNode): boolean =>
  isSameNode(before, now) &&
  before.text === now.text &&
  before.written === now.written &&
  before.type === now.type &&
  before.style === now.style;

const isSameNode = (before: Node, now: Node): boolean =>
  before.tag === now.tag && isSamePlace(before.place, now.place);

const isSamePlace = (before: Place, now: Place): boolean =>
  before.file === now.file && before.span.start === now.span.start && before.span.end === now.span.end;

const isSameList = (before: readonly unknown[], now: readonly unknown[]): boolean =>
  before.length === now.length && before.every((item, index) => item === now[index]);
