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
  type BigIntStats,
} from 'node:fs';
import module from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';
import { MAX_STORED_CODE_BYTES, MAX_STORED_CODE_LOOKS, MAX_STORED_CODE_RUN_MS } from '../knowledge/limits.js';

/** In bytes. Compiling what is smaller takes less time than loading what checks stored code. */
const MIN_SOURCE_SIZE = 50_000;

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
  const proofFile = join(folder, `${prefix}-${stats.ino}.proof`);
  const own = stampOf(stats);
  const proof = readProof(proofFile, own);
  // V8 compares no more of the source than its length.
  const identity = proof?.identity ?? sha256([version, source]);
  const file = join(folder, `${prefix}-${identity.toString('hex').slice(0, 16)}`);
  const digest = (parts: readonly Buffer[]): Buffer => sha256([identity, ...parts]);
  const found = readOwnFile(file);
  const isProved = found !== undefined && found.stamp === proof?.code;
  const stored = found && (isProved || isWhole(found.bytes, digest)) ? storedIn(found.bytes) : undefined;
  if (stored && !isProved) writeWhole(proofFile, proofOf({ source: own, identity, code: found?.stamp }));
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
      const other = stored ? undefined : readOwnFile(file);
      const isMore = !other || other.bytes.length < code.length + TAIL_SIZE || !isWhole(other.bytes, digest);
      if (isMore) store(file, { code, duration, looks: 0 }, digest);
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

/** Of this process, in milliseconds: how long it took would depend on what else runs. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return Math.ceil((user + system) / 1000);
}

/**
 * That stored code was found to be whole and that of a module, with the stamps of both files at that time. As long as
 * neither of them has changed, they are not read again for their digests.
 */
interface Proof {
  readonly source: string;
  readonly identity: Buffer;
  readonly code: string | undefined;
}

/** What changes with a file, whoever changes it: no program can set the time of the last change of its inode. */
const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].join(' ');

const proofOf = ({ source, identity, code }: Proof): Buffer =>
  Buffer.from([source, identity.toString('hex'), code].join('\n'));

/** What was proved of a module as it is now. */
function readProof(file: string, own: string): Proof | undefined {
  const [source, hex = '', code] = readOwnFile(file)?.bytes.toString('latin1').split('\n') ?? [];
  const identity = Buffer.from(hex, 'hex');
  return source === own && identity.length === DIGEST_SIZE ? { source, identity, code } : undefined;
}

/** In one number with the duration, which is less than that. */
const LOOK = 2 ** 16;

type Digest = (parts: readonly Buffer[]) => Buffer;

/** Whether stored code is as it was stored: V8 would run what has changed, or crash. */
function isWhole(bytes: Buffer, digest: Digest): boolean {
  const end = bytes.length - DIGEST_SIZE;
  return end >= RUN_SIZE && digest([bytes.subarray(0, end)]).equals(bytes.subarray(end));
}

function storedIn(bytes: Buffer): Stored {
  const end = bytes.length - TAIL_SIZE;
  const run = bytes.readUInt32LE(end);
  return { code: bytes.subarray(0, end), duration: run % LOOK, looks: Math.floor(run / LOOK) };
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

function store(file: string, { code, duration, looks }: Stored, digest: Digest): void {
  const run = Buffer.alloc(RUN_SIZE);
  run.writeUInt32LE(looks * LOOK + duration);
  writeWhole(file, Buffer.concat([code, run, digest([code, run])]));
}

/** Whole or not at all, since other runs may read or write it at the same time. */
function writeWhole(file: string, bytes: Buffer): void {
  const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(draft, bytes, { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } catch {
    // No permission, a full disk: the next start is as slow as this one.
    rmSync(draft, { force: true });
  }
}
