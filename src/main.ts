import { resolve } from 'node:path';
import { disk } from './io/disk.js';
import { replaceFile, writeFile } from './io/write-file.js';
import { run } from './run.js';
import { lazily } from './source/index.js';

/** Only where something is printed: Node takes two milliseconds to open its standard output. */
const stdout = lazily(() =>
  // A reader that has seen enough (`eblint | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  }),
);

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: {
    get isTTY() {
      return stdout().isTTY;
    },
    write: (text) => void stdout().write(text),
  },
  stderr: { write: (text) => void process.stderr.write(text) },
  files: disk,
  expandGlob: async (pattern, cwd) => (await import('./io/expand-glob.js')).expandGlob(pattern, cwd),
  loadFormatter: async (name) => (await import('./io/load-formatter.js')).loadFormatter(name, process.cwd()),
  writeFile: (path, text) => writeFile(resolve(path), text),
  replaceFile,
  setEnvironment(variables) {
    for (const [name, value] of Object.entries(variables))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  },
}).then((exitCode) => {
  process.exitCode = exitCode;
});
