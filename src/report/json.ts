import type { Formatter } from './formatter.js';
import { visible } from './text/one-line.js';

/**
 * ESLint's `json`: the results as they are, the other ends under `relatedLocations`. Control characters are written as
 * the escapes that JSON knows, so that they mean the same and act on no terminal.
 */
export const json: Formatter = (results) => `${visible(JSON.stringify(results))}\n`;
