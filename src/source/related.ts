import type { Place, Span } from './place.js';

/** Another place that a finding mentions, and what is there. */
export interface Related {
  readonly at: Place;
  readonly note: string;
}

/** A text to put in the place of another. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}
