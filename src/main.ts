import { dirname } from 'node:path';
import { failureText } from './cli/failure-text.js';
import { diskWrites } from './io/create-file.js';
import { disk } from './io/disk.js';
import { standardOutput } from './io/standard-output.js';
import { today } from './io/today.js';
import { appendReport, writeReport } from './io/write-report.js';
import { run } from './run.js';
import { lazily } from './util/lazily.js';

/** Runs the program on the arguments of this process. Nothing happens where the library is loaded, which shares this file. */
export function main(): void {
  // Until a run has ended it has failed.
  process.exitCode = 2;

  /** Where nobody can be told, the exit code is all that is left. */
  const stderr = lazily(() => process.stderr.on('error', () => undefined));

  const didNotFinish = (): void => void stderr().write('eblint: The formatter did not finish.\n');
  process.once('beforeExit', didNotFinish);

  let outputFailed = false;
  const stdout = standardOutput((error) => {
    if (!outputFailed) stderr().write(failureText(error));
    outputFailed = true;
    process.exitCode = 2;
  });

  void run(process.argv.slice(2), {
    cwd: process.cwd(),
    // The build puts this module into dist/chunks.
    packageFolder: dirname(dirname(import.meta.dirname)),
    today,
    env: process.env,
    supportsHyperlinks: async () => (await import('supports-hyperlinks')).default.stdout,
    stdout,
    stderr: { write: (text) => void stderr().write(text) },
    stdin: {
      get isTTY() {
        return process.stdin.isTTY;
      },
      read: async () => (await import('./io/standard-input.js')).readStandardInput(process.stdin),
    },
    files: disk,
    expandGlob: async (pattern, cwd) => (await import('./io/expand-glob.js')).expandGlob(pattern, cwd),
    openRepository: async (folder) => (await import('./io/git/repository.js')).openRepository(folder, disk),
    openWatcher: async (events) => new (await import('./io/disk-watcher.js')).DiskWatcher(events),
    onStop: async (stop) => (await import('./io/on-stop.js')).onStop(stop, process),
    openArchive: async (path) => (await import('./io/archive.js')).openArchive(path),
    loadFormatter: async (name) =>
      (await import('./io/load-formatter.js')).loadFormatter(name, process.cwd()),
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
  }).then((exitCode) => {
    process.off('beforeExit', didNotFinish);
    if (!outputFailed) process.exitCode = exitCode;
  });
}
