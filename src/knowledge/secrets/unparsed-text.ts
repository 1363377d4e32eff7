import type { Span } from '../../source/index.js';
import { isReference } from './references.js';
import { isSecretName } from './secret-names.js';
import { joined, secretsIn } from './secret-text.js';

/** What may be a name, in a text of which nothing else is known. */
const NAME = /[\w.-]+/g;

/** What may be before a value. */
const SEPARATOR = /[=:"'`]/g;

/** Keys whose values are names, and are no secrets. */
const KEY_OF_NAME = /^\W*(?:option_?name|name|key|namespace|resource_?name|type)\b/i;

/** How many lines may be between a name and its value. */
const NEAR = 2;

/**
 * Where a text that cannot be parsed may hold secrets, beside those that are found in any text: what follows the name of one
 * after `=`, `:` or a quote, up to the end of the line, and values near a name that has none beside it.
 */
export function secretsInUnparsed(text: string): readonly Span[] {
  const lines = [...text.matchAll(/[^\r\n]+/g)];
  const names = lines.map(({ 0: line }) => firstNameIn(line));
  const spans = lines.flatMap(({ 0: line, index }, at): Span[] => {
    const name = names[at];
    const near = names.slice(Math.max(0, at - NEAR), at + NEAR + 1);
    const from = [
      ...(name ? [name.end] : []),
      ...(near.some(Boolean) ? endsIn(line, /\bvalue\b/i) : []),
      ...(near.some((one) => one !== name && one?.isAlone) && !KEY_OF_NAME.test(line) ? [0] : []),
    ];
    if (from.length === 0) return [];
    const rest = valueAfter(line, Math.min(...from));
    return rest.start < rest.end && !isReference(line.slice(rest.start, rest.end), false)
      ? [{ start: index + rest.start, end: index + rest.end }]
      : [];
  });
  return joined([...secretsIn(text), ...spans]);
}

interface FoundName {
  /** Where it ends, with the quote that closes it. */
  readonly end: number;
  /** Its value is elsewhere: it is the value of a key such as `OptionName`, or nothing follows it. */
  readonly isAlone: boolean;
}

function firstNameIn(line: string): FoundName | undefined {
  for (const { 0: name, index } of line.matchAll(NAME)) {
    if (!isSecretName(name)) continue;
    const end = index + name.length;
    const closed = end + (/["'`]/.test(line.charAt(end)) ? 1 : 0);
    return { end: closed, isAlone: KEY_OF_NAME.test(line) || !/\w/.test(line.slice(closed)) };
  }
  return undefined;
}

function endsIn(line: string, pattern: RegExp): number[] {
  const match = pattern.exec(line);
  return match
    ? [match.index + match[0].length + (/["'`]/.test(line.charAt(match.index + match[0].length)) ? 1 : 0)]
    : [];
}

/** What is after the first separator of a line from an offset on, without the spaces around it. */
function valueAfter(line: string, from: number): Span {
  SEPARATOR.lastIndex = from;
  const separator = SEPARATOR.exec(line);
  const start = separator ? separator.index + 1 : line.length;
  return {
    start: start + (line.length - start - line.slice(start).trimStart().length),
    end: line.trimEnd().length,
  };
}
