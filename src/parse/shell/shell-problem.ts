import type { Place } from '../../source/index.js';

/**
 * Why a shell refuses a text:
 * - `unclosed`: a quote, an expansion, a here-document or a compound command without its end; `text` opens it
 * - `unexpected`: a word or an operator that nothing before it asks for
 * - `incomplete`: a compound command without the reserved word after its condition; `text` is that word
 */
export interface ShellProblem {
  readonly kind: 'unclosed' | 'unexpected' | 'incomplete';
  readonly text: string;
  readonly place: Place;
}
