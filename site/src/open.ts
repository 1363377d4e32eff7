import { MAX_PROJECT_ENTRIES } from '../../src/util/limits.js';
import { openZip } from './archive.js';
import { isSkipped, type Opened, OpenError, SKIPPED, type Source, textsOf, tooMany } from './texts.js';

/** An archive that is opened in a browser, which holds all of it in memory. */
const MAX_OPENED_ARCHIVE_BYTES = 2 ** 28;

/** Opens what was dropped: a folder, an archive, or files. @throws OpenError */
export async function openDropped(items: DataTransferItemList): Promise<Opened> {
  // The items are gone after the first pause.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const [only, ...others] = entries;
  // What a page or a program hands over may have files and no entries.
  const files = [...items].flatMap((item) => item.getAsFile() ?? []);
  if (!only && files.length > 0) return openFiles(files);
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
  const kept = sources.filter(({ path }) => !isSkipped(path));
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
  return openZip(await bytesOf(file), file.name);
}

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
