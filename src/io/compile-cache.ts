import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { storeCompiledCode } from './compiled-code.js';

type EnableCompileCache = (folder: string) => unknown;

const DECIDED = ['NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE', 'NODE_V8_COVERAGE'];

/** A folder that holds one of these is a project, in which nothing is written. */
const MARKERS = ['.ebextensions', '.platform', '.elasticbeanstalk', 'Dockerrun.aws.json', 'Procfile'];

/**
 * Lets Node store what it compiles, in a folder that belongs to the user alone: Node runs what it finds there, and its
 * own choice is below the system's temporary folder, where on a shared machine others may write first. Who sets
 * NODE_COMPILE_CACHE or NODE_DISABLE_COMPILE_CACHE has decided. Where the folder cannot be made or is not safe, there
 * is not a cache. Coverage is measured without it, since V8 counts only what it compiles itself.
 *
 * @param program the folder of the program's modules
 */
export function useCompileCache(env: NodeJS.ProcessEnv, program: string): void {
  if (DECIDED.some((name) => env[name])) return;
  // Node 22.8 and later have it, for the small modules.
  const { enableCompileCache } = module as { enableCompileCache?: EnableCompileCache };
  try {
    const folder = ownFolder(env);
    if (folder === undefined) return;
    enableCompileCache?.(folder);
    storeCompiledCode(folder, program);
  } catch {
    // No permission, a full disk: the next start is as slow as this one.
  }
}

/** The folder below the user's caches, made where it is missing; undefined where it is not the user's alone. */
function ownFolder({ XDG_CACHE_HOME, LOCALAPPDATA, HOME }: NodeJS.ProcessEnv): string | undefined {
  const given = XDG_CACHE_HOME || LOCALAPPDATA;
  const base = given || HOME;
  if (!base || !isAbsolute(base)) return undefined;
  const names = [...(given ? [] : ['.cache']), 'eblint'];
  return names.reduce<string | undefined>(folderIn, usable(realpathSync(base)));
}

function folderIn(parent: string | undefined, name: string): string | undefined {
  if (parent === undefined) return undefined;
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return usable(realpathSync(folder));
}

const usable = (folder: string): string | undefined =>
  isPrivate(folder) && !isInProject(folder) ? folder : undefined;

/** Windows has no owner to compare: what is below a user's own folder is theirs. */
function isPrivate(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  const user = process.geteuid?.();
  return user === undefined || (uid === user && (mode & 0o022) === 0);
}

const isInProject = (folder: string): boolean =>
  MARKERS.some((marker) => existsSync(join(folder, marker))) ||
  (dirname(folder) !== folder && isInProject(dirname(folder)));
