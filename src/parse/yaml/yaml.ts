import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { Problem } from '../problem.js';
import { readYaml } from './library/read-yaml.js';
import type { Node } from './node.js';
import { readOrdinary } from './ordinary/read-ordinary.js';
import { reusedTree } from './reused-tree.js';

/** What a YAML or JSON text holds. A broken text has problems *and* whatever could be made out. */
export interface ParsedYaml {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** How much its aliases repeat, in nodes; see `MAX_ALIASED_NODES`. */
  readonly aliased: number;
}

/**
 * Reads a text as Elastic Beanstalk does. Most texts are read in one pass; whatever is odd in any way is left to the YAML
 * library. Both give the same: without `readOrdinary` it only takes longer.
 */
export const parseYaml = oncePer(
  (file: SourceFile): ParsedYaml => readOrdinary(file) ?? readYaml(file, file, []),
  reusedTree,
);
