// The parse floor: the least that any linter of these files has to do. Walks a folder, reads every file, and parses what is
// YAML or JSON, one file after the other, in one thread; keeps nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const YAML = /\.(?:config|yml)$/;

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else if (entry.isFile()) read(path);
  }
}

function read(path) {
  const text = readFileSync(path, 'utf8');
  if (YAML.test(path)) parseDocument(text);
}

walk(process.cwd());
