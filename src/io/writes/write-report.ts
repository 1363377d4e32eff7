import {
  appendFileSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isInside } from '../../discover/is-inside.js';
import { WriteError } from '../../ports/file-system.js';
import { VERSION_CONTROL } from '../../util/version-control.js';
import { reasonOf } from '../disk.js';
import { attempt } from './open-folder.js';
import { placeToWrite, refuseVersionControl } from './place-to-write.js';

/**
 * Writes a report as a shell would: into what is there, be it a device, a pipe, the target of a link or a file, which
 * keeps its mode. Only a new file is made under another name first, with the folders above it.
 * @throws WriteError, also for a link that whoever wrote a project may have made
 */
export function writeReport(path: string, text: string, cwd: string): void {
  try {
    const target = resolve(cwd, path);
    refusePlace(target, cwd);
    if (isThere(target)) writeInto(target, text);
    else writeNew(target, text);
  } catch (error) {
    throw new WriteError(path, error instanceof WriteError ? error.reason : reasonOf(error));
  }
}

/**
 * Writes at the end of a file that a build service has named.
 * @throws WriteError, also where the file would become larger than `maxBytes`
 */
export function appendReport(
  path: string,
  text: string,
  { maxBytes, cwd }: { maxBytes: number; cwd: string },
): void {
  try {
    const target = resolve(cwd, path);
    const size = statSync(target, { throwIfNoEntry: false })?.size ?? 0;
    if (size + Buffer.byteLength(text) > maxBytes) throw new WriteError(path, 'it would become too large');
    refusePlace(target, cwd);
    appendFileSync(target, text);
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
}

function refusePlace(target: string, cwd: string): void {
  const tree = treeOf(target, cwd);
  if (tree !== undefined) placeToWrite(target, tree);
  const there = nearestThere(target);
  refuseVersionControl(target, join(attempt(() => realpathSync(there)) ?? there, relative(there, target)));
}

/** What the root of a repository or of a project has. */
const MARKERS = [...VERSION_CONTROL, '.ebextensions', '.platform'];

/** The folder below which another user may have made the links: the current one, or else a checkout that the target is in. */
function treeOf(target: string, cwd: string): string | undefined {
  if (isInside(target, cwd) && dirname(cwd) !== cwd) return cwd;
  let tree: string | undefined;
  for (let folder = dirname(target); dirname(folder) !== folder; folder = dirname(folder))
    if (MARKERS.some((name) => attempt(() => isThere(join(folder, name))))) tree = folder;
  return tree;
}

/** A path itself, or else the nearest folder above it that is there. */
const nearestThere = (path: string): string => (isThere(path) ? path : nearestThere(dirname(path)));

/** A link to nothing is there. */
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function writeInto(path: string, text: string): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC);
  try {
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** Not `recursive`, with which Node never comes back from /proc. */
function makeFolder(path: string): void {
  if (isThere(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function writeNew(path: string, text: string): void {
  makeFolder(dirname(path));
  // Not node:crypto: loading it costs a fifth of Node's own start. `wx` never takes a file that is there.
  const mark = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const temporary = join(dirname(path), `.${basename(path)}.${mark}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
