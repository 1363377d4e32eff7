import { readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script, type ScriptOptions } from 'node:vm';

/** The ending of the parts of the program that may have bytecode. */
const CHUNK = '.chunk.cjs';

/**
 * Lets parts of the program that are loaded from now on take the bytecode that the build kept of them: reading half a
 * megabyte of source takes V8 a fifth of a whole run on ten files. scripts/record-bytecode.mjs makes it, nothing is written
 * at run time. Only the Node that made it takes it: another build of V8 might trip over it. Everywhere else, and where V8
 * refuses it for its flags, the source is compiled as usual.
 * https://v8.dev/blog/code-caching-for-devs
 * @param extensions Node's `require.extensions`, its documented way to compile some files differently
 * @param dist the folder of the built program
 */
export function useBytecode(extensions: NodeJS.RequireExtensions, dist: string): void {
  const folder = join(dist, 'bytecode');
  if (tryRead(join(folder, 'node.json'))?.toString() !== thisNode()) return;
  const compileAsUsual = extensions['.js']!;
  extensions[CHUNK] ??= (module, filename) => {
    const name = basename(filename);
    const cachedData = tryRead(join(folder, name));
    if (cachedData) runScript(module, filename, { filename: name, cachedData });
    else compileAsUsual(module, filename);
  };
}

/** All that this Node says about itself: versions, and how it was built. */
const thisNode = (): string =>
  JSON.stringify([process.platform, process.arch, process.versions, process.config.variables]);

/** Stacks name the file as it was called where the bytecode was made: without the folder in which that was. */
function runScript(module: NodeJS.Module, filename: string, options: ScriptOptions): void {
  const script = new Script(Module.wrap(readFileSync(filename, 'utf8')), options);
  const run = script.runInThisContext() as (...scope: unknown[]) => void;
  const require = (id: string): unknown => module.require(id);
  run.call(module.exports, module.exports, require, module, filename, dirname(filename));
}

function tryRead(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
