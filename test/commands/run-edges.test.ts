import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WriteError } from '../../src/ports/file-system.js';
import type { Ports } from '../../src/ports/ports.js';
import type { FormatContext } from '../../src/report/formatter.js';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { rules } from '../../src/rules/index.js';
import { runEblint as eblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { noting } from '../support/writes.js';

const CONFIG = '.ebextensions/a.config';
const CLEAN = 'option_settings: {}\n';
const FIXABLE = 'files:\n  /a:\n    mode: 0755\n    content: x\n';
const WARNED = '# eblint-disable-next-line config/unquoted-mode\noption_settings: {}\n';

/** What a formatter of another package is given. */
async function given(
  texts: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  over: Partial<Ports> = {},
) {
  let seen: { results: readonly LintResult[]; context: FormatContext } | undefined;
  const cwd = temporaryFolder(texts);
  await eblint(cwd, ['--format', 'mine', ...argv], {
    loadFormatter: () =>
      Promise.resolve((results: readonly LintResult[], context: FormatContext) => {
        seen = { results, context };
        return '';
      }),
    ...over,
  });
  return { ...seen!, cwd };
}

const terminal = { isTTY: true, columns: 90, write: () => undefined };
const yes = () => Promise.resolve(true);

describe('what formatters are told', () => {
  it('is how much was checked, also where nothing was found', async () => {
    const { results, context, cwd } = await given({
      [`b/${CONFIG}`]: CLEAN,
      [`a/${CONFIG}`]: CLEAN,
      'a/Procfile': 'web: x\n',
    });
    expect(context.checked).toEqual({ projects: 2, files: 3 });
    const paths = results.map(({ filePath }) => filePath);
    expect(paths).toEqual(['a/' + CONFIG, 'a/Procfile', 'b/' + CONFIG].map((name) => join(cwd, name)));
  });

  it('is the warnings that are too many, and nothing of them where they are not', async () => {
    const { context } = await given({ [CONFIG]: WARNED }, ['--max-warnings', '0']);
    expect(context.maxWarningsExceeded).toMatchObject({ maxWarnings: 0 });
    expect((await given({ [CONFIG]: WARNED })).context).not.toHaveProperty('maxWarningsExceeded');
  });

  it('is that rules lack the platform, only where they do', async () => {
    const needing = rules
      .filter(({ meta }) => meta.preset !== 'strict' && meta.needsPlatform)
      .map(({ id }) => id);
    expect(needing.length).toBeGreaterThan(1);
    const off = (ids: readonly string[]) => ids.flatMap((id) => ['--rule', `${id}:off`]);
    const notes = async (argv: readonly string[]) => (await given({ [CONFIG]: CLEAN }, argv)).context.notes;
    const note = (rulesInWords: string) =>
      `The platform is unknown, so ${rulesInWords} checked less. Set it with --platform, or run --init.`;
    expect(await notes([])).toEqual([note(`${needing.length} rules`)]);
    expect(await notes(off(needing.slice(1)))).toEqual([note('1 rule')]);
    expect(await notes(off(needing))).toEqual([]);
    for (const name of ['Python 3.12 running on 64bit Amazon Linux 2023', 'Python 3.12', 'docker'])
      expect(await notes(['--platform', name])).toEqual([]);
  });

  it('is which files cannot be read, since what is missing may be there', async () => {
    const broken = {
      'a/.ebextensions/x.config': 'files: [',
      'b/.ebextensions/y.config': 'option_settings:\n',
    };
    const named = ['--platform', 'Python 3.12'];
    expect((await given({ [CONFIG]: CLEAN, ...broken }, named)).context.notes).toEqual([
      'What seems to be missing was not reported: it may be in a file that cannot be read: a/.ebextensions/x.config.',
    ]);
  });
});

describe('links to the pages of rules', () => {
  const linked = async (text: string, argv: readonly string[], over: Partial<Ports>) => {
    let output = '';
    await eblint(temporaryFolder({ [CONFIG]: text }), argv, {
      stdout: { ...terminal, write: (part) => void (output += part) },
      writeReport: (_, part) => void (output += part),
      ...over,
    });
    return output.includes('\u001b]8;;');
  };

  it('are made on a terminal in colour that knows them', async () => {
    expect(await linked(FIXABLE, ['--color'], { supportsHyperlinks: yes })).toBe(true);
    expect(await linked(WARNED, ['--color'], { supportsHyperlinks: yes })).toBe(true);
  });

  it.each([
    ['without colour', ['--no-color'], {}],
    ['in a file', ['--color', '--output-file', 'report.txt'], {}],
    ['in a pipe', ['--color'], { stdout: { isTTY: false, write: () => undefined } }],
    [
      'on a terminal that does not know them',
      ['--color'],
      { supportsHyperlinks: () => Promise.resolve(false) },
    ],
  ])('are not made %s', async (_, argv, over) => {
    expect(await linked(FIXABLE, argv, { supportsHyperlinks: yes, ...over })).toBe(false);
  });

  it('are not even asked for where nothing was found', async () => {
    let asked = 0;
    const supportsHyperlinks = () => Promise.resolve(asked++ < 0);
    await linked(CLEAN, ['--color'], { supportsHyperlinks });
    expect(asked).toBe(0);
  });
});

describe('files that cannot be replaced', () => {
  const texts = { [CONFIG]: FIXABLE, '.ebextensions/b.config': FIXABLE.replace('/a', '/b') };
  const refuse = (name: string) => (path: string) => {
    if (path.endsWith(name)) throw new WriteError(path, 'it is read-only');
  };

  it.each(['checkWrite', 'replaceFile'] as const)('are named, and the others are fixed: %s', async (port) => {
    const replaced: string[] = [];
    const cwd = temporaryFolder(texts);
    const { exitCode, stdout, stderr } = await eblint(cwd, ['--fix', '--format', 'unix'], {
      replaceFile: noting(replaced),
      ...(port === 'checkWrite'
        ? {
            checkWrite: (_, path) => {
              refuse('a.config')(path);
            },
          }
        : {
            replaceFile: (path, text, root) => {
              refuse('a.config')(path);
              return noting(replaced)(path, text, root);
            },
          }),
    });
    expect(replaced).toEqual([join(cwd, '.ebextensions/b.config')]);
    expect(exitCode).toBe(2);
    const notFixed = `eblint: Not fixed: ${CONFIG}:3 config/unquoted-mode: a file cannot be changed.\n`;
    expect(stderr).toBe(
      'eblint: Fixed 1 problem in 1 file: .ebextensions/b.config.\n' +
        notFixed +
        `eblint: Cannot write ${join(cwd, CONFIG)}: it is read-only.\n`,
    );
    expect(stdout).toMatch(/a\.config:3:.*config\/unquoted-mode/);
    expect(stdout).not.toContain('b.config');
  });

  it.each(['checkWrite', 'replaceFile'] as const)(
    'is no name for a fault of another kind: %s',
    async (port) => {
      const { exitCode, stderr } = await eblint(temporaryFolder(texts), ['--fix'], {
        [port]: () => {
          throw new RangeError('a fault');
        },
      }).catch((error: unknown) => ({ exitCode: 'thrown', stderr: String(error) }));
      expect(exitCode).not.toBe(0);
      expect(stderr).toContain('a fault');
    },
  );

  it('that an earlier run left are no files of the project', async () => {
    const removed = join('.ebextensions', 'gone.config');
    const cwd = temporaryFolder({ [CONFIG]: CLEAN, [removed]: FIXABLE });
    const replaced: string[] = [];
    const { exitCode } = await eblint(cwd, ['--fix'], {
      removeStaleTemporaries: (paths) => paths.filter((path) => path.endsWith('gone.config')),
      replaceFile: noting(replaced),
    });
    expect([exitCode, replaced]).toEqual([0, []]);
  });
});

describe('--list-rules', () => {
  it('has three columns, and marks what only another preset has', async () => {
    const { stdout } = await eblint('/', ['--list-rules']);
    const lines = stdout.trimEnd().split('\n');
    const [id] = lines[0]!.split('  ');
    expect(id).toBeTruthy();
    const starts = new Set(
      lines
        .map((line) => /^(\S+ +)((?:error|warning)(?: \((?:strict|controls)\))? +)\S/.exec(line)!)
        .map((match) => `${match[1]!.length} ${match[2]!.length}`),
    );
    expect([...starts]).toHaveLength(1);
    expect(lines.filter((line) => line.includes('(strict)')).length).toBeLessThan(lines.length / 2);
  });
});
