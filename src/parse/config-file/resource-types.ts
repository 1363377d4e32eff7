import { child, entriesOf, type ScalarNode } from '../yaml/node.js';
import type { ConfigFile } from './config-file.js';

/** The types that a file gives to its resources. */
export const resourceTypes = ({ root }: ConfigFile): ScalarNode[] =>
  entriesOf(child(root, 'Resources')).flatMap(({ value }) => {
    const type = child(value, 'Type');
    return type?.kind === 'scalar' ? [type] : [];
  });
