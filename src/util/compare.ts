/** Orders two texts as their UTF-8 bytes would, wherever it runs: never by locale. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** UTF-16 puts surrogates (characters beyond U+FFFF) before U+E000, UTF-8 puts them last. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Compares versions of numbers between dots, as `3.9` and `3.11`: negative where the first one is lower, 0 where they are the same. */
export function compareVersions(first: string, second: string): number {
  const [a = [], b = []] = [first, second].map((version) => version.split('.').map(Number));
  const length = Math.max(a.length, b.length);
  const differences = Array.from({ length }, (_, index) => (a[index] ?? 0) - (b[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
