import type { RetiredPath } from '../../../knowledge/platform/retired-paths.js';

/** Who uses a path fails without it. */
export const needed = ({ path, help }: RetiredPath, by: string) => ({
  message: `${by} needs ${path}, which no supported platform has`,
  help,
  cause: { key: path, note: 'needed here as well' },
});

/** Of a path that is written. */
export const notRead = ({ path, help, certain }: RetiredPath) => ({
  message: `${certain ? 'No' : 'Probably no'} supported platform reads ${path}`,
  help,
  warnsBecause: 'milder' as const,
});

/** Of any other use. */
export const notUsed = ({ path, help, certain }: RetiredPath) => ({
  message: `${path} ${certain ? 'does not exist' : 'probably does not exist'} on supported platforms`,
  help,
  warnsBecause: 'milder' as const,
});
