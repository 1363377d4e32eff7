/**
 * White space as shells, YAML, Java's `trim` and Go's regular expressions have it. JavaScript's own `trim` and `\s` take
 * no-break, full-width and other spaces for it, too, which are part of a word to all of them.
 */
const isWhiteSpace = (character: string | undefined): boolean =>
  character !== undefined && ' \t\n\r\f\v'.includes(character);

export function trimEnd(text: string): string {
  let end = text.length;
  while (isWhiteSpace(text[end - 1])) end--;
  return text.slice(0, end);
}

export function trim(text: string): string {
  let start = 0;
  while (isWhiteSpace(text[start])) start++;
  return trimEnd(text.slice(start));
}

/** The words of a text between white space. */
export const splitWords = (text: string): string[] => {
  const inner = trim(text);
  return inner === '' ? [] : inner.split(/[ \t\n\r\f\v]+/);
};
