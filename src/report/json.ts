import type { Formatter } from './formatter.js';
import { jsonText } from './text/json-text.js';

/** ESLint's `json`: the results as they are, the other ends under `relatedLocations`. */
export const json: Formatter = (results) => jsonText(results);
