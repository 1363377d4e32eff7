import { resolve } from 'node:path';

/** Where the code of a formatter is. */
export interface FormatterSource {
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
export function formatterSource(name: string, cwd: string): FormatterSource | undefined {
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
