/**
 * Counts what V8's coverage does not see: how many characters and items the methods of strings, patterns and arrays look
 * at. Slices are free in V8, and so is the end of a text that a search never reaches.
 */
export function countNative() {
  let looked = 0;
  const wrap = (prototype, name, cost) => {
    const original = prototype[name];
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(...args) {
        const from = this.lastIndex;
        const result = original.apply(this, args);
        looked += cost(this, args, result, from);
        return result;
      },
    });
  };
  const searched = ({ length }, [, from = 0], result) =>
    (result < 0 ? length : result) - Math.min(from, length);
  const whole = ({ length }) => length;
  for (const name of [
    'split',
    'replaceAll',
    'trim',
    'trimStart',
    'trimEnd',
    'toLowerCase',
    'toUpperCase',
    'normalize',
  ])
    wrap(String.prototype, name, whole);
  wrap(String.prototype, 'repeat', (_, __, { length }) => length);
  wrap(String.prototype, 'padEnd', (_, __, { length }) => length);
  wrap(String.prototype, 'indexOf', (text, args, result) => Math.max(0, searched(text, args, result)));
  wrap(String.prototype, 'includes', ({ length }, [, from = 0], found) => (found ? 1 : length - from));
  wrap(String.prototype, 'lastIndexOf', ({ length }, [, from = length], result) =>
    Math.max(0, Math.min(from, length) - Math.max(0, result)),
  );
  wrap(Array.prototype, 'indexOf', (list, [, from], result) => searched(list, [0, from], result));
  wrap(Array.prototype, 'includes', (list, _, result) => (result ? 1 : list.length));
  for (const name of ['concat', 'join', 'reverse', 'toReversed', 'toSpliced', 'with'])
    wrap(Array.prototype, name, (_, __, { length }) => length);
  for (const name of ['splice', 'shift', 'unshift']) wrap(Array.prototype, name, whole);
  wrap(RegExp.prototype, 'exec', ({ global, sticky }, [text], match, from) => {
    const start = global || sticky ? from : 0;
    if (match) return match.index + match[0].length - start;
    return sticky ? 1 : String(text).length - start;
  });
  return () => {
    const count = looked;
    looked = 0;
    return count;
  };
}
