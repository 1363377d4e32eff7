import type { Finding } from '../rules/rule.js';
import type { Place } from '../source/index.js';
import { MAX_PLACEHOLDER_VALUE_CHARACTERS } from '../knowledge/limits.js';

/**
 * Whether a finding rests on a text that holds one of some placeholders: in its own place, or in one that it names.
 * @param patterns with `*` for any text
 */
export function holdsPlaceholder(patterns: readonly string[]): (finding: Finding) => boolean {
  if (patterns.length === 0) return () => false;
  const parts = patterns.map((pattern) => pattern.split(/\*+/));
  return ({ at, related = [] }) =>
    [at, ...related.map((other) => other.at)].some((place) => {
      const text = valueAt(place);
      return text !== undefined && parts.some((pattern) => holds(text, pattern));
    });
}

function valueAt({ file, span: { start, end } }: Place): string | undefined {
  if (end - start > MAX_PLACEHOLDER_VALUE_CHARACTERS) return undefined;
  const text = file.text.slice(start, end);
  return /[\r\n]/.test(text) ? undefined : text;
}

/** Whether the parts of a pattern are in a text in this order, the first and the last with no word going on beside them. */
function holds(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const edges = { isFirst: index === 0, isLast: index === parts.length - 1 };
    const at = find(text, part, from, edges);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}

interface Edges {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function find(text: string, part: string, from: number, { isFirst, isLast }: Edges): number {
  if (part === '') return from;
  for (let at = text.indexOf(part, from); at !== -1; at = text.indexOf(part, at + 1)) {
    const end = at + part.length;
    if (!(isFirst && goesOn(text, at)) && !(isLast && goesOn(text, end))) return at;
  }
  return -1;
}

const isInWord = (character: string): boolean => /[\w-]/.test(character);

/** Whether a word goes on at an offset. */
const goesOn = (text: string, offset: number): boolean =>
  isInWord(text.charAt(offset - 1)) && isInWord(text.charAt(offset));
