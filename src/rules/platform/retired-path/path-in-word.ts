import type { RetiredPath } from '../../../knowledge/platform/retired-paths.js';
import { constantsIn } from '../../../model/execution/constants.js';
import type { PathUse } from '../../../model/execution/path-uses.js';
import { placeIn } from '../../../parse/index.js';
import type { Word } from '../../../parse/shell/word.js';
import type { Place } from '../../../source/index.js';

/** A path in a word, or one that a word names from the folder of its command. */
export type FoundPath = RetiredPath & { readonly isRelative?: true };

/** What does no harm where a path is missing. */
export const HARMLESS: ReadonlySet<PathUse> = new Set(['prints', 'tests', 'clears']);

/** Where a path is in a word; all of the word where parts of the path are elsewhere. */
export const placeOfPath = (word: Word, path: FoundPath): Place =>
  path.isRelative || constantsIn(word).length > 0 ? word.place : placeIn(word, path);
