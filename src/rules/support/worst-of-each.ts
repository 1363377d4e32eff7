/** One of each kind, in the order of the text: the first that is fatal, or the first of all where none is. */
export function worstOfEach<T extends { readonly isFatal: boolean }>(
  all: Iterable<T>,
  kindOf: (one: T) => string,
): T[] {
  const worst = new Map<string, T>();
  for (const one of all) {
    const kind = kindOf(one);
    const earlier = worst.get(kind);
    if (!earlier || (one.isFatal && !earlier.isFatal)) worst.set(kind, one);
  }
  return [...worst.values()];
}
