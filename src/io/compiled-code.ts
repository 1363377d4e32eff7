import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';
import type { crc32 as checksumOf } from 'node:zlib';

/** In bytes. Compiling what is smaller takes less time than loading what checks stored code. */
const MIN_SOURCE_SIZE = 100_000;

/** What the run was like, and the checksum, 4 bytes each. */
const TAIL_SIZE = 8;

/** How many runs are looked at after the first one: those on other projects and with other settings call other functions. */
const MAX_LOOKS = 5;

/** By how much a later run must be longer than those before, to be worth a look at what it has compiled. */
const LONGER = 1.3;

/** In milliseconds. V8 forgets what a long run has not called for a while. */
const MAX_DURATION = 2000;

/** What V8 compiled. */
interface Stored {
  readonly code: Buffer;
  /** Of the longest run that was looked at, in milliseconds: a longer one may have called more. */
  readonly duration: number;
  /** How many runs were looked at after the first one. */
  readonly looks: number;
}

type Load = (into: NodeJS.Module, path: string) => void;

/**
 * Stores what V8 compiled of the large modules of the program. Node's own compile cache, from 22.8 on, stores half of it: with
 * that alone, starts take a quarter longer.
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
      store(file, { code: script.createCachedData(), duration, looks: 0 }, crc32);
    else if (stored.looks < MAX_LOOKS || duration > stored.duration * LONGER) {
      const code = script.createCachedData();
      const more = {
        code: code.length > stored.code.length ? code : stored.code,
        duration: Math.max(duration, stored.duration),
        looks: Math.min(stored.looks + 1, MAX_LOOKS),
      };
      store(file, more, crc32);
    }
  });
  return script;
}

/** In one number with the duration, which is less than that. */
const LOOK = 2 ** 16;

/** What is stored; undefined where there is nothing or it has changed: V8 would run it, or crash. */
function readStored(file: string, crc32: typeof checksumOf): Stored | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(0, -TAIL_SIZE);
    const [run, checksum] = [0, 4].map((at) => bytes.readUInt32LE(code.length + at)) as [number, number];
    if (crc32(code, run) !== checksum) return undefined;
    return { code, duration: run % LOOK, looks: Math.floor(run / LOOK) };
  } catch {
    return undefined;
  }
}

/** Whole or not at all, since other runs may read or write it at the same time. */
function store(file: string, { code, duration, looks }: Stored, crc32: typeof checksumOf): void {
  const run = looks * LOOK + duration;
  const tail = Buffer.alloc(TAIL_SIZE);
  tail.writeUInt32LE(run);
  tail.writeUInt32LE(crc32(code, run), 4);
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([code, tail]), { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } catch {
    // No permission, a full disk: the next start is as slow as this one.
    rmSync(draft, { force: true });
  }
}
