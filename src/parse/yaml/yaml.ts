import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { readYaml } from './library/read-yaml.js';
import { readOrdinary } from './ordinary/read-ordinary.js';
import type { ParsedYaml } from './parsed-yaml.js';
import { reusedTree } from './reused-tree.js';

/**
 * Reads a text as Elastic Beanstalk does. Most texts are read in one pass; whatever is odd in any way is left to the YAML
 * library. Both give the same: without `readOrdinary` it only takes longer.
 */
export const parseYaml = oncePer(
  (file: SourceFile): ParsedYaml => readOrdinary(file) ?? readYaml(file, file, []),
  reusedTree,
);
