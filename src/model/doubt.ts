import type { Place } from '../source/index.js';

/** Why something may be there although nothing shows it. The reason is about that very thing, never about another one. */
export interface Doubt {
  /** A clause that goes on after "because": `this command may write package-lock.json`. */
  readonly reason: string;
  /** What gives the reason; undefined where it is in no file: `the platform is not known`. */
  readonly at: Place | undefined;
}
