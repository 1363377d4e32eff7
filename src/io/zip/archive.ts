import { closeSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { ReadError, SizeError } from '../../ports/file-system.js';
import type { OpenArchive, OpenArchiveEntry } from '../../ports/ports.js';
import { MAX_ARCHIVED_FILE_BYTES } from '../../util/limits.js';
import { READ_ONLY, reasonOf, statsOfFile } from '../disk.js';
import { type ZipBytes, ZipError } from './directory.js';
import { DEFLATED, isContentOf, listZip, packedContent, STORED, type ZipEntry } from './list.js';

const DAMAGED = 'its content in the archive is damaged';

/**
 * Reads the list of the files in a zip archive. Their contents are unpacked only where they are read.
 * @throws ReadError for what is no archive, or lists more files than a project can have
 */
export function openArchive(path: string): OpenArchive {
  try {
    return withFile(path, (file) => {
      const { size } = statsOfFile(file, path);
      const entries = listZip(bytesOf(file, size));
      return { size, entries: entries.map((entry) => entryOf(entry, path)) };
    });
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError(path, error instanceof ZipError ? error.message : reasonOf(error));
  }
}

function entryOf(entry: ZipEntry, archive: string): OpenArchiveEntry {
  const { name, kind, mode, faults } = entry;
  return {
    name,
    kind,
    faults,
    ...(mode !== 0 && { mode }),
    read(path, maxBytes = MAX_ARCHIVED_FILE_BYTES) {
      if (faults.has('encrypted')) throw new ReadError(path, 'it is encrypted');
      if (entry.method !== STORED && entry.method !== DEFLATED)
        throw new ReadError(path, 'it is packed with a method that Elastic Beanstalk may not know');
      const limit = Math.min(maxBytes, MAX_ARCHIVED_FILE_BYTES);
      if (entry.sizes.unpacked > limit) throw new SizeError(path, limit);
      const content = unpack(entry, archive);
      if (!content) throw new ReadError(path, DAMAGED);
      return content.toString('utf8');
    },
  };
}

/** Undefined where the content is not what the list says. */
function unpack(entry: ZipEntry, archive: string): Buffer | undefined {
  try {
    return withFile(archive, (file) => {
      const packed = packedContent(entry, bytesOf(file, statsOfFile(file, archive).size));
      if (!packed) return undefined;
      // What the list says may be a lie, so that unpacking is limited as well.
      const content = entry.method === STORED ? Buffer.from(packed) : inflate(packed, entry.sizes.unpacked);
      return isContentOf(entry, content) ? content : undefined;
    });
  } catch {
    return undefined;
  }
}

/** @throws Error for what makes more than `size` bytes, or does not take all of the packed ones */
function inflate(packed: Uint8Array, size: number): Buffer {
  const { buffer, engine } = inflateRawSync(packed, {
    maxOutputLength: Math.max(size, 1),
    info: true,
  }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
  if (engine.bytesWritten !== packed.length) throw new Error('bytes behind the content');
  return buffer;
}

function withFile<T>(path: string, action: (file: number) => T): T {
  const file = openSync(path, READ_ONLY);
  try {
    return action(file);
  } finally {
    closeSync(file);
  }
}

const bytesOf = (file: number, size: number): ZipBytes => ({
  size,
  read(position, length) {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, position));
  },
});
