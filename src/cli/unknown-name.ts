import { nearest } from '../util/nearest.js';
import { UsageError } from './usage-error.js';

/**
 * The error for a name that is not among the candidates: it offers the nearest.
 *
 * @param hint what helps where none is near, as a sentence
 */
export function unknownName(
  kind: 'flag' | 'rule' | 'format' | 'kind' | 'preset' | 'severity' | 'shell',
  name: string,
  candidates: readonly string[],
  hint: string,
): UsageError {
  // A rule is easily named without its group.
  const near = candidates.find((candidate) => candidate.endsWith(`/${name}`)) ?? nearest(name, candidates);
  return new UsageError(`Unknown ${kind} ${name}. ${near === undefined ? hint : `Did you mean ${near}?`}`);
}
