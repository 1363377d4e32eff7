import { resolve } from 'node:path';
import { failureText } from '../cli/failure-text.js';
import type { Options } from '../cli/parse-flags.js';
import { FormatterError, UsageError } from '../cli/usage-error.js';
import { isPattern } from '../discover/find-projects.js';
import { ReadError } from '../ports/file-system.js';
import { type ExitCode, type Ports, withStdout } from '../ports/ports.js';
import type { Checked } from './checking/check-project.js';
import type { ConfiguredInput } from './checking/lint-roots.js';
import { ARCHIVE } from './input/input.js';
import { lint } from './lint.js';
import { ProjectMemory } from './watch/project-memory.js';
import { watchedFiles } from './watch/watched-files.js';

/** The lines that begin and end each report; editors/vscode/tasks.json waits for them. */
const BEGIN = 'eblint: checking…\n';
const endAfter = (milliseconds: number, { timeOfDay }: Ports): string =>
  `eblint: checked in ${Math.ceil(milliseconds)} ms at ${timeOfDay()}, watching for changes\n`;

/** What is on the screen, not what was scrolled out of it; the next text is at the top. */
const CLEAR = '\u001b[2J\u001b[H';

/**
 * Lints, and lints again after each change until the user stops it. On a terminal, each report takes the place of the
 * last one. Elsewhere, a report that says what the last one said is not printed.
 * @throws UsageError, ReadError and FormatterError for what no change of a project would make right, WatchError, WriteError
 */
export async function watch(options: Options, ports: Ports): Promise<ExitCode> {
  refuseArchives(options, ports);
  const changes = new Changes();
  const memory = options.fix === 'off' ? new ProjectMemory<Checked>() : undefined;
  const watcher = await ports.openWatcher({ onChange: changes.add, onFailure: changes.end });
  const unhook = await ports.onStop(() => {
    changes.end();
  });
  const watched: Ports = {
    ...ports,
    files: watchedFiles(ports.files, watcher),
    async expandGlob(pattern, cwd) {
      watcher.watchFolder(resolve(cwd, folderOfPattern(pattern)));
      return ports.expandGlob(pattern, cwd);
    },
  };
  const clear = ports.stdout.isTTY && ports.env['TERM'] !== 'dumb' ? CLEAR : '';
  try {
    ports.stdout.write(clear + BEGIN);
    let shown: string | undefined;
    do {
      const started = performance.now();
      const report = await reportOf(options, watched, { memory, isFirst: shown === undefined });
      const text = report.map(([, part]) => part).join('');
      if (text === shown && clear === '') continue;
      if (shown !== undefined) ports.stdout.write(clear + BEGIN);
      for (const [stream, part] of report) ports[stream].write(part);
      ports.stdout.write(endAfter(performance.now() - started, ports));
      shown = text;
    } while (await changes.next());
    return 0;
  } finally {
    unhook();
    watcher.close();
  }
}

function refuseArchives({ paths }: Options, { cwd, files }: Ports): void {
  const archive = paths.find((path) => ARCHIVE.test(path) && files.kindOf(resolve(cwd, path)) === 'file');
  if (archive !== undefined)
    throw new UsageError(`Flag --watch cannot be combined with the archive ${archive}.`);
}

/** The folder that a pattern begins in: what is new in it may match. */
function folderOfPattern(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(isPattern);
  return parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

/** What one run prints, in its order. */
type Report = ['stdout' | 'stderr', string][];

async function reportOf(
  options: Options,
  ports: Ports,
  { memory, isFirst }: { memory: ConfiguredInput['memory']; isFirst: boolean },
): Promise<Report> {
  const report: Report = [];
  const collecting: Ports = {
    ...withStdout(ports, (text) => void report.push(['stdout', text])),
    stderr: { write: (text) => void report.push(['stderr', text]) },
  };
  try {
    await lint(options, collecting, memory);
  } catch (error) {
    if (isFirst && isLasting(error, options)) throw error;
    report.push(['stderr', failureText(error)]);
  }
  return report;
}

/** Whether the command line is wrong, rather than what it was run on. */
const isLasting = (error: unknown, { paths }: Options): boolean =>
  error instanceof UsageError ||
  error instanceof FormatterError ||
  (error instanceof ReadError && paths.includes(error.path));

/** In milliseconds: an editor that saves, or git, changes several files at once. */
const DEBOUNCE = 100;

/** The changes to wait for, until the end. */
class Changes {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPending = false;
  #end: { readonly error?: Error } | undefined;
  #wake: () => void = () => undefined;

  /** Something has changed. What follows at once belongs to it. */
  readonly add = (): void => {
    if (this.#end) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#isPending = true;
      this.#wake();
    }, DEBOUNCE);
  };

  /** There will be no more, because of an error if there is one. */
  readonly end = (error?: Error): void => {
    this.#end ??= error ? { error } : {};
    clearTimeout(this.#timer);
    this.#wake();
  };

  /**
   * Waits for the next change.
   * @returns false at the end
   * @throws the error of `end`
   */
  async next(): Promise<boolean> {
    if (!this.#isPending && !this.#end)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#isPending = false;
    if (this.#end?.error) throw this.#end.error;
    return !this.#end;
  }
}
