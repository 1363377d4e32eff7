import { closeSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { getFileNameLowLevel, openPromise, parseExtraFields, type Entry, type ZipFile } from 'yauzl';
import { ReadError, SizeError } from '../ports/file-system.js';
import type { OpenArchive, OpenArchiveEntry } from '../ports/open-archive.js';
import { reasonOf } from './disk.js';

/** See docs/limits.md. */
const MAX_ENTRIES = 200_000;
const MAX_ENTRY_BYTES = 2 ** 24;

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MARK = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** The kind of a file in the modes of Unix. */
const MODE_KIND = 0o170000;
const MODE_LINK = 0o120000;

/**
 * Reads the list of the files in a zip archive. Their contents are unpacked only where they are read.
 * @throws ReadError for what is no archive, or lists more files than a project can have
 */
export async function openArchive(path: string): Promise<OpenArchive> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, decodeStrings: false });
    if (zip.entryCount > MAX_ENTRIES) throw new ReadError(path, `it has more than ${MAX_ENTRIES} entries`);
    const entries: OpenArchiveEntry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entryOf(entry, path));
    return { size: zip.fileSize, entries };
  } catch (error) {
    if (error instanceof ReadError) throw error;
    const isSystemError = error instanceof Error && 'code' in error;
    throw new ReadError(path, isSystemError ? reasonOf(error) : 'it is not a valid zip archive');
  } finally {
    zip?.close();
  }
}

function entryOf(entry: Entry, archive: string): OpenArchiveEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFieldRaw } = entry;
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, parseExtraFields(extraFieldRaw), true);
  const mode = entry.externalFileAttributes >>> 16;
  const isLink = (mode & MODE_KIND) === MODE_LINK;
  return {
    name,
    kind: /[\\/]$/.test(name) ? 'folder' : isLink ? 'link' : 'file',
    isEncrypted: entry.isEncrypted(),
    ...(mode !== 0 && { mode }),
    read(path, maxBytes = MAX_ENTRY_BYTES) {
      if (entry.isEncrypted()) throw new ReadError(path, 'it is encrypted');
      const limit = Math.min(maxBytes, MAX_ENTRY_BYTES);
      // What the list says may be a lie, so that unpacking is limited as well.
      if (entry.uncompressedSize > limit) throw new SizeError(path, limit);
      return unpack(entry, { archive, path, limit }).toString('utf8');
    },
  };
}

interface Goal {
  readonly archive: string;
  readonly path: string;
  readonly limit: number;
}

function unpack(entry: Entry, { archive, path, limit }: Goal): Buffer {
  const { compressionMethod, compressedSize } = entry;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    throw new ReadError(path, 'it is packed with a method that Elastic Beanstalk may not know');
  // Deflate never makes more than a few bytes for each block out of less.
  if (compressedSize > limit + limit / 8 + 1024) throw new SizeError(path, limit);
  try {
    const packed = packedBytes(entry, archive);
    return compressionMethod === STORED ? packed : inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new SizeError(path, limit);
    throw new ReadError(path, 'its content in the archive is damaged');
  }
}

function packedBytes(
  { relativeOffsetOfLocalHeader: offset, compressedSize }: Entry,
  archive: string,
): Buffer {
  const file = openSync(archive, 'r');
  try {
    const header = bytesAt(file, offset, LOCAL_HEADER_BYTES);
    if (header.readUInt32LE(0) !== LOCAL_HEADER_MARK) throw new Error('no local header');
    const start = offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    return bytesAt(file, start, compressedSize);
  } finally {
    closeSync(file);
  }
}

function bytesAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(file, bytes, 0, length, position) < length) throw new Error('the archive ends too early');
  return bytes;
}
