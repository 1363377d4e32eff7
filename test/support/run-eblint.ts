import { expandGlob } from '../../src/io/expand-glob.js';
import type { Ports } from '../../src/ports/ports.js';
import { run } from '../../src/run.js';
import { ports } from './ports.js';

/** One run in a folder, in this process, with what it prints. */
export async function runEblint(cwd: string, argv: readonly string[], over: Partial<Ports> = {}) {
  const output = { stdout: '', stderr: '' };
  const exitCode = await run(
    argv,
    ports({
      cwd,
      stdout: { isTTY: false, write: (text) => void (output.stdout += text) },
      stderr: { write: (text) => void (output.stderr += text) },
      expandGlob,
      ...over,
    }),
  );
  return { exitCode, ...output };
}
