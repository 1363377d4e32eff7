import type { ScalarNode } from '../yaml/node.js';
import { placeInScalar } from '../yaml/scalar-text.js';
import type { Place } from '../../source/index.js';

/** Where the text of a scalar is, without the quotes around it. */
export const placeOfWritten = (node: ScalarNode): Place => placeInScalar(node, 0, node.written.length);
