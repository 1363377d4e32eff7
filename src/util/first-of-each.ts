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
