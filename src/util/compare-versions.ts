/** Compares versions of numbers between dots, as `3.9` and `3.11`: negative where the first one is lower, 0 where they are the same. */
export function compareVersions(first: string, second: string): number {
  const [a = [], b = []] = [first, second].map((version) => version.split('.').map(Number));
  const length = Math.max(a.length, b.length);
  const differences = Array.from({ length }, (_, index) => (a[index] ?? 0) - (b[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
