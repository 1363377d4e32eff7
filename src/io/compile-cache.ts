import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { isInside } from '../discover/is-inside.js';
import { VERSION_CONTROL } from '../util/version-control.js';
import { storeCompiledCode } from './compiled-code.js';

/** Who sets one of these has decided: Node stores code elsewhere, or nothing is stored. Coverage counts what V8 itself compiles. */
const DECIDED = ['NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE', 'NODE_V8_COVERAGE'];

/** Runtimes that have the modules of Node, but another engine or loader. */
const OTHER_RUNTIMES = ['bun', 'deno'];

/** What the root of a repository or of a project has: others may have written what is below it. */
const MARKERS = [
  ...VERSION_CONTROL,
  ...['.ebextensions', '.platform', '.elasticbeanstalk', 'Dockerrun.aws.json', 'Procfile'],
];

/** Variables of git, npm and CI services that name a checkout. */
const CHECKOUTS = [
  ...['GIT_WORK_TREE', 'INIT_CWD', 'CI_PROJECT_DIR', 'GITHUB_WORKSPACE', 'WORKSPACE'],
  ...['CODEBUILD_SRC_DIR', 'BUILD_SOURCESDIRECTORY'],
];

/** Bits of a mode: the group or everybody may write; in a folder, only who owns a file may rename or delete it. */
const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

/** What a process was started with. */
export interface Start {
  readonly env: NodeJS.ProcessEnv;
  /** The program, its main module, and the arguments, any of which may be a path to check. */
  readonly argv: readonly string[];
  readonly cwd: () => string;
}

/** The environment variable that tells a thread of the program that it is one. */
export const IN_THREAD = 'EBLINT_THREAD';

/** Of these as the only argument, all is known soon: whatever makes a run faster would take longer. */
const SHORT_RUNS: ReadonlySet<string> = new Set(['--version', '--help', '-h']);

/**
 * Makes the start of the program faster.
 *
 * @param program the folder of the program's modules
 */
export function speedUp(start: Start, program: string): void {
  const [first, second] = start.argv.slice(2);
  if (first !== undefined && second === undefined && SHORT_RUNS.has(first)) return;
  fitShortRuns(start);
  useCompileCache(start, program);
}

/**
 * Stores what V8 compiles of the program for later runs, where there is a folder that is safe: V8 runs what it finds there.
 *
 * @param program the folder of the program's modules
 */
export function useCompileCache(start: Start, program: string): void {
  const folder = cacheFolder(start);
  if (folder !== undefined) storeCompiledCode(folder, program);
}

/** The versions of Node that are known to have the flags below: V8 prints an error for one that it does not have. */
const KNOWN_NODES: ReadonlySet<string> = new Set(['20', '22', '24']);

/**
 * Fits V8 to a run of a tenth of a second, or of a few. It compiles each pattern to machine code when it is first used, not to bytecode first and,
 * when it is used once more, again: in a start, hundreds of patterns are used a few times. And it takes as much memory as it may for what is
 * new, the first time that this is full: nearly all that a start makes is kept to its end, so that to look for garbage is in vain. In Node
 * 20, it optimizes a function only after nine times as much work in it as usual: to optimize thousands of functions takes a quarter
 * of the time for a thousand files, and the second processor from threads. Later ones have a cheaper compiler in between, and no such
 * flag. A thread has the flags of its process.
 */
function fitShortRuns({ env }: Start): void {
  if (IN_THREAD in env) return;
  setEngineFlags('--no-regexp-tier-up', '--semi-space-growth-factor=16');
  if (nodeMajor() === '20') setEngineFlags('--interrupt-budget=600000');
}

/**
 * Makes a process that runs for days hold less memory, for a tenth more work: after each change of a text, what was known before is
 * garbage, which V8 would let grow to several times what is needed before it looks for it.
 */
export function holdLessMemory(): void {
  setEngineFlags('--heap-growing-percent=20', '--semi-space-growth-factor=1');
}

const nodeMajor = (): string => process.versions.node.split('.', 1)[0] ?? '';

function setEngineFlags(...flags: readonly string[]): void {
  const isOther = OTHER_RUNTIMES.some((name) => name in process.versions);
  if (isOther || !KNOWN_NODES.has(nodeMajor())) return;
  const { getBuiltinModule } = process as { getBuiltinModule?: typeof process.getBuiltinModule };
  for (const flag of flags) getBuiltinModule?.('node:v8').setFlagsFromString(flag);
}

/**
 * The folder of the cache, made where it is missing. It belongs to the user; no other user but root can write there, or
 * put another one in its place; and no link leads from it into a repository, a project, the current folder or a path to
 * check.
 *
 * @returns its real path, or undefined where there is no such folder
 */
export function cacheFolder({ env, argv, cwd }: Start): string | undefined {
  if (DECIDED.some((name) => env[name])) return undefined;
  if (OTHER_RUNTIMES.some((name) => name in process.versions)) return undefined;
  const given = env['XDG_CACHE_HOME'] || env['LOCALAPPDATA'];
  const base = given || env['HOME'];
  if (!base || !isAbsolute(base)) return undefined;
  try {
    const untrusted = untrustedFolders(env, argv.slice(2), cwd());
    const isUsable = (folder: string): boolean =>
      !untrusted.some((other) => isInside(folder, other)) && isPrivate(folder) && isProtected(folder);
    let folder = realpathSync(base);
    for (const name of [...(given ? [] : ['.cache']), 'eblint']) {
      // Looked at first: nothing is made in a project.
      if (!isUsable(folder)) return undefined;
      const child = join(folder, name);
      // Not `recursive`, with which Node never comes back from /proc.
      if (!exists(child)) mkdirSync(child, { mode: 0o700 });
      folder = realpathSync(child);
    }
    return isUsable(folder) ? folder : undefined;
  } catch {
    // No permission, a full disk, no such folder.
    return undefined;
  }
}

/** The real paths of all folders that may be checked, or may be a checkout, as far as they exist. */
function untrustedFolders(env: NodeJS.ProcessEnv, args: readonly string[], cwd: string): string[] {
  const values = args.map((arg) => arg.replace(/^-[^=]*=?/, ''));
  const paths = ['.', ...values, ...values.flatMap(startOfPattern), ...CHECKOUTS.map((name) => env[name])];
  return paths.flatMap((path) => (path ? realPath(resolve(cwd, path)) : []));
}

/** The folder below which a glob pattern finds what it finds; the root folder where it may lead out of that. */
function startOfPattern(path: string): string[] {
  const end = path.search(/[*?[\]{}!()]/);
  if (end === -1) return [];
  if (/\.\.|[{(,|][/\\]/.test(path.slice(end))) return ['/'];
  return [path.slice(0, 1 + Math.max(path.lastIndexOf('/', end), path.lastIndexOf(sep, end)))];
}

function realPath(path: string): string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return [];
  }
}

/**
 * Whether only the user and root can put something else in the place of a folder, and neither it nor a folder above
 * is a repository or a project.
 */
function isProtected(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  const isOpen = (mode & WRITABLE_BY_OTHERS) !== 0 && (mode & STICKY) === 0;
  if (!(isOfUser(uid) || uid === 0) || (isOpen && hasOwners)) return false;
  if (MARKERS.some((name) => exists(join(folder, name)))) return false;
  return dirname(folder) === folder || isProtected(dirname(folder));
}

/** Whether only the user writes there. */
function isPrivate(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return isOfUser(uid) && ((mode & WRITABLE_BY_OTHERS) === 0 || !hasOwners);
}

/** Windows has no owner to compare: what is below a user's own folder is theirs. */
const hasOwners = process.geteuid !== undefined;
const isOfUser = (uid: number): boolean => !hasOwners || uid === process.geteuid?.();

/** A link that leads nowhere exists, too. */
const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
