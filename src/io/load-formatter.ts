import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FormatterError } from '../cli/formatter-error.js';
import type { Formatter } from '../report/formatter.js';

/**
 * The formatter that an installed package exports, looked up as code in a folder would: ESLint's own formatters fit.
 * @returns undefined where no such package is installed
 * @throws FormatterError where it exports no function, and whatever the package throws while it is loaded
 */
export async function loadFormatter(packageName: string, folder: string): Promise<Formatter | undefined> {
  const path = resolvePackage(packageName, folder);
  if (path === undefined) return undefined;
  const loaded: unknown = await import(pathToFileURL(path).href);
  const exported = defaultOf(loaded);
  // A CommonJS package that was compiled from an ES module has its own `default` inside Node's.
  const formatter = typeof exported === 'function' ? exported : defaultOf(exported);
  if (typeof formatter !== 'function') throw new FormatterError(packageName, 'it does not export a function');
  return formatter as Formatter;
}

const defaultOf = (exports: unknown): unknown =>
  (exports as { default?: unknown } | null | undefined)?.default;

function resolvePackage(packageName: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'any.js')).resolve(packageName);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
