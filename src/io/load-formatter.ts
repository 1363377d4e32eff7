import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FormatterError } from '../cli/usage-error.js';
import type { Formatter } from '../report/formatter.js';

/**
 * The formatter that an installed package or a file exports, looked up as code in a folder would: ESLint's own formatters fit.
 * @param request the name of a package, or an absolute path
 * @returns undefined where there is no such package or file
 * @throws FormatterError where it exports no function, and whatever the package throws while it is loaded
 */
export async function loadFormatter(request: string, folder: string): Promise<Formatter | undefined> {
  const path = pathOf(request, folder);
  if (path === undefined) return undefined;
  const loaded: unknown = await import(pathToFileURL(path).href);
  const exported = defaultOf(loaded);
  // A CommonJS package that was compiled from an ES module has its own `default` inside Node's.
  const formatter = typeof exported === 'function' ? exported : defaultOf(exported);
  if (typeof formatter !== 'function') throw new FormatterError(request, 'it does not export a function');
  return formatter as Formatter;
}

const defaultOf = (exports: unknown): unknown =>
  (exports as { default?: unknown } | null | undefined)?.default;

function pathOf(request: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'any.js')).resolve(request);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
