import { readdirSync } from 'node:fs';
import { REPOSITORY } from './fixtures.js';

// If a test were the first to load a module, the module's constants would be attributed to that test, and their mutants could
// never be activated: the module is not loaded again. This file is, once for each file of tests.
const loaded = globalThis as { eblintIsLoaded?: boolean };
if (!loaded.eblintIsLoaded)
  for (const name of readdirSync(`${REPOSITORY}src`, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.ts') && name !== 'cli.ts')
      await import(/* @vite-ignore */ `${REPOSITORY}src/${name}`);
loaded.eblintIsLoaded = true;
