import type { Setting } from '../../model/settings/settings.js';
import { placeOfWritten, type ScalarNode } from '../../parse/index.js';
import type { Edit } from '../rule.js';

/** The edit that puts another text in the place of a scalar's; the quotes around it stay. */
export function replaceWritten(node: ScalarNode, text: string): Edit {
  const { file, span } = placeOfWritten(node);
  return { file, span, text };
}

/** The edit that gives a setting another value; none where the value is a list or a map. */
export const replaceValue = ({ node }: Setting, text: string): Edit | undefined =>
  node.kind === 'scalar' ? replaceWritten(node, text) : undefined;
