import { insideQuotes } from '../model/inside-quotes.js';
import type { Place } from '../source/index.js';
import type { Fix } from './rule.js';

/** The fix that puts another name in every place where one stands; quotes around it stay. */
export const rename = (places: readonly Place[], name: string, safety: Fix['safety']): Fix => ({
  title: `Rename it to ${name}`,
  safety,
  edits: places.map((place) => ({ ...insideQuotes(place), text: name })),
});
