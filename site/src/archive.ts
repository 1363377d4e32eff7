import { type ZipBytes, ZipError } from '../../src/io/zip/directory.js';
import { DEFLATED, isContentOf, listZip, packedContent, type ZipEntry } from '../../src/io/zip/list.js';
import { pathInArchive } from '../../src/model/bundle/archive.js';
import { visible } from '../../src/report/text/one-line.js';
import { SourceFile } from '../../src/source/index.js';
import { MAX_PROJECT_ENTRIES } from '../../src/util/limits.js';
import { through } from './share.js';
import { isSkipped, type Opened, OpenError, textsOf, tooMany } from './texts.js';

/** Throws for what makes more than `size` bytes, or has more bytes after it. */
type Inflate = (packed: Uint8Array<ArrayBuffer>, size: number) => Promise<Uint8Array> | Uint8Array;

/** Opens the bytes of an archive, of which the same list and the same faults are seen as on the command line. @throws OpenError */
export async function openZip(
  archive: Uint8Array<ArrayBuffer>,
  name: string,
  inflate: Inflate = (packed, size) => through(new DecompressionStream('deflate-raw'), packed, size),
): Promise<Opened> {
  const bytes = {
    size: archive.length,
    read: (position: number, length: number) => archive.subarray(position, position + length),
  };
  const entries = listed(bytes);
  if (entries.length > MAX_PROJECT_ENTRIES) throw tooMany('archive');
  const sources = entries.flatMap((entry) => {
    const path = pathInArchive(entry.name);
    if (path === undefined || entry.kind === 'folder' || isSkipped(path)) return [];
    return [
      { path, kind: entry.kind, size: entry.sizes.unpacked, bytes: () => contentOf(entry, bytes, inflate) },
    ];
  });
  // Of two with the same path, the later one is there.
  const kinds = new Map(sources.map(({ path, kind }) => [path, kind]));
  const ofKind = (kind: ZipEntry['kind']) =>
    textsOf(sources.filter((source) => source.kind === kind && kinds.get(source.path) === kind));
  const file = new SourceFile(`/${name}`, name, '');
  return {
    texts: await ofKind('file'),
    archive: { file, size: archive.length, entries, links: await ofKind('link') },
  };
}

function listed(bytes: ZipBytes): readonly ZipEntry[] {
  try {
    return listZip(bytes);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw new OpenError(`The archive cannot be unpacked: ${error.message}.`);
  }
}

/**
 * Undefined for an entry with a fault that is reported.
 * @throws OpenError for another one whose content is not what the list says: it is not unpacked any further than to the size there
 */
async function contentOf(
  entry: ZipEntry,
  bytes: ZipBytes,
  inflate: Inflate,
): Promise<Uint8Array | undefined> {
  const packed = packedContent(entry, bytes);
  try {
    const content =
      packed && entry.method === DEFLATED
        ? await inflate(new Uint8Array(packed), entry.sizes.unpacked)
        : packed;
    if (content && isContentOf(entry, content)) return content;
  } catch {
    // What is no deflate is damaged, too.
  }
  if (entry.faults.size > 0) return undefined;
  throw new OpenError(`The archive cannot be unpacked: "${visible(entry.name)}" is damaged.`);
}
