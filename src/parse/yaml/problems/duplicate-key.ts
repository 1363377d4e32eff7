import type { DuplicateKeyProblem } from '../../problem.js';
import type { MapEntry, Node } from '../node.js';

/**
 * A key that appears twice in one map, of which Elastic Beanstalk keeps one.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html
 * @param path the keys around the map, the outermost first
 */
export function duplicateKey(
  path: readonly string[],
  first: MapEntry,
  second: MapEntry,
): DuplicateKeyProblem {
  const [section] = path;
  const parent = path.at(-1);
  return {
    kind: 'duplicate-key',
    at: second.key.place,
    key: second.key.text,
    first: first.key.place,
    within: {
      ...(section !== undefined && { section }),
      ...(parent !== undefined && { parent }),
      depth: path.length,
    },
    hasSameValue: saySame(first.value, second.value),
    holdsMaps: first.value.kind === 'map' && second.value.kind === 'map',
  };
}

const saySame = (first: Node, second: Node): boolean =>
  first.kind === 'scalar' &&
  second.kind === 'scalar' &&
  first.text === second.text &&
  first.tag === second.tag;
