import { disk } from '../../src/io/disk.js';
import { run } from '../../src/run.js';
import { REPOSITORY } from './fixtures.js';

/** What `eblint` prints in the bundled project that forgot a few things. */
export async function demoOutput(): Promise<string> {
  let output = '';
  await run(['fixtures/projects/django-channels-mistakes'], {
    cwd: REPOSITORY.slice(0, -1),
    env: {},
    stdout: { isTTY: false, write: (text) => void (output += text) },
    stderr: { write: () => undefined },
    files: disk,
    expandGlob: () => Promise.resolve([]),
    loadFormatter: () => Promise.resolve(undefined),
    writeReport: () => undefined,
    replaceFile: () => undefined,
    setEnvironment: () => undefined,
  });
  const folder = /fixtures\/projects\/django-channels-mistakes\//g;
  // The columns are aligned to the longest message: in a page, shorter gaps read better.
  return output
    .replace(folder, '')
    .replace(/^ {20,}(?=and )/gm, '    ')
    .replace(/ {3,}(?=[a-z-]+\/[a-z-]+$)/gm, '  ')
    .replace(/(?<=\S) {3,}/g, '  ')
    .replace(/^\n|\n+$/g, '');
}
