import { literalText } from '../../../source/index.js';
import type { Setting } from '../../../model/settings/settings.js';

/** In bytes; a value that is only known at deployment is taken as empty, so that a size is never too large. */
export const propertySize = ({ option, value }: Setting): number =>
  bytesIn(option.value) + '='.length + bytesIn(literalText(value) ?? '');

/** Nearly every text is ASCII, which needs no copy to be counted. */
const bytesIn = (text: string): number =>
  /^[\0-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
