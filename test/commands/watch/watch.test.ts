import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Ports, type WatcherEvents, WatchError } from '../../../src/ports/ports.js';
import { runEblint } from '../../support/run-eblint.js';
import { temporaryFolder } from '../../support/temporary.js';

const CONFIG = '.ebextensions/a.config';
const CLEAN = 'option_settings: {}\n';
const WRONG = 'option_settings:\n  aws:elbv2:listener:80: {Protocol: nobody}\n';
/** Short of the timeout of a test; a run takes milliseconds on an idle machine. */
const SOON = 15_000;
const PATIENT = { timeout: 4 * SOON };

const BEGIN = 'eblint: checking…\n';
const END = 'eblint: checked in N ms at 14:05:09, watching for changes\n';

/** A run in a folder that goes on until it is ended, with a watcher that the test plays. */
async function watching(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  over: Partial<Ports> = {},
) {
  const cwd = temporaryFolder(files);
  const watched = new Set<string>();
  const printed = { all: '', stderr: '' };
  let events: WatcherEvents | undefined;
  let stop: (() => void) | undefined;
  const open = { watcher: 0, stop: 0 };
  const exit = runEblint(cwd, ['--watch', '--format', 'unix', ...argv], {
    stdout: { isTTY: false, write: (text) => void (printed.all += text) },
    stderr: {
      write(text) {
        printed.all += text;
        printed.stderr += text;
      },
    },
    openWatcher(given) {
      events = given;
      open.watcher++;
      const see = (path: string): void => void watched.add(path);
      return Promise.resolve({ watch: see, watchFolder: see, close: () => void open.watcher-- });
    },
    onStop(given) {
      stop = given;
      open.stop++;
      return Promise.resolve(() => void open.stop--);
    },
    ...over,
  });
  onTestFinished(() => {
    stop?.();
  });
  const take = (): string => {
    const text = printed.all.replaceAll(/\d+ ms/g, 'N ms').replaceAll(`${cwd}/`, '');
    printed.all = '';
    return text;
  };
  const reported = async (): Promise<string> => {
    await vi.waitFor(() => {
      expect(printed.all).toContain('watching for changes');
    }, SOON);
    return take();
  };
  return {
    cwd,
    watched,
    printed,
    open,
    exit,
    reported,
    take,
    fail: (error: WatchError) => events?.onFailure(error),
    stop: () => stop?.(),
    /** Changes files and tells of it. */
    change(texts: Readonly<Record<string, string | undefined>>) {
      for (const [name, text] of Object.entries(texts)) {
        if (text === undefined) rmSync(join(cwd, name), { recursive: true });
        else {
          mkdirSync(join(cwd, name, '..'), { recursive: true });
          writeFileSync(join(cwd, name), text);
        }
        events?.onChange();
      }
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 250));

describe('--watch', PATIENT, () => {
  it('reports at first, and after each change of the findings only', async () => {
    const run = await watching({ [CONFIG]: CLEAN });
    expect(await run.reported()).toBe(BEGIN + END);
    run.change({ [CONFIG]: WRONG });
    const report = await run.reported();
    expect(report.startsWith(BEGIN) && report.endsWith(END)).toBe(true);
    expect(report).toContain(`${CONFIG}:2:`);
    run.change({ [CONFIG]: WRONG, 'README.md': 'x' });
    await settle();
    expect(run.take()).toBe('');
    run.change({ [CONFIG]: CLEAN });
    expect(await run.reported()).toBe(BEGIN + END);
  });

  it('begins each report on an empty terminal, also one that says the same', async () => {
    const printed: string[] = [];
    const stdout = { isTTY: true, write: (text: string) => void printed.push(text) };
    const run = await watching({ [CONFIG]: CLEAN }, [], { stdout });
    const isShown = (times: number) =>
      vi.waitFor(() => {
        const begin = `\u001b[2J\u001b[H${BEGIN}`;
        const text = printed.join('').replaceAll(/\d+ ms/g, 'N ms');
        expect(text.split(begin)).toHaveLength(times + 1);
        expect(text.endsWith(END)).toBe(true);
      }, SOON);
    await isShown(1);
    run.change({ [CONFIG]: `${CLEAN}# another\n` });
    await isShown(2);
  });

  it('clears nothing on a terminal that cannot', async () => {
    let printed = '';
    const stdout = { isTTY: true, write: (text: string) => void (printed += text) };
    await watching({ [CONFIG]: CLEAN }, [], { stdout, env: { TERM: 'dumb' } });
    await vi.waitFor(() => {
      expect(printed).toContain('watching for changes');
    }, SOON);
    expect(printed.startsWith(BEGIN)).toBe(true);
  });

  it('checks once after several changes at once', async () => {
    const run = await watching({ [CONFIG]: CLEAN });
    await run.reported();
    run.change({ [CONFIG]: WRONG, 'b/.ebextensions/b.config': WRONG, Procfile: 'web gunicorn\n' });
    const report = await run.reported();
    expect(report.split(BEGIN)).toHaveLength(2);
    expect(report).toContain('b/.ebextensions/b.config:2:');
    expect(report).toContain('procfile/invalid-line');
  });

  it('watches what the report depends on, also what is not there', async () => {
    const run = await watching({ [CONFIG]: CLEAN, '.git/': '', 'node_modules/x/y': '' });
    await run.reported();
    const seen = [...run.watched].map((path) => path.slice(run.cwd.length + 1));
    expect(seen).toEqual(expect.arrayContaining(['', CONFIG, '.ebextensions', 'eblint.config.yaml']));
    expect(seen.filter((path) => /^(?:node_modules|\.git)\//.test(path))).toEqual([]);
  });

  it('follows the configuration', async () => {
    const run = await watching({ '.git/': '', [CONFIG]: WRONG });
    expect(await run.reported()).toContain('settings/');
    run.change({ 'eblint.config.yaml': 'rules:\n  settings/*: off\n' });
    expect(await run.reported()).not.toContain('settings/');
  });

  it('shows what cannot be read, and goes on', async () => {
    const run = await watching({ '.git/': '', [CONFIG]: CLEAN, 'eblint.config.yaml': 'nonsense: 1\n' });
    const report = await run.reported();
    expect(report).toContain('nonsense');
    expect(run.printed.stderr).toContain('nonsense');
    run.change({ 'eblint.config.yaml': undefined });
    expect(await run.reported()).toBe(BEGIN + END);
  });

  it.each([
    ['two configurations', { '.eblintrc': '', 'eblint.config.yaml': '' }, 'several configuration files'],
    ['a wrong file of suppressions', { 'eblint-suppressions.json': '[]' }, 'is not a file of suppressions'],
  ])('begins with %s, and goes on once they are right', async (_, files, reason) => {
    const run = await watching({ [CONFIG]: CLEAN, '.git/': '', ...files });
    expect(await run.reported()).toContain(reason);
    run.change({ [Object.keys(files)[0] ?? '']: undefined });
    expect(await run.reported()).toBe(BEGIN + END);
  });

  it('waits for a project', async () => {
    const run = await watching({ 'README.md': '' });
    expect(await run.reported()).toContain('No Elastic Beanstalk project');
    run.change({ [CONFIG]: CLEAN });
    expect(await run.reported()).toBe(BEGIN + END);
  });

  it('goes on where a path that was there is gone', async () => {
    const run = await watching({ [`a/${CONFIG}`]: CLEAN }, ['a']);
    await run.reported();
    run.change({ a: undefined });
    expect(await run.reported()).toContain('Cannot read a: no such file or folder.');
    run.change({ [`a/${CONFIG}`]: CLEAN });
    expect(await run.reported()).toBe(BEGIN + END);
  });

  it.each([
    ['services/*', 'services'],
    ['*', ''],
  ])('watches the folder of the pattern %s', async (pattern, folder) => {
    const run = await watching({ [`services/a/${CONFIG}`]: CLEAN }, [pattern]);
    await run.reported();
    expect(run.watched).toContain(join(run.cwd, folder));
  });

  it('ends with 0 whatever was found, and closes all that it opened', async () => {
    const run = await watching({ [CONFIG]: WRONG });
    await run.reported();
    expect(run.open).toEqual({ watcher: 1, stop: 1 });
    run.change({ [CONFIG]: CLEAN });
    run.stop();
    expect((await run.exit).exitCode).toBe(0);
    expect(run.open).toEqual({ watcher: 0, stop: 0 });
    expect(run.take()).toBe('');
  });

  it('ends with 2 where the system gives no watches', async () => {
    const run = await watching({ [CONFIG]: WRONG });
    await run.reported();
    run.fail(new WatchError('/x', 'the reason'));
    expect((await run.exit).exitCode).toBe(2);
    expect(run.printed.stderr).toBe('eblint: Cannot watch /x: the reason.\n');
    expect(run.open).toEqual({ watcher: 0, stop: 0 });
  });

  it.each([
    [['nowhere'], 'Cannot read nowhere'],
    [['--rule', 'nonsense:off'], 'nonsense'],
    [['--format', 'nonsense'], 'nonsense'],
    [['app.zip'], 'Flag --watch cannot be combined with the archive app.zip.'],
  ])('does not begin with %j', async (argv, reason) => {
    const run = await watching({ [CONFIG]: WRONG, 'app.zip': '' }, argv);
    expect((await run.exit).exitCode).toBe(2);
    expect(run.printed.stderr).toContain(reason);
  });
});

describe('the task of VS Code', PATIENT, () => {
  const { tasks } = JSON.parse(readFileSync('editors/vscode/tasks.json', 'utf8')) as {
    tasks: { label: string; problemMatcher: Matcher }[];
  };
  interface Matcher {
    readonly pattern: { readonly regexp: string };
    readonly background: { readonly beginsPattern: string; readonly endsPattern: string };
  }
  const { pattern, background } = tasks.find(({ label }) => label === 'eblint (watch)')!.problemMatcher;

  it('sees where a report begins, what is in it, and where it ends', async () => {
    const run = await watching({ [CONFIG]: WRONG });
    const lines = (await run.reported()).replace('N ms', '12 ms').trimEnd().split('\n');
    expect(lines[0]).toMatch(new RegExp(background.beginsPattern));
    expect(lines.at(-1)).toMatch(new RegExp(background.endsPattern));
    const [, file, line, , message, severity, code] = new RegExp(pattern.regexp).exec(lines[1]!) ?? [];
    expect([file, line, severity]).toEqual([CONFIG, '2', 'Error']);
    expect([message, code]).toEqual([
      expect.stringContaining('nobody'),
      expect.stringMatching(/^settings\//),
    ]);
  });
});
