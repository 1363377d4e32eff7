import type { Place } from '../../source/index.js';
import type { MapEntry, Node, ScalarNode } from '../yaml/node.js';
import { placeInScalar } from '../yaml/scalar-text.js';

/** An entry of a map, or an item of a list. */
export type Part = MapEntry | Node;

/** Every entry of a map and item of a list below a node, in the order of the text. */
export function* partsOf(node: Node | undefined): Iterable<Part> {
  const parts = node?.kind === 'map' ? node.entries : node?.kind === 'list' ? node.items : [];
  for (const part of parts) {
    yield part;
    yield* partsOf('key' in part ? part.value : part);
  }
}

/** Keys and values among some parts and their root, sorted by where they begin. */
export const scalarsIn = (root: Node | undefined, parts: readonly Part[]): ScalarNode[] =>
  [...(root ? [root] : []), ...parts.flatMap((part) => ('key' in part ? [part.key, part.value] : [part]))]
    .filter((node) => node.kind === 'scalar')
    .sort((a, b) => a.place.span.start - b.place.span.start || a.place.span.end - b.place.span.end);

/** Where the text of a scalar is, without the quotes around it. */
export const placeOfWritten = (node: ScalarNode): Place => placeInScalar(node, 0, node.written.length);
