import { placeOfWritten, type ScalarNode } from '../../parse/index.js';
import type { Edit } from '../rule.js';

/** The edit that puts another text in the place of a scalar's; the quotes around it stay. */
export function replaceWritten(node: ScalarNode, text: string): Edit {
  const { file, span } = placeOfWritten(node);
  return { file, span, text };
}
