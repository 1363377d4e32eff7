import type { ErrorMatch } from './match-errors.js';
import type { NamedPlace } from './places-in-project.js';

/** A known error that was found in a text, and where a project has what it names. */
export interface Answer extends ErrorMatch {
  readonly places: readonly NamedPlace[];
}
