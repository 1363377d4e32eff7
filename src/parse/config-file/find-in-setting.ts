import type { Node, ScalarNode } from '../yaml/node.js';
import { placeInScalar } from '../yaml/scalar-text.js';
import type { Located, Span } from '../../source/index.js';
import type { Setting } from './option-settings.js';

/**
 * The first stretch of a setting's value for which `find` gives a span in its text, with its own place. What is in
 * a function belongs to CloudFormation and is left out.
 */
export function findInSetting(
  { node }: Setting,
  find: (text: string) => Span | undefined,
): Located<string> | undefined {
  for (const scalar of scalarsOf(node)) {
    const span = find(scalar.written);
    if (span) {
      const place = placeInScalar(scalar, span.start, span.end);
      return { value: scalar.written.slice(span.start, span.end), place };
    }
  }
  return undefined;
}

/** The texts of a setting's value, one for each item of a list; none where a function gives the value. */
export const scalarsOfSetting = ({ node }: Setting): ScalarNode[] => scalarsOf(node);

function scalarsOf(node: Node): ScalarNode[] {
  if (node.kind === 'scalar') return node.holdsFunction ? [] : [node];
  return node.kind === 'list' && node.valueKind === 'literal' ? node.items.flatMap(scalarsOf) : [];
}
