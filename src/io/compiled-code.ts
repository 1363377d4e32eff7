import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';
import type { crc32 as checksumOf } from 'node:zlib';

/** In bytes. Compiling what is smaller takes less time than loading what checks stored code. */
const MIN_SOURCE_SIZE = 100_000;

/** The duration and the checksum, 4 bytes each. */
const TAIL_SIZE = 8;

/** By how much a run must be longer than the one whose code is stored, to be worth a look at what it has compiled. */
const LONGER = 1.3;

/** In milliseconds. V8 forgets what a long run has not called for a while. */
const MAX_DURATION = 2000;

/** What V8 compiled in a run, and how long that run took, in milliseconds: a longer one may have called more. */
interface Stored {
  readonly code: Buffer;
  readonly duration: number;
}

type Load = (into: NodeJS.Module, path: string) => void;

/**
 * Does for the large modules of the program what Node's own compile cache does from 22.8 on. The Nodes before that
 * only get corrections any more, so that what is used here stays as it is.
 *
 * @param folder where the code is stored: Node runs what it finds there
 * @param program the folder of the program's modules; others are loaded as usual
 */
export function storeCompiledCode(folder: string, program: string): void {
  const { _extensions: loaders } = module as unknown as {
    _extensions: Record<'.js', Load> & { '.cjs'?: Load };
  };
  loaders['.cjs'] = (into, path) => {
    const isLarge = path.startsWith(program + sep) && statSync(path).size >= MIN_SOURCE_SIZE;
    const crc32 = isLarge ? checksum() : undefined;
    if (crc32 === undefined) loaders['.js'](into, path);
    else run(compiled(path, folder, crc32), into, path);
  };
}

/** Loaded here, since most commands need none of the large modules. Node 20.15 has it, and 20.16 this way to it. */
const checksum = (): typeof checksumOf | undefined => {
  const { getBuiltinModule } = process as { getBuiltinModule?: typeof process.getBuiltinModule };
  return getBuiltinModule?.('node:zlib').crc32;
};

function run(script: Script, into: NodeJS.Module, path: string): void {
  const wrapper = script.runInThisContext() as (...given: unknown[]) => void;
  const require = (id: string): unknown => into.require(id);
  wrapper.call(into.exports, into.exports, require, into, path, dirname(path));
}

/** The module as a function, with what V8 stored of it, which is valid for this source, this Node and its flags alone. */
function compiled(path: string, folder: string, crc32: typeof checksumOf): Script {
  const source = readFileSync(path);
  const key = `${process.version}-${process.arch}-${basename(path, '.chunk.cjs')}-${crc32(source).toString(16)}`;
  const file = join(folder, key);
  const stored = readStored(file, crc32);
  // The build writes nothing but ASCII, which is read twice as fast as what it is.
  const script = new Script(module.wrap(source.toString('latin1')), {
    filename: path,
    ...(stored && { cachedData: stored.code }),
  });
  // At the end, because V8 compiles a function when it is first called.
  process.once('exit', () => {
    const duration = Math.min(Math.ceil(performance.now()), MAX_DURATION);
    if (!stored || script.cachedDataRejected)
      store(file, { code: script.createCachedData(), duration }, crc32);
    else if (duration > stored.duration * LONGER) {
      const code = script.createCachedData();
      store(file, { code: code.length > stored.code.length ? code : stored.code, duration }, crc32);
    }
  });
  return script;
}

/** What is stored; undefined where there is nothing or it has changed: V8 would run it, or crash. */
function readStored(file: string, crc32: typeof checksumOf): Stored | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(0, -TAIL_SIZE);
    const [duration, checksum] = [0, 4].map((at) => bytes.readUInt32LE(code.length + at)) as [number, number];
    return crc32(code, duration) === checksum ? { code, duration } : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, since other runs may read or write it at the same time. */
function store(file: string, { code, duration }: Stored, crc32: typeof checksumOf): void {
  const tail = Buffer.alloc(TAIL_SIZE);
  tail.writeUInt32LE(duration);
  tail.writeUInt32LE(crc32(code, duration), 4);
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([code, tail]), { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } catch {
    // No permission, a full disk: the next start is as slow as this one.
    rmSync(draft, { force: true });
  }
}
