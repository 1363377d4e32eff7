import { isUtf8 } from 'node:buffer';
import { resolve } from 'node:path';
import { repositoryRoot } from '../../discover/repository-root.js';
import { type FileSystem, NO_UTF8_NAME, ReadError } from '../../ports/file-system.js';
import { GitError, type Repository } from '../../ports/ports.js';
import { MAX_GIT_ENTRIES } from '../../util/limits.js';
import { lazily } from '../../util/memo.js';
import { relativePath } from '../../util/paths.js';
import { type TreeFile, TreeFiles } from '../tree-files.js';
import { Blobs } from './blobs.js';
import { lastChanges } from './last-changes.js';
import { runGit } from './run-git.js';

/**
 * The repository that a folder is in. Programs and servers that its configuration names are never called.
 * @throws GitError where there is none, or git refuses it
 */
export function openRepository(cwd: string, disk: FileSystem): Repository {
  const folder = folderFor(cwd, disk);
  const root = rootOf(folder);
  const blobs = new Blobs(root);
  const filesOf = (entries: readonly GitEntry[]): FileSystem =>
    new TreeFiles(
      entries.map((entry) => treeFile(entry, blobs)),
      root,
      disk,
      { kept: ['.git'] },
    );
  const index = lazily(() => indexEntries(root));
  const filesOfCommit = (id: string | undefined) => filesOf(id === undefined ? [] : treeEntries(id, root));
  const known = lazily(() => new Set([...index().map(({ path }) => path), ...untrackedPaths(root)]));
  return {
    root,
    index: () => filesOf(index()),
    mergeBase: (ref) => filesOfCommit(mergeBaseOf(ref, root)),
    isKnown: (path) => known().has(relativePath(root, path)),
    lastChanges: (path, lines) => lastChanges(relativePath(root, path), lines, { root, blobs }),
    fetching: (action) => blobs.fetching(action),
  };
}

/**
 * Where git is run. A hook may be given only `GIT_DIR`: then git takes the folder that it runs in for the root of the
 * working tree, which it is not after a `cd` in the hook.
 */
function folderFor(cwd: string, disk: FileSystem): string {
  const { GIT_DIR, GIT_WORK_TREE } = process.env;
  if (!GIT_DIR || GIT_WORK_TREE) return cwd;
  return repositoryRoot({ cwd, files: disk });
}

function rootOf(cwd: string): string {
  const [isInside, way = ''] = text(
    runGit(['rev-parse', '--is-inside-work-tree', '--show-cdup'], { cwd }),
  ).split('\n');
  if (isInside !== 'true')
    throw new GitError('The current folder is not in the working tree of its git repository.');
  return resolve(cwd, way);
}

/** Undefined before the first commit. */
const headOf = (cwd: string): string | undefined => commitNamed('HEAD', cwd);

function commitNamed(ref: string, cwd: string): string | undefined {
  const args = ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`];
  const { status, output } = runGit(args, { cwd, answers: [0, 1] });
  return status === 0 ? output.toString('utf8').trim() : undefined;
}

function mergeBaseOf(ref: string, cwd: string): string | undefined {
  const head = headOf(cwd);
  if (ref === 'HEAD') return head;
  // Only a flag begins like that: no branch, tag or commit does.
  const other = ref.startsWith('-') ? undefined : commitNamed(ref, cwd);
  if (other === undefined || head === undefined) throw new GitError(`git knows no commit "${ref}".`);
  const { status, output } = runGit(['merge-base', other, head], { cwd, answers: [0, 1] });
  if (status === 0) return output.toString('utf8').trim();
  throw new GitError(`"${ref}" and HEAD have no common commit here. Fetch more of the history.`);
}

const text = ({ output }: { output: Buffer }): string => output.toString('utf8');

function treeFile({ path, hasUtf8Name, mode, id, isUnmerged }: GitEntry, blobs: Blobs): TreeFile {
  const reason = hasUtf8Name ? isUnmerged && 'it has unresolved merge conflicts' : NO_UTF8_NAME;
  if (reason)
    return {
      path,
      kind: 'file',
      read(place) {
        throw new ReadError(place, reason);
      },
    };
  const kind = mode === '120000' ? 'link' : mode === '160000' ? 'folder' : 'file';
  return {
    path,
    kind,
    isExecutable: mode === '100755',
    read: (place, maxBytes) => blobs.read(id, place, maxBytes),
  };
}

/** A file in the index or in a commit. */
interface GitEntry {
  /** Below the root of the working tree. */
  readonly path: string;
  /** Whether its name is UTF-8: of others, several may become the same path. */
  readonly hasUtf8Name: boolean;
  /** Six octal digits: 100644, 100755, 120000 for a link, 160000 for a submodule. */
  readonly mode: string;
  readonly id: string;
  /** Whether a merge left several versions of it. */
  readonly isUnmerged: boolean;
}

/** The blob without content, in repositories of SHA-1 and of SHA-256. */
const EMPTY_BLOBS: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/** What would be committed: `git add --intent-to-add` lists a file without taking its content. */
function indexEntries(root: string): GitEntry[] {
  const { output } = runGit(['ls-files', '--stage', '-z'], { cwd: root });
  const entries = recordsIn(output).flatMap((record) => {
    const [, mode, id, stage, path] = /^(\d{6}) ([\da-f]+) (\d)\t([^]+)$/.exec(record) ?? [];
    return mode && id && path ? [{ path, mode, id, isUnmerged: stage !== '0' }] : [];
  });
  if (!entries.some(({ id }) => EMPTY_BLOBS.has(id))) return named(entries);
  const intended = intendedPaths(root);
  return named(entries.filter(({ path }) => !intended.has(path)));
}

type RawEntry = Omit<GitEntry, 'hasUtf8Name'>;

/** With names as text. Those that are not UTF-8 come last, so that none of them is hidden by another one. */
function named(entries: readonly RawEntry[]): GitEntry[] {
  const all = entries.map((entry) => ({ ...entry, ...nameOf(entry.path) }));
  return [...all.filter(({ hasUtf8Name }) => hasUtf8Name), ...all.filter(({ hasUtf8Name }) => !hasUtf8Name)];
}

/** @param raw a character for each byte */
function nameOf(raw: string): Pick<GitEntry, 'path' | 'hasUtf8Name'> {
  if (!/[\x80-\xff]/.test(raw)) return { path: raw, hasUtf8Name: true };
  const bytes = Buffer.from(raw, 'latin1');
  return { path: bytes.toString('utf8'), hasUtf8Name: isUtf8(bytes) };
}

const INTENT_TO_ADD = 0x20000000;

/** Only this output has the flags: after each name and its NUL come lines, of which `flags: 20004000` ends the last one. */
function intendedPaths(root: string): ReadonlySet<string> {
  const { output } = runGit(['ls-files', '--stage', '--debug', '-z'], { cwd: root });
  const parts = output.toString('latin1').split('\0');
  return new Set(
    parts.flatMap((part, index) => {
      const [, path] = /(?:^|\n)\d{6} [\da-f]+ \d\t([^]+)$/.exec(part) ?? [];
      const [, flags] = /^ {2}size: \d+\tflags: ([\da-f]+)$/m.exec(parts[index + 1] ?? '') ?? [];
      return path && flags && Number.parseInt(flags, 16) & INTENT_TO_ADD ? [path] : [];
    }),
  );
}

function treeEntries(commit: string, root: string): GitEntry[] {
  const { output } = runGit(['ls-tree', '-r', '-z', '--full-tree', commit], { cwd: root });
  return named(
    recordsIn(output).flatMap((record) => {
      const [, mode, id, path] = /^(\d{6}) \w+ ([\da-f]+)\t([^]+)$/.exec(record) ?? [];
      return mode && id && path ? [{ path, mode, id, isUnmerged: false }] : [];
    }),
  );
}

/** Files that are neither in the index nor ignored. */
function untrackedPaths(root: string): string[] {
  const { output } = runGit(['ls-files', '--others', '--exclude-standard', '-z'], { cwd: root });
  return recordsIn(output).map((raw) => nameOf(raw).path);
}

/** What ends in NUL, with a character for each byte. */
function recordsIn(output: Buffer): string[] {
  let count = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, end + 1))
    if (++count > MAX_GIT_ENTRIES) throw new GitError(`git lists more than ${MAX_GIT_ENTRIES} files.`);
  return output.toString('latin1').split('\0').slice(0, -1);
}
