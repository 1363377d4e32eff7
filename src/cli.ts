#!/usr/bin/env node
import { useCompileCache } from './io/compile-cache.js';

// Before anything else is loaded: what was compiled before that is not stored.
useCompileCache(process, import.meta.dirname);

void import('./main.js').then(({ main }) => main());
