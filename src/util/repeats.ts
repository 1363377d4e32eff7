/** Each item with a key that an earlier one has, and the first that has it; what has no key repeats nothing. */
export function* repeats<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | undefined,
): Generator<{ readonly first: T; readonly again: T }> {
  const firsts = new Map<string, T>();
  for (const again of items) {
    const key = keyOf(again);
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, again);
    else yield { first, again };
  }
}
