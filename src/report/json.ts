import type { Formatter } from './formatter.js';

/** ESLint's `json`: the results as they are, the other ends under `relatedLocations`. */
export const json: Formatter = (results) => `${JSON.stringify(results)}\n`;
