#!/usr/bin/env node
import { useCompileCache } from './io/compile-cache.js';

// Before anything else is loaded: what was compiled before that is not kept.
useCompileCache(process.env);

void import('./main.js').then(({ main }) => {
  main();
});
