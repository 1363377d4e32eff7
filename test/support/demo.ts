import { run } from '../../src/run.js';
import { REPOSITORY } from './fixtures.js';
import { ports } from './ports.js';

/** Findings that the picture of the README shows, so that they fit the first screen. */
const SHOWN = 2;

/** What `eblint` prints in the bundled project with mistakes, in colors: the first findings and the summary. */
export async function demoOutput(): Promise<string> {
  const blocks = (await outputOf(['--color'])).split('\n\n');
  return ['$ eblint', ...blocks.slice(0, SHOWN), '…', ...blocks.slice(-1)].join('\n\n');
}

/** What `eblint` prints with some arguments in the bundled project with mistakes. */
export async function outputOf(argv: readonly string[]): Promise<string> {
  let output = '';
  const cwd = `${REPOSITORY}fixtures/projects/django-channels-mistakes`;
  const stdout = { isTTY: false, write: (text: string) => void (output += text) };
  await run(argv, ports({ cwd, stdout }));
  return output.trimEnd();
}
