import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Formatter } from '../report/formatter.js';

/**
 * The formatter that an installed package exports, looked up as code in a folder would: ESLint's own formatters fit.
 * @returns undefined where no such package is installed
 */
export async function loadFormatter(packageName: string, folder: string): Promise<Formatter | undefined> {
  const path = resolvePackage(packageName, folder);
  if (path === undefined) return undefined;
  const loaded: { default?: unknown } = await import(pathToFileURL(path).href);
  return typeof loaded.default === 'function' ? (loaded.default as Formatter) : undefined;
}

function resolvePackage(packageName: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'any.js')).resolve(packageName);
  } catch {
    return undefined;
  }
}
