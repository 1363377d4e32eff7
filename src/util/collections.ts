/** The items that have each key, in order; an item with several keys is in several groups, once in each. */
export function groupBy<T, K>(items: Iterable<T>, keysOf: (item: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items)
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** The items with a key that no earlier one has. */
export function* firstOfEach<T>(items: Iterable<T>, keyOf: (item: T) => unknown): Generator<T> {
  const known = new Set<unknown>();
  for (const item of items) {
    const key = keyOf(item);
    if (known.has(key)) continue;
    known.add(key);
    yield item;
  }
}

/** The value of a table's own key; a name from a project may also be that of an inherited one, such as `constructor`. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

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

/** The index of the first item that does not fulfil a condition which all before it fulfil, and none after it. */
export function partitionPoint<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The length of the longest text. */
export const widest = (texts: readonly string[]): number =>
  texts.reduce((longest, { length }) => Math.max(longest, length), 0);

/** The item of a list that has no other. */
export const onlyOne = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
