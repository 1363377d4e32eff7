/**
 * A function of an object that never changes, computed once for each: a project that is linted again after a change in one
 * file re-parses only that file, and rules that ask the same of a file share the answer. It is forgotten with the
 * object.
 */
export function oncePer<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { result: compute(key) };
      known.set(key, entry);
    }
    return entry.result;
  };
}

/** A function of a text, computed once for each: the answers are forgotten with the function. */
export function oncePerName<S extends string, T>(compute: (text: S) => T): (text: S) => T {
  const known = new Map<S, { readonly result: T }>();
  return (text) => {
    let entry = known.get(text);
    if (!entry) {
      entry = { result: compute(text) };
      known.set(text, entry);
    }
    return entry.result;
  };
}

/** The same of an object and a text: computed once for each two. */
export function oncePerText<K extends object, S extends string, T>(
  compute: (key: K, text: S) => T,
): (key: K, text: S) => T {
  const of = oncePer((key: K) => oncePerName((text: S) => compute(key, text)));
  return (key, text) => of(key)(text);
}

/** A value that is computed when it is first asked for, and only then. */
export function lazily<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}
