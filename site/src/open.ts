import {
  MAX_FILE_BYTES,
  MAX_OPENED_ARCHIVE_BYTES,
  MAX_PROJECT_CHARACTERS,
  MAX_PROJECT_ENTRIES,
} from '../../src/knowledge/limits.js';
import { folderOfProject } from '../../src/model/bundle/archive.js';
import { visible } from '../../src/report/text/one-line.js';
import type { Texts } from './project.js';
import { through } from './share.js';

/** Why something cannot be opened, as sentences for the user. */
export class OpenError extends Error {}

/** Where nothing is that eblint reads, and thousands of files may be. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__']);

/** Something with a path below what was opened, which is read only if it is small enough. */
interface Source {
  readonly path: string;
  readonly size: number;
  readonly bytes: () => Promise<Uint8Array> | Uint8Array;
}

/** What was opened. */
export interface Opened {
  readonly texts: Texts;
  /** What is wrong with how it was packed: sentences for the user. */
  readonly note?: string;
}

/** Opens what was dropped: a folder, an archive, or files. @throws OpenError */
export async function openDropped(items: DataTransferItemList): Promise<Opened> {
  // The items are gone after the first pause.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const [only, ...others] = entries;
  if (!only) throw new OpenError('Drop a folder or a source bundle (.zip).');
  if (others.length > 0)
    return { texts: await textsOf((await Promise.all(entries.map((one) => walk(one, '')))).flat()) };
  if (only.isDirectory)
    return { texts: await textsOf(await childrenOf(only as FileSystemDirectoryEntry, '')) };
  const file = await fileOf(only as FileSystemFileEntry);
  return openFiles([file]);
}

/** Opens files that were chosen, with their paths if it was a folder. @throws OpenError */
export async function openFiles(files: readonly File[]): Promise<Opened> {
  const [only] = files;
  if (only && files.length === 1 && only.webkitRelativePath === '') return openFile(only);
  // The first part of each path is the name of the folder.
  const sources = files.map((file) => sourceOf(file, file.webkitRelativePath.replace(/^[^/]*\//, '')));
  const kept = sources.filter(({ path }) => !path.split('/').some((part) => SKIPPED.has(part)));
  return { texts: await textsOf(kept) };
}

async function openFile(file: File): Promise<Opened> {
  if (/\.zip$/i.test(file.name)) return unzipped(file);
  const folder = file.name.endsWith('.config') ? '.ebextensions/' : '';
  return { texts: await textsOf([sourceOf(file, folder + file.name)]) };
}

async function unzipped(file: File): Promise<Opened> {
  if (file.size > MAX_OPENED_ARCHIVE_BYTES)
    throw new OpenError(`The archive is larger than ${MAX_OPENED_ARCHIVE_BYTES / 2 ** 20} MiB.`);
  const archive = await bytesOf(file);
  try {
    const entries = entriesIn(archive);
    const files = entries.filter(
      ({ path }) => !path.endsWith('/') && !path.split('/').some((part) => SKIPPED.has(part)),
    );
    const texts = await textsOf(files.map((entry) => ({ ...entry, bytes: () => contentOf(entry, archive) })));
    const folder = folderOfProject({ entries: entries.map(({ path }) => ({ name: path })) });
    return { texts, ...(folder !== undefined && { note: nestedNote(folder) }) };
  } catch (error) {
    if (error instanceof OpenError) throw error;
    throw new OpenError('The archive cannot be unpacked: it is damaged or encrypted, or no zip archive.');
  }
}

const nestedNote = (folder: string): string =>
  `The project is in folder "${visible(folder)}" of the archive. If you deploy this archive, pack the files of the folder, not the folder itself: Elastic Beanstalk looks only in the root.`;

/** A file of an archive, as its list has it. */
interface Entry {
  readonly path: string;
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  /** Where the header before its content is. */
  readonly offset: number;
}

const END_BYTES = 22;
const END_MARK = 0x06054b50;
const COMMENT_BYTES = 0xffff;
const ENTRY_BYTES = 46;
const ENTRY_MARK = 0x02014b50;
const HEADER_BYTES = 30;
const HEADER_MARK = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];

/**
 * The list at the end of a zip archive. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @throws Error where it is none
 */
function entriesIn(archive: Uint8Array): Entry[] {
  const view = viewOf(archive);
  const last = archive.length - END_BYTES;
  let end = last;
  while (view.getUint32(end, true) !== END_MARK) if (--end < last - COMMENT_BYTES) throw new Error('No end.');
  const count = view.getUint16(end + 10, true);
  if (count > MAX_PROJECT_ENTRIES) throw tooMany('archive');
  const decoder = new TextDecoder();
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: count }, () => {
    if (view.getUint32(at, true) !== ENTRY_MARK) throw new Error('No entry.');
    const name = at + ENTRY_BYTES;
    const nameEnd = name + view.getUint16(at + 28, true);
    const entry = {
      path: decoder.decode(archive.subarray(name, nameEnd)),
      size: view.getUint32(at + 24, true),
      packed: view.getUint32(at + 20, true),
      method: view.getUint16(at + 10, true),
      offset: view.getUint32(at + 42, true),
    };
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return entry;
  });
}

/** @throws Error where it is not what the list says: it is not unpacked any further than to the size there */
async function contentOf(entry: Entry, archive: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { size, packed, method, offset } = entry;
  const view = viewOf(archive);
  if (view.getUint32(offset, true) !== HEADER_MARK) throw new Error('No header.');
  const start = offset + HEADER_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const bytes = archive.subarray(start, start + packed);
  if (method !== STORED && method !== DEFLATED) throw new Error('Unknown method.');
  const content =
    method === STORED ? bytes : await through(new DecompressionStream('deflate-raw'), bytes, size);
  if (content.length !== size) throw new Error('Another size.');
  return content;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const tooMany = (what: string): OpenError =>
  new OpenError(
    `The ${what} has more than ${MAX_PROJECT_ENTRIES.toLocaleString('en')} files. Open only what is deployed.`,
  );

async function walk(entry: FileSystemEntry, above: string): Promise<Source[]> {
  const path = above + entry.name;
  if (SKIPPED.has(entry.name)) return [];
  if (entry.isDirectory) return childrenOf(entry as FileSystemDirectoryEntry, `${path}/`);
  return [sourceOf(await fileOf(entry as FileSystemFileEntry), path)];
}

async function childrenOf(folder: FileSystemDirectoryEntry, path: string): Promise<Source[]> {
  const reader = folder.createReader();
  const found: Source[] = [];
  // A reader gives a hundred at a time, and an empty list at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (entries.length === 0) return found;
    for (const entry of entries) found.push(...(await walk(entry, path)));
    if (found.length > MAX_PROJECT_ENTRIES) throw tooMany('folder');
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

const sourceOf = (file: File, path: string): Source => ({
  path,
  size: file.size,
  bytes: () => bytesOf(file),
});

const bytesOf = async (file: File): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.arrayBuffer());

/** What is beyond the limits, or no text, is known by its name only. */
async function textsOf(sources: readonly Source[]): Promise<Texts> {
  if (sources.length > MAX_PROJECT_ENTRIES) throw tooMany('folder');
  const texts = new Map<string, string | undefined>();
  // As the command line reads them: what is not UTF-8 becomes U+FFFD, and a byte order mark stays.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let total = 0;
  for (const { path, size, bytes } of [...sources].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    total += size > MAX_FILE_BYTES ? 0 : size;
    const isRead = size <= MAX_FILE_BYTES && total <= MAX_PROJECT_CHARACTERS;
    texts.set(path, isRead ? decoder.decode(await bytes()) : undefined);
  }
  return texts;
}
