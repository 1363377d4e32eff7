import type { Place, Span } from './place.js';

/** Another place that a finding or problem speaks of, with what stands there. */
export interface Related {
  readonly at: Place;
  readonly note: string;
}

/** A text to put in the place of another. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/** What a parser could not make sense of. A parser returns its facts and its problems together and never throws. */
export interface Problem {
  readonly kind: 'syntax' | 'encoding' | 'duplicate-key' | 'comment';
  readonly at: Place;
  readonly message: string;
  readonly help?: string;
  readonly related?: readonly Related[];
  /** What to put in place of which characters, where that is certain. */
  readonly repair?: readonly Replacement[];
  /** Nothing is lost by it. */
  readonly severity?: 'warning';
}

/** Whether a problem keeps Elastic Beanstalk from reading the file as it was meant: nothing in it counts then. */
export const breaksFile = ({ kind }: Problem): boolean => kind === 'syntax' || kind === 'encoding';
