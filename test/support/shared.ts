import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that all test files of a run share. */
    shared: string;
  }
}

/** Runs once before all test files, whichever they are: what is expensive is made by the first file that asks for it. */
export default function setup({ provide }: TestProject): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eblint-tests-')));
  provide('shared', folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
