import { literalText } from '../source/index.js';
import type { Setting } from './settings.js';

/** In bytes; what is known only at the deployment counts as nothing, so that a size is never too large. */
export const propertySize = ({ option, value }: Setting): number =>
  bytesIn(option.value) + '='.length + bytesIn(literalText(value) ?? '');

/** Nearly every text is ASCII, which needs no copy to be counted. */
const bytesIn = (text: string): number =>
  /^[\0-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
