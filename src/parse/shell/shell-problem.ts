import type { Place } from '../../source/index.js';

/** Whether a shell accepts the text all the same, with a warning: the end of the text ends a here-document. */
export const isWarning = ({ kind, text }: ShellProblem): boolean =>
  kind === 'unclosed' && text.startsWith('<<');

/**
 * Why a shell refuses a text:
 * - `unclosed`: a quote, an expansion, a here-document or a compound command without its end; `text` opens it
 * - `unexpected`: a word or an operator that nothing before it asks for
 * - `incomplete`: a compound command without the reserved word after its condition, or a function without the `{` of its body;
 *   `text` is that word
 * - `empty`: a part of a compound command without any command; `text` is the word after it
 * - `parts`: a `for ((` that does not have three parts
 */
export interface ShellProblem {
  readonly kind: 'unclosed' | 'unexpected' | 'incomplete' | 'empty' | 'parts';
  readonly text: string;
  readonly place: Place;
}
