import { readdirSync } from 'node:fs';
import { REPOSITORY } from './fixtures.js';

// The constants of a module that is first loaded inside of a test would seem to be that test's work, and their mutants
// could never be switched on: the module is not loaded again. This file is, once for each file of tests.
const loaded = globalThis as { eblintIsLoaded?: boolean };
if (!loaded.eblintIsLoaded)
  for (const name of readdirSync(`${REPOSITORY}src`, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.ts') && name !== 'cli.ts')
      await import(/* @vite-ignore */ `${REPOSITORY}src/${name}`);
loaded.eblintIsLoaded = true;
