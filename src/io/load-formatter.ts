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
  const loaded: unknown = await import(pathToFileURL(path).href);
  const exported = defaultOf(loaded);
  // A CommonJS package that was compiled from an ES module has its own `default` inside Node's.
  const formatter = typeof exported === 'function' ? exported : defaultOf(exported);
  return typeof formatter === 'function' ? (formatter as Formatter) : undefined;
}

const defaultOf = (exports: unknown): unknown => (exports as { default?: unknown } | undefined)?.default;

function resolvePackage(packageName: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'any.js')).resolve(packageName);
  } catch {
    return undefined;
  }
}
