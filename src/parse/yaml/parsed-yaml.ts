import type { Problem } from '../problem.js';
import type { Node } from './node.js';

/** What a YAML or JSON text holds. A broken text has problems *and* whatever could be made out. */
export interface ParsedYaml {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** How much its aliases repeat, in nodes; see `MAX_ALIASED_NODES`. */
  readonly aliased: number;
}
