import { describe, expect, it } from 'vitest';
import type { Ports } from '../../src/ports/ports.js';
import { run } from '../../src/run.js';
import { ports } from '../support/ports.js';
import { temporaryFolder } from '../support/temporary.js';

const WRONG = 'option_settings:\n  aws:elbv2:listener:80: {Rules: nobody}\n';
const FIXABLE = 'files:\n  /a:\n    mode: 0755\n    content: x\n';
const TERMINAL = { isTTY: true };

/** Runs in `cwd`; `written` is what goes into `-o`, `environment` what is set for libraries. */
async function eblint(cwd: string, argv: readonly string[], { isTTY = false, ...over }: RunPorts = {}) {
  const got = { stdout: '', stderr: '', written: '', environment: {} as Record<string, string | undefined> };
  const exitCode = await run(
    argv,
    ports({
      cwd,
      stdout: { isTTY, write: (text) => void (got.stdout += text) },
      stderr: { write: (text) => void (got.stderr += text) },
      writeReport: (_, text) => void (got.written += text),
      setEnvironment: (variables) => void Object.assign(got.environment, variables),
      ...over,
    }),
  );
  return { exitCode, ...got };
}

type RunPorts = Partial<Omit<Ports, 'stdout'>> & { readonly isTTY?: boolean };

describe('colour', () => {
  const cwd = () => temporaryFolder({ '.ebextensions/a.config': WRONG });

  it('is for terminals, and libraries are told', async () => {
    expect((await eblint(cwd(), [])).environment).toMatchObject({ FORCE_COLOR: '0' });
    const onTerminal = await eblint(cwd(), [], TERMINAL);
    expect(onTerminal.environment).toMatchObject({ FORCE_COLOR: '1' });
  });

  it('is not for files, even where standard output is a terminal', async () => {
    const { written, environment } = await eblint(cwd(), ['-o', 'report'], TERMINAL);
    expect(written).toContain('nobody');
    expect(environment).toMatchObject({ FORCE_COLOR: '0' });
  });
});

describe('the diff of a dry run', () => {
  const files = { 'a/.ebextensions/a.config': `# \u202e1m\n${FIXABLE}`, 'b/.ebextensions/b.config': FIXABLE };
  const diff = async (argv: readonly string[], ports?: RunPorts) =>
    await eblint(temporaryFolder(files), ['--fix-dry-run', ...argv], ports);

  it('is of all projects, and exact where git reads it', async () => {
    const { stdout } = await diff([]);
    expect(stdout.match(/^--- .*/gm)).toEqual([
      '--- a/a/.ebextensions/a.config',
      '--- a/b/.ebextensions/b.config',
    ]);
    expect(stdout).toContain('\u202e');
    expect((await diff(['-o', 'patch'], TERMINAL)).written).toBe(stdout);
  });

  it('does not act on a terminal', async () => {
    const { stdout } = await diff([], TERMINAL);
    expect(stdout).not.toContain('\u202e');
    expect(stdout).toContain('# \uFFFD1m');
  });

  it('comes with the number of findings that would remain, if there are any', async () => {
    expect((await diff([])).stderr).not.toContain('would remain');
    const warning = {
      '.ebextensions/a.config': FIXABLE,
      '.ebextensions/b.config': 'commands:\n  a: {command: b, x: 1}\n',
    };
    const rule = ['--rule', 'config/unknown-key:warning'];
    expect((await eblint(temporaryFolder(warning), ['--fix-dry-run', ...rule])).stderr).toMatch(
      /^eblint: 0 errors and 1 warning would remain/m,
    );
  });
});

describe('what a formatter from elsewhere gets', () => {
  const format = (formatter: Awaited<ReturnType<Ports['loadFormatter']>>, ...argv: string[]) =>
    eblint(
      temporaryFolder({
        'b\u001b/.ebextensions/a.config': `# \u009b\n${WRONG}`,
        'a/.ebextensions/a.config': WRONG,
      }),
      ['-f', 'x', ...argv],
      { loadFormatter: () => Promise.resolve(formatter) },
    );

  it('does not act on a terminal, in the order of names', async () => {
    const { stdout } = await format((results) =>
      JSON.stringify(results.map(({ filePath, source }) => [filePath, source])),
    );
    const [[first], [second, source]] = JSON.parse(stdout) as [[string], [string, string]];
    expect(first).toMatch(/\/a\/\.ebextensions\/a\.config$/);
    expect(second).toMatch(/\/b\\u001b\/\.ebextensions\/a\.config$/);
    expect(source).toBe(`# \uFFFD\n${WRONG}`);
  });

  it('is its own: changes in it do not change the exit code', async () => {
    const { exitCode, stdout } = await format((results) => {
      for (const { messages } of results) (messages as unknown[]).length = 0;
      return 'one line';
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'one line\n' });
  });

  it('keeps its colours only where colours are wanted', async () => {
    const red = () => '\u001b[31mred\u001b[39m\n';
    expect((await format(red)).stdout).toBe('red\n');
    expect((await format(red, '--color')).stdout).toBe(red());
  });

  it('is loaded after libraries are told about colours', async () => {
    const cwd = temporaryFolder({ '.ebextensions/a.config': WRONG });
    const calls: string[] = [];
    await eblint(cwd, ['-f', 'x'], {
      setEnvironment: () => void calls.push('environment'),
      loadFormatter: () => (calls.push('load'), Promise.resolve(() => '')),
    });
    expect(calls).toEqual(['environment', 'load']);
  });
});

describe('the line that says why nothing was checked', () => {
  it('shows controls in paths as escapes', async () => {
    const { stderr } = await eblint(temporaryFolder({ 'a\u001b/': '' }), ['a\u001b']);
    expect(stderr).toMatch(/^eblint: No Elastic Beanstalk project in a\\u001b: /);
  });

  it('comes with the stack, or what else was thrown, for a fault of eblint', async () => {
    const thrown = 'a text' as unknown as Error;
    const expandGlob = () => Promise.reject(thrown);
    expect(await eblint('/', ['*'], { expandGlob })).toMatchObject({
      exitCode: 2,
      stderr: 'eblint: This is a bug in eblint. Please report it.\na text\n',
    });
  });
});

it('--platform takes the ARN of a platform', async () => {
  const cwd = temporaryFolder({ '.ebextensions/a.config': 'commands: {a: {command: b}}\n' });
  const arn = 'arn:aws:elasticbeanstalk:us-east-1:123456789012:platform/Mine/1.0.0';
  expect((await eblint(cwd, ['--platform', arn])).exitCode).toBe(0);
});
