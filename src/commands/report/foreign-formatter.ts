import { resolve } from 'node:path';
import { type Options, unknownFormat } from '../../cli/parse-flags.js';
import { FormatterError } from '../../cli/usage-error.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import type { Ports } from '../../ports/ports.js';
import type { Formatter } from '../../report/formatter.js';
import { type LintResult, resultWithHelp } from '../../report/lint-result/lint-result.js';
import { stripAnsi } from '../../report/text/ansi.js';
import { visible, withoutControls } from '../../report/text/one-line.js';

/**
 * A formatter made for ESLint, from an installed package or a file: the only code from elsewhere that eblint ever runs. It may
 * change what it is given, and decides on color by itself.
 * @throws UsageError where there is none of that name or none is allowed, FormatterError where it does not work
 */
export async function foreignFormatter(
  { format, foreignCode }: Pick<Options, 'format' | 'foreignCode'>,
  { loadFormatter, cwd }: Pick<Ports, 'loadFormatter' | 'cwd'>,
): Promise<Formatter> {
  if (!foreignCode) throw unknownFormat(format, '--no-foreign-code refuses all others');
  const source = formatterSource(format, cwd);
  if (!source) throw unknownFormat(format, 'it is neither the name of a package nor a path');
  const { request, missing } = source;
  const formatter = await named(request, () => loadFormatter(request));
  if (!formatter) throw unknownFormat(format, missing);
  return async (results, context) => {
    const text: unknown = await named(request, () => formatter(results.map(printable), context));
    if (typeof text !== 'string') throw new FormatterError(request, 'it did not return a string');
    return context.color ? text : stripAnsi(text);
  };
}

/** What fails in a formatter is reported as its failure: its stack, and ours, do not help here. */
async function named<T>(request: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof FormatterError) throw error;
    throw new FormatterError(request, error instanceof Error ? error.message : String(error));
  }
}

/** A source with a star in place of each character of what may be a secret. */
function withStars(source: string): string {
  let text = '';
  let at = 0;
  for (const { start, end } of secretsIn(source)) {
    text += source.slice(at, start) + source.slice(start, end).replace(/[^\r\n]/g, '*');
    at = end;
  }
  return text + source.slice(at);
}

/** A copy in which nothing acts on a terminal and no secret is shown; lines and columns stay. */
const printable = (result: LintResult): LintResult => ({
  ...resultWithHelp(structuredClone(result)),
  filePath: visible(result.filePath),
  ...(result.source !== undefined && { source: withoutControls(withStars(result.source)) }),
});

/** Where the code of a formatter is. */
interface FormatterSource {
  /** The name of a package, or an absolute path. */
  readonly request: string;
  /** What to say where it is not there, as a clause. */
  readonly missing: string;
}

/** One segment of a package's name. */
const SEGMENT = /^[a-z\d][\w.~-]*$/i;

/**
 * What ESLint takes a name for: a path if it has a slash and no scope, else a package. `X` and `eslint-formatter-X` are the same,
 * `@scope/X` and `@scope/eslint-formatter-X` too, and `@scope` is `@scope/eslint-formatter`.
 * https://eslint.org/docs/latest/use/command-line-interface#-f---format
 * @returns undefined for what can be neither
 */
function formatterSource(name: string, cwd: string): FormatterSource | undefined {
  if (/[\\/]/.test(name) && !name.startsWith('@')) {
    const path = name.replaceAll('\\', '/');
    return { request: resolve(cwd, path), missing: `there is no file ${path}` };
  }
  const packageName = packageNameOf(name);
  return packageName === undefined
    ? undefined
    : { request: packageName, missing: `no ${packageName} is installed` };
}

function packageNameOf(name: string): string | undefined {
  const [scope, rest] = name.startsWith('@') ? name.slice(1).split(/\/(.*)/s) : [undefined, name];
  if (scope === undefined) return SEGMENT.test(name) ? prefixed(name) : undefined;
  if (!SEGMENT.test(scope)) return undefined;
  if (!rest) return `@${scope}/eslint-formatter`;
  return SEGMENT.test(rest) ? `@${scope}/${prefixed(rest)}` : undefined;
}

const prefixed = (name: string): string =>
  /^eslint-formatter(?:-|$)/.test(name) ? name : `eslint-formatter-${name}`;
