import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';
import type { createHash as createHashOf } from 'node:crypto';
import { MAX_STORED_CODE_BYTES, MAX_STORED_CODE_LOOKS, MAX_STORED_CODE_RUN_MS } from '../knowledge/limits.js';

/** In bytes. Compiling what is smaller takes less time than loading what checks stored code. */
const MIN_SOURCE_SIZE = 100_000;

/** In bytes, at the end: what the run was like, and the SHA-256 of everything that the code depends on. */
const RUN_SIZE = 4;
const DIGEST_SIZE = 32;
const TAIL_SIZE = RUN_SIZE + DIGEST_SIZE;

/** By how much a later run must be longer than those before, to be worth a look at what it has compiled. */
const LONGER = 1.3;

/** What V8 compiled. */
interface Stored {
  readonly code: Buffer;
  /** Of the longest run that was looked at, in milliseconds: a longer one may have called more. */
  readonly duration: number;
  /** How many runs were looked at after the first one. */
  readonly looks: number;
}

type Load = (into: NodeJS.Module, path: string) => void;
type CreateHash = typeof createHashOf;

/**
 * Stores what V8 compiled of the large modules of the program. Node's own compile cache is not used: it is not in Node 20,
 * stores half of it, and opens whatever is in its folder.
 *
 * @param folder where the code is stored, safe from others: V8 runs what it finds there
 * @param program the folder of the program's modules; others are loaded as usual
 */
export function storeCompiledCode(folder: string, program: string): void {
  const { _extensions: loaders } = module as unknown as {
    _extensions: Record<'.js', Load> & { '.cjs'?: Load };
  };
  loaders['.cjs'] = (into, path) => {
    const isLarge = path.startsWith(program + sep) && statSync(path).size >= MIN_SOURCE_SIZE;
    const createHash = isLarge ? hashing() : undefined;
    if (createHash === undefined) loaders['.js'](into, path);
    else run(compiled(path, folder, createHash), into, path);
  };
}

/** Loaded here, since most commands need none of the large modules. Node 20.16 has this way to it. */
const hashing = (): CreateHash | undefined => {
  const { getBuiltinModule } = process as { getBuiltinModule?: typeof process.getBuiltinModule };
  return getBuiltinModule?.('node:crypto').createHash;
};

function run(script: Script, into: NodeJS.Module, path: string): void {
  const wrapper = script.runInThisContext() as (...given: unknown[]) => void;
  const require = (id: string): unknown => into.require(id);
  wrapper.call(into.exports, into.exports, require, into, path, dirname(path));
}

/** The module as a function, with what V8 stored of it, which is valid only for this source, this Node and its flags. */
function compiled(path: string, folder: string, createHash: CreateHash): Script {
  const source = readFileSync(path);
  const version = `${process.version}-${process.platform}-${process.arch}`;
  // V8 compares no more of the source than its length.
  const identity = createHash('sha256').update(version).update(source).digest();
  const name = `${version}-${basename(path, '.chunk.cjs')}-${identity.toString('hex').slice(0, 16)}`;
  const file = join(folder, name);
  const digest = (parts: readonly Buffer[]): Buffer => {
    const hash = createHash('sha256').update(identity);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const stored = readStored(file, digest);
  // The build writes nothing but ASCII, which is read twice as fast as what it is.
  const script = new Script(module.wrap(source.toString('latin1')), {
    filename: path,
    ...(stored && { cachedData: stored.code }),
  });
  // At the end, because V8 compiles a function when it is first called.
  process.once('exit', () => {
    const duration = Math.min(Math.ceil(performance.now()), MAX_STORED_CODE_RUN_MS);
    if (!stored || script.cachedDataRejected) {
      const code = script.createCachedData();
      // By now a thread of this run may have stored more, or another run.
      const other = stored ? undefined : readStored(file, digest);
      if (!other || other.code.length < code.length) store(file, { code, duration, looks: 0 }, digest);
    } else if (stored.looks < MAX_STORED_CODE_LOOKS || duration > stored.duration * LONGER) {
      const code = script.createCachedData();
      const more = {
        code: code.length > stored.code.length ? code : stored.code,
        duration: Math.max(duration, stored.duration),
        looks: Math.min(stored.looks + 1, MAX_STORED_CODE_LOOKS),
      };
      store(file, more, digest);
    }
  });
  return script;
}

/** In one number with the duration, which is less than that. */
const LOOK = 2 ** 16;

type Digest = (parts: readonly Buffer[]) => Buffer;

/** What is stored; undefined where there is nothing or it has changed: V8 would run it, or crash. */
function readStored(file: string, digest: Digest): Stored | undefined {
  const bytes = readOwnFile(file);
  if (bytes === undefined || bytes.length < TAIL_SIZE) return undefined;
  const end = bytes.length - DIGEST_SIZE;
  if (!digest([bytes.subarray(0, end)]).equals(bytes.subarray(end))) return undefined;
  const run = bytes.readUInt32LE(end - RUN_SIZE);
  return {
    code: bytes.subarray(0, end - RUN_SIZE),
    duration: run % LOOK,
    looks: Math.floor(run / LOOK),
  };
}

/**
 * The bytes of a file that only the user can change; undefined for links, and for what is not an ordinary small file.
 */
function readOwnFile(path: string): Buffer | undefined {
  // Windows has none of these flags, and no such files.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  let handle: number | undefined;
  try {
    handle = openSync(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
    const stats = fstatSync(handle);
    const isOwn =
      process.geteuid === undefined || (stats.uid === process.geteuid() && (stats.mode & 0o022) === 0);
    if (!stats.isFile() || !isOwn || stats.nlink !== 1 || stats.size > MAX_STORED_CODE_BYTES)
      return undefined;
    const bytes = Buffer.allocUnsafeSlow(stats.size);
    return bytes.subarray(0, readSync(handle, bytes));
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Whole or not at all, since other runs may read or write it at the same time. */
function store(file: string, { code, duration, looks }: Stored, digest: Digest): void {
  const run = Buffer.alloc(RUN_SIZE);
  run.writeUInt32LE(looks * LOOK + duration);
  const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(draft, Buffer.concat([code, run, digest([code, run])]), { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } catch {
    // No permission, a full disk: the next start is as slow as this one.
    rmSync(draft, { force: true });
  }
}
