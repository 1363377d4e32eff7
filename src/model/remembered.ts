/** A function that computes its answer for each object once; the answer is forgotten with the object, which must not change. */
export function remembered<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const answers = new WeakMap<K, { readonly answer: T }>();
  return (key) => {
    const known = answers.get(key) ?? { answer: compute(key) };
    answers.set(key, known);
    return known.answer;
  };
}
