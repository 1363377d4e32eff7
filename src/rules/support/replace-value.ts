import type { Setting } from '../../model/settings/settings.js';
import { replaceWritten } from './replace-written.js';
import type { Edit } from '../rule.js';

/** The edit that gives a setting another value; none where the value is a list or a map. */
export const replaceValue = ({ node }: Setting, text: string): Edit | undefined =>
  node.kind === 'scalar' ? replaceWritten(node, text) : undefined;
