/**
 * What depends on something that changes is computed again when it is asked for after a change of it, and only then. Each
 * computation notes what it reads: inputs, and other computations. Where nothing is an `Input`, nothing is noted.
 */
interface Readable {
  /** The revision in which it got another value. */
  readonly changedAt: number;
  /** Makes it what it is in this revision. */
  refresh(): void;
}

/** Raised with each change of an input. */
let revision = 0;

/** What the computation that runs has read; undefined where none runs. */
let read: Set<Readable> | undefined;

/** Whether there is any input in this process. */
let hasInputs = false;

/** A value from outside that changes while what is computed from it is kept. */
export class Input<T> implements Readable {
  #value: T;
  #changedAt = revision;

  /** @param isSame whether another value means the same, so that nothing has changed */
  constructor(
    value: T,
    readonly isSame: (a: T, b: T) => boolean = Object.is,
  ) {
    hasInputs = true;
    this.#value = value;
  }

  get changedAt(): number {
    return this.#changedAt;
  }

  refresh(): void {
    // It is what it was set to.
  }

  get value(): T {
    read?.add(this);
    return this.#value;
  }

  set value(value: T) {
    if (this.isSame(value, this.#value)) return;
    this.#value = value;
    this.#changedAt = ++revision;
  }
}

/**
 * Which of two results is taken: that of before where the new one means the same, so that nothing has to be computed from it
 * again.
 */
type Reuse<T> = (before: T, now: T) => T;

const takeNew = <T>(_: T, now: T): T => now;

/**
 * The value of before where the new one is made of the same objects. Others that are like them are not the same: one computation
 * may look for an object of another.
 */
export const reused = <T>(before: T, now: T): T => (isSameValue(before, now, 1) ? before : now);

/** The list of before where all items are made of the same; else the new one, with the items of before at its two ends. */
export function reusedItems<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && isSameValue(before[start], now[start])) start++;
  if (start === before.length && start === now.length) return before;
  let end = 0;
  while (end < shorter - start && isSameValue(before.at(-1 - end), now.at(-1 - end))) end++;
  return [
    ...before.slice(0, start),
    ...now.slice(start, now.length - end),
    ...before.slice(before.length - end),
  ];
}

interface Remembered<T> {
  readonly result: T;
}

/** What was computed from inputs, with all that was read for it. */
class Computation<T> implements Readable, Remembered<T> {
  changedAt = -1;
  #checkedAt = -1;
  #inputs: readonly Readable[] | undefined;
  #known: { readonly value: T } | undefined;

  constructor(
    readonly compute: () => T,
    readonly reuse: Reuse<T>,
  ) {}

  /** Whether it is what it is for ever. */
  get isConstant(): boolean {
    return this.#inputs?.length === 0;
  }

  get result(): T {
    try {
      this.refresh();
    } finally {
      if (!this.isConstant) read?.add(this);
    }
    return (this.#known as { readonly value: T }).value;
  }

  refresh(): void {
    if (this.#checkedAt === revision) return;
    if (!this.#inputs || this.#inputs.some((input) => isChanged(input, this.#checkedAt))) this.#run();
    this.#checkedAt = revision;
  }

  #run(): void {
    const around = read;
    const own = new Set<Readable>();
    read = own;
    // What fails is computed again, whatever it has read.
    this.#inputs = undefined;
    try {
      const now = this.compute();
      const value = this.#known ? this.reuse(this.#known.value, now) : now;
      if (!this.#known || !Object.is(value, this.#known.value)) {
        this.#known = { value };
        this.changedAt = revision;
      }
      this.#inputs = [...own];
    } finally {
      read = around;
    }
  }
}

function isChanged(input: Readable, since: number): boolean {
  try {
    input.refresh();
    return input.changedAt > since;
  } catch {
    // What reads it fails in the same way, or reads it no more.
    return true;
  }
}

function remembered<T>(compute: () => T, reuse: Reuse<T>): Remembered<T> {
  const computation = new Computation(compute, reuse);
  const { result } = computation;
  return computation.isConstant ? { result } : computation;
}

/**
 * A function of an object that never changes, computed once for each: a project that is linted again after a change in one
 * file re-parses only that file, and rules that ask the same of a file share the answer. It is forgotten with the
 * object.
 * @param reuse what is taken where it is computed again
 */
export function oncePer<K extends object, T>(
  compute: (key: K) => T,
  reuse: Reuse<T> = takeNew,
): (key: K) => T {
  const known = new WeakMap<K, Remembered<T>>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = hasInputs ? remembered(() => compute(key), reuse) : { result: compute(key) };
      known.set(key, entry);
    }
    return entry.result;
  };
}

/** A function of a text, computed once for each: the answers are forgotten with the function. */
export function oncePerName<S extends string, T>(
  compute: (text: S) => T,
  reuse: Reuse<T> = takeNew,
): (text: S) => T {
  const known = new Map<S, Remembered<T>>();
  return (text) => {
    let entry = known.get(text);
    if (!entry) {
      entry = hasInputs ? remembered(() => compute(text), reuse) : { result: compute(text) };
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
export function lazily<T>(compute: () => T, reuse: Reuse<T> = takeNew): () => T {
  let known: Remembered<T> | undefined;
  return () => (known ??= hasInputs ? remembered(compute, reuse) : { result: compute() }).result;
}

/** How deep values are compared: what is in them beyond that is the same only where it is one object. */
const COMPARED_DEPTH = 6;

/** Whether two values are the same or are made of the same. What is computed when it is asked for is not looked at. */
export function isSameValue(a: unknown, b: unknown, depth = COMPARED_DEPTH): boolean {
  if (Object.is(a, b)) return true;
  if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const kind: unknown = Object.getPrototypeOf(a);
  if (kind !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Map)
    return (
      areSameItems([...a.keys()], [...(b as typeof a).keys()], depth - 1) &&
      areSameItems([...a.values()], [...(b as typeof a).values()], depth - 1)
    );
  if (Array.isArray(a) || a instanceof Set)
    return areSameItems([...(a as Iterable<unknown>)], [...(b as Iterable<unknown>)], depth - 1);
  if (kind !== Object.prototype) return false;
  const own = Object.entries(Object.getOwnPropertyDescriptors(a));
  const others = Object.getOwnPropertyDescriptors(b);
  return (
    own.length === Object.keys(others).length &&
    own.every(([key, { get, value }]) => {
      const other = Object.hasOwn(others, key) ? others[key as never] : undefined;
      return !get && other && isSameValue(value, (other as PropertyDescriptor).value, depth - 1);
    })
  );
}

const areSameItems = (a: readonly unknown[], b: readonly unknown[], depth: number): boolean =>
  a.length === b.length && a.every((item, index) => isSameValue(item, b[index], depth));
