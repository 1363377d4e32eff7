import { run } from '../../src/run.js';
import { REPOSITORY } from './fixtures.js';
import { ports } from './ports.js';

/** What `eblint` prints in the bundled project that forgot a few things. */
export async function demoOutput(): Promise<string> {
  let output = '';
  const cwd = `${REPOSITORY}fixtures/projects/django-channels-mistakes`;
  const stdout = { isTTY: false, write: (text: string) => void (output += text) };
  await run([], ports({ cwd, stdout }));
  return output.trimEnd();
}
