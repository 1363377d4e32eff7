import { disk } from '../../src/io/disk.js';
import { run } from '../../src/run.js';
import { REPOSITORY } from './fixtures.js';

/** What `eblint` prints in the bundled project that forgot a few things. */
export async function demoOutput(): Promise<string> {
  let output = '';
  await run([], {
    cwd: `${REPOSITORY}fixtures/projects/django-channels-mistakes`,
    packageFolder: REPOSITORY.slice(0, -1),
    env: {},
    supportsHyperlinks: () => Promise.resolve(false),
    stdout: { isTTY: false, write: (text) => void (output += text) },
    stderr: { write: () => undefined },
    files: disk,
    expandGlob: () => Promise.resolve([]),
    loadFormatter: () => Promise.resolve(undefined),
    writeFile: () => undefined,
    checkReplaceable: () => undefined,
    replaceFile: () => undefined,
    removeStaleTemporaries: () => [],
    setEnvironment: () => undefined,
  });
  return output.trimEnd();
}
