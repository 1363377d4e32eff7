import { dirname, join } from 'node:path';
import { failureText } from './cli/failure-text.js';
import type { CheckJob } from './commands/checking/checking-threads.js';
import { holdLessMemory, IN_THREAD } from './io/compile-cache.js';
import { disk } from './io/disk.js';
import { standardOutput } from './io/standard-output.js';
import { timeOfDay, today } from './io/today.js';
import { diskWrites } from './io/writes/create-file.js';
import { appendReport, writeReport } from './io/writes/write-report.js';
import type { Ports } from './ports/ports.js';
import { run } from './run.js';
import { lazily } from './util/memo.js';

/**
 * Runs the program on the arguments of this process, or what a thread of it does. Nothing happens where the library is
 * loaded, which shares this file.
 */
export async function main(): Promise<void> {
  // Loading node:worker_threads takes a millisecond. Whoever sets the variable for a whole process still gets the program.
  if (process.env[IN_THREAD] !== undefined) {
    const { ownWork, serve } = await import('./io/threads.js');
    const own = ownWork();
    if (own) return serve(own.data, own.port, await checkerOf(own.data.job));
  }
  runProgram();
}

function runProgram(): void {
  // Until a run has ended it has failed.
  process.exitCode = 2;

  /** Where nothing can be printed, only the exit code is left. */
  const stderr = lazily(() => process.stderr.on('error', () => undefined));

  const didNotFinish = (): void => void stderr().write('eblint: The formatter did not finish.\n');
  process.once('beforeExit', didNotFinish);

  let outputFailed = false;
  const stdout = standardOutput((error) => {
    if (!outputFailed) stderr().write(failureText(error));
    outputFailed = true;
    process.exitCode = 2;
  });

  void run(
    process.argv.slice(2),
    realPorts({
      stdout,
      stderr: {
        get isTTY() {
          return stderr().isTTY;
        },
        write: (text) => void stderr().write(text),
      },
    }),
  ).then((exitCode) => {
    process.off('beforeExit', didNotFinish);
    if (!outputFailed) process.exitCode = exitCode;
  });
}

/** What checks the projects of a job, in a thread that this program started. */
async function checkerOf(job: unknown): Promise<(item: number) => Promise<unknown>> {
  const { jobChecker } = await import('./commands/checking/checking-threads.js');
  // Results are all that it says.
  const silent = { isTTY: false, write: () => undefined };
  return jobChecker(job as CheckJob, realPorts({ stdout: silent, stderr: silent }));
}

/** The build puts this module into dist/chunks. */
const DIST = dirname(import.meta.dirname);

/** The world as it is, but for the streams. */
const realPorts = (streams: Pick<Ports, 'stdout' | 'stderr'>): Ports => ({
  cwd: process.cwd(),
  packageFolder: dirname(DIST),
  today,
  timeOfDay,
  env: process.env,
  supportsHyperlinks: async () => (await import('supports-hyperlinks')).default.stdout,
  ...streams,
  stdin: {
    get isTTY() {
      return process.stdin.isTTY;
    },
    read: async () => (await import('./io/standard-input.js')).readStandardInput(process.stdin),
  },
  ask: async (question) =>
    (await import('./io/ask.js')).ask(question, { input: process.stdin, output: process.stdout }),
  files: disk,
  expandGlob: async (pattern, cwd) => (await import('./io/expand-glob.js')).expandGlob(pattern, cwd),
  openRepository: async (folder) => (await import('./io/git/repository.js')).openRepository(folder, disk),
  openWatcher: async (events) => new (await import('./io/disk-watcher.js')).DiskWatcher(events),
  openLanguageClient: async () => {
    holdLessMemory();
    const { stdin, stdout, kill, exit } = process;
    return (await import('./io/language-client.js')).openLanguageClient({ stdin, stdout, kill, exit });
  },
  onStop: async (stop) => (await import('./io/on-stop.js')).onStop(stop, process),
  onInterrupt: async (stop) => (await import('./io/on-stop.js')).onInterrupt(stop, process),
  openThreads: async (work) =>
    (await import('./io/threads.js')).openThreads(
      { script: join(DIST, 'cli.cjs'), env: { ...process.env, [IN_THREAD]: '1' } },
      work,
    ),
  openArchive: async (path) => (await import('./io/zip/archive.js')).openArchive(path),
  loadFormatter: async (name) => (await import('./io/load-formatter.js')).loadFormatter(name, process.cwd()),
  writeReport: (path, text) => {
    writeReport(path, text, process.cwd());
  },
  appendReport: (path, text, maxBytes) => {
    appendReport(path, text, { maxBytes, cwd: process.cwd() });
  },
  ...diskWrites,
  setEnvironment(variables) {
    for (const [name, value] of Object.entries(variables))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  },
});
