import type { Generation, Language } from '../knowledge/platforms.js';
import type { Place } from '../source/index.js';

/** The platform of a project, as far as its files (or `--platform`) tell. */
export interface Platform {
  /** The name as it was written; undefined where nothing names a platform. */
  readonly name: string | undefined;
  /** Where the name stands; undefined for `--platform` and where nothing names one. */
  readonly place: Place | undefined;
  readonly language: Language | undefined;
  readonly generation: Generation | undefined;
}
