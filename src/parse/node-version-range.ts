/** A version with parts that may be left out: `16`, `v16.3`, `16.x`. */
const VERSION = /^v?(\d{1,4})(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*)(?:[-+][\w.-]+)?)?$/i;

/**
 * The highest major version that a range of npm's allows; Infinity where it has no upper end, undefined where the range
 * is not understood.
 * https://docs.npmjs.com/cli/configuring-npm/package-json#engines
 */
export function highestMajor(range: string): number | undefined {
  const ends = range.split('||').map((alternative) => highestOf(alternative.trim()));
  return ends.includes(undefined) ? undefined : Math.max(...ends.map((end) => end ?? 0));
}

function highestOf(alternative: string): number | undefined {
  if (/^(?:\*|x|latest)?$/i.test(alternative)) return Infinity;
  const [, last] = /^\S+\s+-\s+(\S+)$/.exec(alternative) ?? [];
  if (last !== undefined) return majorBelow('<=', last);
  const parts = alternative.replace(/([<>=~^])\s+/g, '$1').split(/\s+/);
  const ends = parts.map((part) => {
    const [, sign = '', version = ''] = /^([<>=~^]{0,2})([^<>=~^]*)$/.exec(part) ?? [];
    return majorBelow(sign, version);
  });
  return ends.includes(undefined) ? undefined : Math.min(...ends.map((end) => end ?? 0));
}

function majorBelow(sign: string, version: string): number | undefined {
  const [match, major = '', ...rest] = VERSION.exec(version) ?? [];
  if (match === undefined) return undefined;
  if (sign === '>' || sign === '>=') return Infinity;
  if (sign === '<') return rest.some((part) => /[1-9]/.test(part)) ? Number(major) : Number(major) - 1;
  return ['', '=', '<=', '^', '~'].includes(sign) ? Number(major) : undefined;
}
