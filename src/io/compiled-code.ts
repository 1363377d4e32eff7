import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
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
import { MAX_STORED_CODE_BYTES, MAX_STORED_CODE_LOOKS, MAX_STORED_CODE_RUN_MS } from '../util/limits.js';

/** In bytes. Compiling what is smaller takes less time than loading what checks stored code. */
const MIN_SOURCE_SIZE = 50_000;

/** In bytes, at the end of stored code: what the run was like. */
const RUN_SIZE = 4;

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
    const stats = path.startsWith(program + sep) ? statSync(path, { bigint: true }) : undefined;
    if (!stats || stats.size < MIN_SOURCE_SIZE || !canHash) loaders['.js'](into, path);
    else run(compiled(path, stats, folder), into, path);
  };
}

/** Node 20.16 has this way to a module that is loaded only where it is needed: that takes a tenth of Node's own start, or more. */
const canHash = 'getBuiltinModule' in process;

function sha256(parts: readonly (string | Buffer)[]): Buffer {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function run(script: Script, into: NodeJS.Module, path: string): void {
  const wrapper = script.runInThisContext() as (...given: unknown[]) => void;
  const require = (id: string): unknown => into.require(id);
  wrapper.call(into.exports, into.exports, require, into, path, dirname(path));
}

/** The module as a function, with what V8 stored of it, which is valid only for this source, this Node and its flags. */
function compiled(path: string, stats: BigIntStats, folder: string): Script {
  const source = readFileSync(path);
  const version = `${process.version}-${process.platform}-${process.arch}`;
  const prefix = `${version}-${basename(path, '.chunk.cjs')}`;
  // V8 compares no more of the source than its length.
  const identity = identityOf(join(folder, `${prefix}-${stats.ino}.proof`), stats, () =>
    sha256([version, source]).toString('hex'),
  );
  const file = join(folder, `${prefix}-${identity.slice(0, 16)}`);
  const stored = readStored(file);
  // The build writes nothing but ASCII, which is read twice as fast as what it is.
  const script = new Script(module.wrap(source.toString('latin1')), {
    filename: path,
    ...(stored && { cachedData: stored.code }),
  });
  // At the end, because V8 compiles a function when it is first called.
  process.once('exit', () => {
    const duration = Math.min(processorTime(), MAX_STORED_CODE_RUN_MS);
    if (!stored || script.cachedDataRejected) {
      const code = script.createCachedData();
      // By now a thread of this run may have stored more, or another run.
      const other = stored ? undefined : readStored(file);
      if (!other || other.code.length < code.length) store(file, { code, duration, looks: 0 });
    } else if (stored.looks < MAX_STORED_CODE_LOOKS || duration > stored.duration * LONGER) {
      const code = script.createCachedData();
      const more = {
        code: code.length > stored.code.length ? code : stored.code,
        duration: Math.max(duration, stored.duration),
        looks: Math.min(stored.looks + 1, MAX_STORED_CODE_LOOKS),
      };
      store(file, more);
    }
  });
  return script;
}

/** Of this process, in milliseconds: how long it took would depend on what else runs. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return Math.ceil((user + system) / 1000);
}

/** What changes with a file, whoever changes it: no program can set the time of the last change of its inode. */
const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].join(' ');

/**
 * The digest of a module and this Node. With the stamp of the module it is kept in a file: `node:crypto` takes long to load.
 *
 * @param compute is called where the file has none of the module as it is now
 */
function identityOf(proofFile: string, stats: BigIntStats, compute: () => string): string {
  const own = stampOf(stats);
  const [stamp, known = ''] = readOwnFile(proofFile)?.bytes.toString('latin1').split('\n') ?? [];
  if (stamp === own && IDENTITY.test(known)) return known;
  const identity = compute();
  writeWhole(proofFile, Buffer.from(`${own}\n${identity}`));
  return identity;
}

const IDENTITY = /^[\da-f]{64}$/;

/** In one number with the duration, which is less than that. */
const LOOK = 2 ** 16;

/**
 * What this program has stored, with the proof that it did: the stamp that the file had then. Without it nothing is run: what is
 * cloned, unpacked or copied has another inode and was changed at another time, whatever it holds and whatever it is called.
 */
function readStored(file: string): Stored | undefined {
  const proof = readOwnFile(proofOf(file))?.bytes.toString('latin1');
  const found = proof === undefined ? undefined : readOwnFile(file);
  const end = (found?.bytes.length ?? 0) - RUN_SIZE;
  if (!found || found.stamp !== proof || end < 0) return undefined;
  const run = found.bytes.readUInt32LE(end);
  return { code: found.bytes.subarray(0, end), duration: run % LOOK, looks: Math.floor(run / LOOK) };
}

const proofOf = (file: string): string => `${file}.proof`;

function store(file: string, { code, duration, looks }: Stored): void {
  const run = Buffer.alloc(RUN_SIZE);
  run.writeUInt32LE(looks * LOOK + duration);
  const stamp = writeWhole(file, Buffer.concat([code, run]));
  if (stamp !== undefined) writeWhole(proofOf(file), Buffer.from(stamp));
}

/**
 * The bytes of a file that only the user can change; undefined for links, and for what is not an ordinary small file.
 */
function readOwnFile(path: string): { readonly bytes: Buffer; readonly stamp: string } | undefined {
  // Windows has neither of these flags, and no such files.
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  let handle: number | undefined;
  try {
    handle = openSync(path, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = fstatSync(handle, { bigint: true });
    const isOwn =
      process.geteuid === undefined ||
      (stats.uid === BigInt(process.geteuid()) && (Number(stats.mode) & 0o022) === 0);
    if (!stats.isFile() || !isOwn || stats.nlink !== 1n || stats.size > MAX_STORED_CODE_BYTES)
      return undefined;
    const bytes = Buffer.allocUnsafeSlow(Number(stats.size));
    return { bytes: bytes.subarray(0, readSync(handle, bytes)), stamp: stampOf(stats) };
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/**
 * Whole or not at all, since other runs may read or write it at the same time.
 *
 * @returns the stamp of what was written; undefined where that was not possible
 */
function writeWhole(file: string, bytes: Buffer): string | undefined {
  const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  let handle: number | undefined;
  try {
    handle = openSync(draft, 'wx', 0o600);
    writeFileSync(handle, bytes);
    // Where the machine stops now, a proof must not be there before what it is of.
    fsyncSync(handle);
    renameSync(draft, file);
    return stampOf(fstatSync(handle, { bigint: true }));
  } catch {
    // No permission, a full disk: the next start is as slow as this one.
    if (handle !== undefined) rmSync(draft, { force: true });
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
