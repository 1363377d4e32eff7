import type { FlagVersions, ServerProgram } from '../../knowledge/servers/servers.js';
import type { Place } from '../../source/index.js';

/** Why a program does not start with a command line; the rules of `src/rules/procfile/` say what each means. */
export type RefusalKind =
  | 'unknown-flag'
  | 'ambiguous-flag'
  | 'missing-value'
  | 'unexpected-value'
  | 'one-dash'
  | 'bad-port'
  | 'bad-address'
  | 'bad-number'
  | 'bad-class'
  | 'exclusive'
  | 'no-application'
  | 'no-attribute'
  | 'extra-argument'
  | 'late-flag'
  | 'same-address'
  | 'prints-help';

/** Something in a command line with which the program does not start. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** What it is about, as it is written. */
  readonly text: string;
  readonly at: Place;
  /** The other end: the flag that excludes this one, the same address before. */
  readonly other?: { readonly text: string; readonly at: Place };
  /** The server that takes such a flag. */
  readonly owner?: ServerProgram;
  /** The version that the project installs, which does not have the flag, and those that do. */
  readonly version?: { readonly installed: string; readonly needed: FlagVersions };
  /** The flags of which this one could be the beginning. */
  readonly candidates?: readonly string[];
  /** Whether every version refuses it, whatever the deployment adds. */
  readonly isCertain: boolean;
}
