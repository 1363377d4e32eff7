import { describe, expect, it } from 'vitest';
import { FormatterError, UsageError } from '../../src/cli/usage-error.js';
import { foreignFormatter } from '../../src/commands/report/foreign-formatter.js';
import { loadFormatter } from '../../src/io/load-formatter.js';
import type { Formatter } from '../../src/report/formatter.js';
import { context } from '../support/report-samples.js';
import { temporaryFolder } from '../support/temporary.js';

const CONTEXT = context({ cwd: '/' });

/** The packages that are asked for; each exists. */
async function asked(format: string, foreignCode = true): Promise<string[]> {
  const names: string[] = [];
  const load = (name: string) => {
    names.push(name);
    return Promise.resolve<Formatter>(() => '');
  };
  await foreignFormatter({ format, foreignCode }, { loadFormatter: load, cwd: '/app' });
  return names;
}

const failure = (action: Promise<unknown>): Promise<unknown> =>
  action.then(
    () => 'nothing',
    (error: unknown) => error,
  );

describe('the name of a format', () => {
  it.each([
    ...['x', 'X', 'checkstyle', 'codeframe-2', 'a.b', 'x_y', '7'].map((name) => [
      name,
      `eslint-formatter-${name}`,
    ]),
    ['eslint-formatter-x', 'eslint-formatter-x'],
    ['eslint-formatter', 'eslint-formatter'],
    ['@a', '@a/eslint-formatter'],
    ['@a/', '@a/eslint-formatter'],
    ['@a/b', '@a/eslint-formatter-b'],
    ['@a/eslint-formatter', '@a/eslint-formatter'],
    ['@a/eslint-formatter-b', '@a/eslint-formatter-b'],
    ['./f.js', '/app/f.js'],
    ['../f.mjs', '/f.mjs'],
    ['x/f.js', '/app/x/f.js'],
    ['x\\f.js', '/app/x/f.js'],
    ['/etc/f.js', '/etc/f.js'],
  ])('%j is %s', async (name, request) => {
    expect(await asked(name)).toEqual([request]);
  });

  it.each(['@a/b/c', '@a/../b', '@', '@/b', '@.a/b', '.x', 'x%2fy', 'x y', 'é', '', 'x\n'])(
    '%j is nothing',
    async (name) => {
      const error = await failure(asked(name));
      expect(error).toBeInstanceOf(UsageError);
      expect((error as Error).message).toMatch(/; it is neither the name of a package nor a path\.$/);
    },
  );

  it('is refused by --no-foreign-code before anything is loaded', async () => {
    const names: string[] = [];
    const error = await failure(
      foreignFormatter(
        { format: 'checkstyle', foreignCode: false },
        { loadFormatter: (name) => (names.push(name), Promise.resolve(undefined)), cwd: '/app' },
      ),
    );
    expect(String(error)).toMatch(
      /^UsageError: Unknown format checkstyle\. .*; --no-foreign-code refuses all others\.$/,
    );
    expect(names).toEqual([]);
  });
});

describe('a formatter that fails is named', () => {
  const run = async (code: string, manifest: object = {}): Promise<unknown> => {
    const folder = temporaryFolder({
      'node_modules/eslint-formatter-x/package.json': JSON.stringify(manifest),
      'node_modules/eslint-formatter-x/index.js': code,
    });
    const ports = { loadFormatter: (name: string) => loadFormatter(name, folder), cwd: folder };
    const formatter = await foreignFormatter({ format: 'x', foreignCode: true }, ports);
    return await formatter([], CONTEXT);
  };

  it.each([
    ['throws', 'module.exports = () => { throw new Error("a\\n  b"); }', 'a\\n b'],
    ['rejects', 'module.exports = async () => { throw new TypeError("c"); }', 'c'],
    ['throws no error', 'module.exports = () => { throw "d"; }', 'd'],
    ['returns no string', 'module.exports = () => 1', 'it did not return a string'],
    ['returns nothing', 'module.exports = async () => {}', 'it did not return a string'],
    ['exports no function', 'module.exports = {}', 'it does not export a function'],
    ['exports null', 'module.exports = null', 'it does not export a function'],
    ['cannot be loaded', 'throw new Error("e")', 'e'],
  ])('%s', async (_, code, reason) => {
    const error = await failure(run(code));
    expect(error).toBeInstanceOf(FormatterError);
    expect((error as Error).message).toBe(`eslint-formatter-x failed: ${reason}`);
  });

  it('that exports nothing under its name', async () => {
    expect(String(await failure(run('', { exports: {} })))).toMatch(
      /^FormatterError: eslint-formatter-x failed: No "exports"/,
    );
  });

  it('in a line of some hundred characters', async () => {
    const error = await failure(run('module.exports = () => { throw new Error("x".repeat(1e6)); }'));
    expect((error as Error).message).toHaveLength(300);
  });

  it('and one that works is not', async () => {
    expect(await run('module.exports = async (results) => `${results.length}\\u001b[31m files`')).toBe(
      '0 files',
    );
  });

  it.each([
    ['a CommonJS module', 'f.cjs', 'module.exports = (results) => `${results.length}`'],
    ['an ES module', 'f.mjs', 'export default (results) => `${results.length}`'],
  ])('and %s works by its path', async (_, name, code) => {
    const folder = temporaryFolder({ [name]: code });
    const ports = { loadFormatter: (path: string) => loadFormatter(path, '/'), cwd: folder };
    const formatter = await foreignFormatter({ format: `./${name}`, foreignCode: true }, ports);
    expect(await formatter([], CONTEXT)).toBe('0');
  });

  it('and a file that is not there is no failure', async () => {
    const ports = { loadFormatter: (path: string) => loadFormatter(path, '/'), cwd: temporaryFolder({}) };
    const error = await failure(foreignFormatter({ format: './f.js', foreignCode: true }, ports));
    expect(String(error)).toMatch(/^UsageError: .* there is no file \.\/f\.js\.$/);
  });

  it('and one that is not there is no failure', async () => {
    const ports = { loadFormatter: (name: string) => loadFormatter(name, '/'), cwd: '/' };
    const error = await failure(foreignFormatter({ format: 'y', foreignCode: true }, ports));
    expect(String(error)).toMatch(/^UsageError: .* no eslint-formatter-y is installed\.$/);
  });
});
