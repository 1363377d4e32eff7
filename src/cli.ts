#!/usr/bin/env node
import { speedUp } from './io/compile-cache.js';

// Before anything else is loaded: what was compiled before that is not stored.
speedUp(process, import.meta.dirname);

void import('./main.js').then(({ main }) => main());
