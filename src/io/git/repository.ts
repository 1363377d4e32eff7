import { resolve } from 'node:path';
import { repositoryRoot } from '../../discover/repository-root.js';
import { NO_UTF8_NAME, ReadError, type FileSystem } from '../../ports/file-system.js';
import { GitError, type Repository } from '../../ports/repository.js';
import { lazily } from '../../util/lazily.js';
import { relativePath } from '../../util/relative-path.js';
import { TreeFiles, type TreeFile } from '../tree-files.js';
import { Blobs } from './blobs.js';
import { indexEntries, treeEntries, untrackedPaths, type GitEntry } from './entries.js';
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
 * Where git is run. A hook may be given `GIT_DIR` alone: then git takes the folder that it runs in for the root of the
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
