import type { IgnorePattern } from '../../parse/ignore-file.js';
import type { Place } from '../../source/index.js';
import type { Doubt } from '../doubt.js';

/** Whether something is on an instance at a step of a deployment to a new environment. */
export type Presence =
  | { readonly kind: 'there' }
  /** A step before makes it. */
  | { readonly kind: 'made'; readonly by: Place }
  /** It is in the folder of the project, but not in what is deployed. */
  | { readonly kind: 'left-out'; readonly by: IgnorePattern }
  /** Only a later step makes it. */
  | { readonly kind: 'later'; readonly by: Place }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly because: Doubt };

export const THERE: Presence = { kind: 'there' };
export const ABSENT = { kind: 'absent' } as const;

export const unknown = (reason: string, at?: Place): Presence & { readonly kind: 'unknown' } => ({
  kind: 'unknown',
  because: { reason, at },
});

/** Why something may be there all the same; undefined where that is certain, one way or the other. */
export function doubtOf(presence: Presence): Doubt | undefined {
  if (presence.kind === 'later') return { reason: 'a later step makes it', at: presence.by };
  return presence.kind === 'unknown' ? presence.because : undefined;
}
