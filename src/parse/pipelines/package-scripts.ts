import { child, entriesOf, type Node } from '../yaml/node.js';
import type { Job } from './job.js';
import { commandsIn } from './step-parts.js';

/** The scripts of a `package.json`, in the order of the file: each begins in the root. */
export const jobsOfPackage = (root: Node): readonly Job[] => [
  {
    steps: () =>
      entriesOf(child(root, 'scripts')).flatMap(({ value }) =>
        value.kind === 'scalar' ? [commandsIn(value)] : [],
      ),
  },
];
