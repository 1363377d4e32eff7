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
