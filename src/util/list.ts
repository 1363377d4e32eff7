import { lazily } from '../util/lazily.js';

type Conjunction = 'and' | 'or';

const FORMATS = {
  and: lazily(() => new Intl.ListFormat('en', { type: 'conjunction' })),
  or: lazily(() => new Intl.ListFormat('en', { type: 'disjunction' })),
} as const satisfies Record<Conjunction, () => Intl.ListFormat>;

/** `a`, `a and b`, `a, b, and c`; with `or` likewise. */
export const list = (items: Iterable<string>, conjunction: Conjunction = 'and'): string =>
  FORMATS[conjunction]().format(items);
