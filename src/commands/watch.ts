import { resolve } from 'node:path';
import { failureText } from '../cli/failure-text.js';
import { FormatterError } from '../cli/formatter-error.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { isPattern } from '../discover/find-projects.js';
import { ReadError } from '../ports/file-system.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { withStdout } from '../ports/with-stdout.js';
import { ARCHIVE } from './input/input.js';
import { lint } from './lint.js';
import type { ConfiguredInput } from './lint-roots.js';
import type { Checked } from './check-project.js';
import { Changes } from './watch/changes.js';
import { ProjectMemory } from './watch/project-memory.js';
import { watchedFiles } from './watch/watched-files.js';

/** The lines that begin and end each report; editors/vscode/tasks.json waits for them. */
const BEGIN = 'eblint: checking…\n';
const endAfter = (milliseconds: number): string =>
  `eblint: checked in ${Math.ceil(milliseconds)} ms, watching for changes\n`;

/**
 * Lints, and lints again after each change until the user stops it. A report that says what the last one said is not
 * printed.
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
  try {
    ports.stdout.write(BEGIN);
    let shown: string | undefined;
    do {
      const started = performance.now();
      const report = await reportOf(options, watched, { memory, isFirst: shown === undefined });
      const text = report.map(([, part]) => part).join('');
      if (text === shown) continue;
      if (shown !== undefined) ports.stdout.write(BEGIN);
      for (const [stream, part] of report) ports[stream].write(part);
      ports.stdout.write(endAfter(performance.now() - started));
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
