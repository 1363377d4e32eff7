#!/usr/bin/env node
import { fstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { useBytecode } from './io/bytecode.js';
import { disk } from './io/disk.js';
import { checkReplaceable, replaceFile } from './io/replace-file.js';
import { removeStaleTemporaries } from './io/temporary-file.js';
import { writeFile } from './io/write-file.js';
import { run } from './run.js';
import { lazily } from './source/index.js';

useBytecode(require.extensions, import.meta.dirname);

/** Only where something is printed: Node takes two milliseconds to open its standard output. */
const stdout = lazily(() =>
  // A reader that has seen enough (`eblint | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  }),
);

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  packageFolder: dirname(import.meta.dirname),
  env: process.env,
  stdout: {
    get isTTY() {
      // Most often it is a pipe or a file: then there is no need to open it.
      return fstatSync(1).isCharacterDevice() && stdout().isTTY;
    },
    get columns() {
      return stdout().columns;
    },
    write: (text) => void stdout().write(text),
  },
  supportsHyperlinks: async () => (await import('supports-hyperlinks')).default.stdout,
  stderr: { write: (text) => void process.stderr.write(text) },
  files: disk,
  expandGlob: async (pattern, cwd) => (await import('./io/expand-glob.js')).expandGlob(pattern, cwd),
  loadFormatter: async (name) => (await import('./io/load-formatter.js')).loadFormatter(name, process.cwd()),
  writeFile: (path, text) => writeFile(resolve(path), text),
  checkReplaceable,
  replaceFile,
  removeStaleTemporaries,
  setEnvironment(variables) {
    for (const [name, value] of Object.entries(variables))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  },
}).then((exitCode) => {
  process.exitCode = exitCode;
});
