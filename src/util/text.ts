const LENGTH = 40;

/** A text of a user for a message: its beginning, where it is long. */
export const shorten = (text: string, length = LENGTH): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

/**
 * `a`, `a and b`, `a, b, and c`; with `or` likewise, as `Intl.ListFormat` joins English. The first use of that takes ten
 * milliseconds, a third of Node's own start.
 */
export function list(items: Iterable<string>, conjunction: 'and' | 'or' = 'and'): string {
  const all = [...items];
  const last = all.pop();
  if (last === undefined) return '';
  if (all.length === 0) return last;
  return `${all.join(', ')}${all.length > 1 ? ',' : ''} ${conjunction} ${last}`;
}

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

/** What a sticky pattern (`/…/y`) finds exactly at an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Where that ends; undefined where the pattern does not fit. */
export function endOfMatch(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/**
 * Which line of an older text each line of a text was, both from 0; a line that is new is not there. Lines that moved keep
 * what they were. Takes time in proportion to the texts, which a shortest way from one to the other does not.
 */
export function linesBefore(text: string, olderText: string): ReadonlyMap<number, number> {
  const [now, before] = [linesOf(text), linesOf(olderText)];
  const found = new Map<number, number>();
  const shorter = Math.min(now.length, before.length);
  let start = 0;
  while (start < shorter && now[start] === before[start]) {
    found.set(start, start);
    start++;
  }
  let end = 0;
  while (end < shorter - start && now[now.length - 1 - end] === before[before.length - 1 - end]) {
    end++;
    found.set(now.length - end, before.length - end);
  }
  const places = new Map<string, number[]>();
  for (let index = before.length - end - 1; index >= start; index--) {
    const line = before[index] ?? '';
    const known = places.get(line);
    if (known) known.push(index);
    else places.set(line, [index]);
  }
  for (let index = start; index < now.length - end; index++) {
    const place = places.get(now[index] ?? '')?.pop();
    if (place !== undefined) found.set(index, place);
  }
  return found;
}

/** As git counts them: only line feeds end a line. On the disk there may be those of Windows while in git there are not. */
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.replace(/\r$/, ''));

/** Every number that is in a text as a number of its own: 5000 in `:5000/ws`, not in `15000`. */
export function* numbersIn(text: string): Iterable<string> {
  for (const [digits] of text.matchAll(/\d+/g)) yield digits;
}

/** Names with the same key differ only in case and spaces. */
export const variantKey = (name: string): string => name.replace(/\s+/g, '').toLowerCase();

export const isCaseVariant = (one: string, other: string): boolean => variantKey(one) === variantKey(other);
