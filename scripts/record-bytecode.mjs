// Runs the built program and keeps what V8 compiled meanwhile: node scripts/record-bytecode.mjs DIST [ARGUMENT…]
// DIST/bytecode gets one file for each part of the program that was loaded; src/io/bytecode.ts reads them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

const require = createRequire(import.meta.url);

const [, , dist, ...args] = process.argv;
const scripts = new Map();

// What the program does to its own parts, but that the scripts are kept.
require.extensions['.chunk.cjs'] = (module, filename) => {
  const script = new Script(Module.wrap(readFileSync(filename, 'utf8')), { filename: basename(filename) });
  scripts.set(basename(filename), script);
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, (id) => module.require(id), module, filename, dirname(filename));
};

// Only now have the functions been compiled that a run needs.
process.on('exit', () => {
  const folder = join(dist, 'bytecode');
  mkdirSync(folder);
  for (const [name, script] of scripts) writeFileSync(join(folder, name), script.createCachedData());
  const { platform, arch, versions, config } = process;
  writeFileSync(join(folder, 'node.json'), JSON.stringify([platform, arch, versions, config.variables]));
});

const program = join(dist, 'cli.cjs');
process.argv = [process.execPath, program, ...args];
require(program);
