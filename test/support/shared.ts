import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
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
export default function setup({ provide }: TestProject): () => Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eblint-tests-')));
  provide('shared', folder);
  return async () => {
    // The workers end meanwhile: to wait for the disk keeps vitest from hearing that they did.
    await rm(folder, { recursive: true, force: true });
  };
}
