import { placeOfWritten } from '../model/place-of-written.js';
import type { ScalarNode } from '../model/section-entries.js';
import type { Edit } from './rule.js';

/** The edit that puts another text in the place of a scalar's; the quotes around it stay. */
export function replaceWritten(node: ScalarNode, text: string): Edit {
  const { file, span } = placeOfWritten(node);
  return { file, span, text };
}
