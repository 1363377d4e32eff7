import type { ScalarNode } from '../../parse/index.js';
import type { Place } from '../../source/index.js';
import { insideQuotes } from '../../source/place.js';
import { isCaseVariant } from '../../util/text.js';
import type { Fix } from '../rule.js';
import { replaceWritten } from './replace-value.js';

/** The fix that puts another name in every place where one is; quotes around it stay. */
export const rename = (places: readonly Place[], name: string, safety: Fix['safety']): Fix => ({
  title: `Rename it to ${name}`,
  safety,
  edits: places.map((place) => ({ ...insideQuotes(place), text: name })),
});

/**
 * The fix that gives keys their right name. What had no effect gets one by it, so it is safe only where nothing but case
 * and spaces changes.
 */
export const renameKeys = (
  keys: readonly ScalarNode[],
  name: string,
  otherwise: Exclude<Fix['safety'], 'safe'> = 'unsafe',
): Fix => ({
  title: `Rename it to ${name}`,
  safety: keys.every(({ text }) => isCaseVariant(text, name)) ? 'safe' : otherwise,
  edits: keys.map((key) => replaceWritten(key, name)),
});
