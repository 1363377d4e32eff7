import type { ArchiveFault } from '../../model/project.js';
import {
  findList,
  hasMark,
  IN_ZIP64,
  numberOf1,
  numberOf2,
  numberOf4,
  numberOf8,
  Windows,
  type ZipBytes,
} from './directory.js';
import {
  ASI_UNIX_FIELD,
  entriesIn,
  fieldsIn,
  type Header,
  type Listed,
  type Sizes,
  UNICODE_PATH_FIELD,
  withZip64,
  ZIP64_FIELD,
} from './headers.js';

export const STORED = 0;
export const DEFLATED = 8;

/** The flags of an entry. */
const ENCRYPTED = 1;
/** The sizes come after the content, and its header may leave them out. */
const STREAMED = 1 << 3;
const UTF8 = 1 << 11;
/** Those that decide how an entry is read; the others say how well it was packed. */
const READING_FLAGS = ENCRYPTED | STREAMED | (1 << 6) | UTF8 | (1 << 13);

/** The kind of a file in the modes of Unix. */
const MODE_KIND = 0o170000;
const MODE_LINK = 0o120000;

/** Systems that an entry was made on, which decide how its name and mode are understood. */
const UNIX = 3;
const MACOS = 19;

const VOLUME_LABEL = 8;
/** `unzip` refuses what needs a later version of the format. */
const LATEST_VERSION = 46;
/** No block of deflate makes more out of its bytes. */
const DEFLATE_RATIO = 1032;
const NAME_BYTES = 255;

/** A file in an archive, as its list has it. */
export interface ZipEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** Its permissions; 0 where the archiver noted none. */
  readonly mode: number;
  readonly method: number;
  readonly sizes: Sizes;
  /** Where its content begins; undefined where that is unknown. */
  readonly start: number | undefined;
  readonly faults: ReadonlySet<ArchiveFault>;
}

/**
 * The files in a zip archive, as `unzip` would unpack them. What it may understand in another way, or refuse, is a fault
 * of the entry. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 *
 * @throws ZipError for what is no archive, or has too many files
 */
export function listZip(archive: ZipBytes): readonly ZipEntry[] {
  const bytes = new Windows(archive, archive.size, 2 ** 16);
  const list = findList(bytes);
  const listed = entriesIn(list, bytes);
  const headers = new Windows(archive, list.start, 2 ** 9);
  const entries = listed.map((entry) => entryOf(entry, headers));
  markOverlaps(entries);
  return entries;
}

/** With what the header before its content says. */
interface Found extends ZipEntry {
  readonly from: number;
  readonly to: number;
  readonly faults: Set<ArchiveFault>;
}

function entryOf(listed: Listed, bytes: Windows): Found {
  const name = nameOf(listed);
  const mode = listed.attributes >>> 16;
  const isFolder = /[\\/]$/.test(name);
  const isLink = (mode & MODE_KIND) === MODE_LINK;
  const local = localHeader(listed.offset, bytes);
  const faults = new Set(faultsOf(listed, name, local));
  const start = local?.start;
  const dataEnd = (start ?? listed.offset) + listed.sizes.packed;
  const tail =
    local && (local.flags & STREAMED) !== 0 && !isFolder ? descriptorAt(dataEnd, listed.sizes, bytes) : 0;
  if (tail === undefined) faults.add('differing-headers');
  if (dataEnd > bytes.end) faults.add('impossible-size');
  return {
    name,
    kind: isFolder ? 'folder' : isLink ? 'link' : 'file',
    mode,
    method: listed.method,
    sizes: listed.sizes,
    start,
    faults,
    from: listed.offset,
    to: dataEnd + (tail ?? 0),
  };
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** Undefined for what is no UTF-8. */
function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const latin1Of = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** `unzip` looks for the mark of UTF-8 only where there are extra fields; else the system decides what the bytes are. */
const decode = ({ name, flags, hasFields }: Header, host: number): string | undefined =>
  isAscii(name) || host === UNIX || host === MACOS || (hasFields && (flags & UTF8) !== 0)
    ? utf8Of(name)
    : undefined;

/** As the archiver intended it, as far as that is known. */
const nameOf = (header: Listed): string => clearName(header, header.host) ?? latin1Of(header.name);

/** The name that all programs read, or undefined. A field may have it as UTF-8, where the name itself has other characters. */
function clearName(header: Header, host: number): string | undefined {
  const [field, ...others] = header.fields.filter(({ id }) => id === UNICODE_PATH_FIELD);
  if (!field) return decode(header, host);
  const { data } = field;
  // `unzip` compares the checksum with the name of the entry before.
  if (header.name.length === 0) return undefined;
  if (others.length > 0 || data.length < 6 || numberOf1(data, 0) !== 1) return undefined;
  // A program in C ends the name there, and finds another checksum.
  if (header.name.includes(0)) return undefined;
  if (numberOf4(data, 1) !== crc32(header.name)) return undefined;
  const name = utf8Of(data.subarray(5));
  return (header.flags & UTF8) === 0 || name === utf8Of(header.name) ? name : undefined;
}

type Local = Header & { readonly start: number };

const LOCAL_BYTES = 30;

/** The header of a file, which is before its content. */
function localHeader(offset: number, bytes: Windows): Local | undefined {
  const fixed = bytes.limited(offset, LOCAL_BYTES);
  if (!hasMark(fixed, 0x04034b50)) return undefined;
  const nameLength = numberOf2(fixed, 26);
  const length = nameLength + numberOf2(fixed, 28);
  const rest = bytes.limited(offset + LOCAL_BYTES, length);
  if (!rest) return undefined;
  const fields = fieldsIn(rest.subarray(nameLength));
  const numbers = { unpacked: numberOf4(fixed, 22), packed: numberOf4(fixed, 18) };
  return {
    flags: numberOf2(fixed, 6),
    method: numberOf2(fixed, 8),
    sizes: { crc: numberOf4(fixed, 14), ...withZip64(numbers, fields) },
    name: rest.subarray(0, nameLength),
    hasFields: nameLength < length,
    fields,
    start: offset + LOCAL_BYTES + length,
  };
}

/** How long the sizes after a content are; undefined where others are there. */
function descriptorAt(position: number, sizes: Sizes, bytes: Windows): number | undefined {
  for (const length of [12, 20])
    for (const mark of [4, 0]) {
      const found = bytes.limited(position, mark + length);
      if (!found || (mark !== 0 && numberOf4(found, 0) !== 0x08074b50)) continue;
      const numbers =
        length === 12
          ? [numberOf4(found, mark + 4), numberOf4(found, mark + 8)]
          : [numberOf8(found, mark + 4), numberOf8(found, mark + 12)];
      if (
        numberOf4(found, mark) === sizes.crc &&
        numbers[0] === sizes.packed &&
        numbers[1] === sizes.unpacked
      )
        return mark + length;
    }
  return undefined;
}

function* faultsOf(listed: Listed, name: string, local: Local | undefined): Generator<ArchiveFault> {
  const { flags, host, method, version, disk, fields } = listed;
  if (((flags | (local?.flags ?? 0)) & ENCRYPTED) !== 0) yield 'encrypted';
  if ((method !== STORED && method !== DEFLATED) || version > LATEST_VERSION) yield 'unknown-method';
  if (clearName(listed, host) === undefined || isUnclear(name)) yield 'unclear-name';
  if (isImpossible(listed)) yield 'impossible-size';
  if (isUnclearKind(listed, name)) yield 'unclear-kind';
  if (!local || disk !== 0) yield 'missing-content';
  if (local && differs(listed, local)) yield 'differing-headers';
  if (fields.filter(({ id }) => id === ZIP64_FIELD).length > 1) yield 'differing-headers';
}

/** What `unzip` changes in a name, or cannot write: control characters, the versions of VMS, and names that are too long. */
const isUnclear = (name: string): boolean =>
  name === '' ||
  /[\x00-\x1f\x7f]|;\d*$|(?:^|\/)\.$/.test(name) ||
  name.split('/').some((part) => new TextEncoder().encode(part).length > NAME_BYTES);

function isImpossible({ method, sizes: { packed, unpacked }, flags }: Listed): boolean {
  if (packed === IN_ZIP64 || unpacked === IN_ZIP64) return true;
  if (method === STORED) return packed !== unpacked + ((flags & ENCRYPTED) === 0 ? 0 : 12);
  return unpacked > packed * DEFLATE_RATIO;
}

function isUnclearKind({ host, attributes, fields }: Listed, name: string): boolean {
  const mode = attributes >>> 16;
  if ((mode & MODE_KIND) === MODE_LINK) return host !== UNIX || name.endsWith('/');
  if (mode === 0 && fields.some(({ id }) => id === ASI_UNIX_FIELD)) return true;
  return host !== UNIX && (attributes & VOLUME_LABEL) !== 0;
}

function differs(listed: Listed, local: Local): boolean {
  if (((listed.flags ^ local.flags) & READING_FLAGS) !== 0 || listed.method !== local.method) return true;
  const isStreamed = (local.flags & STREAMED) !== 0;
  const sizesDiffer = SIZES.some(
    (key) => local.sizes[key] !== listed.sizes[key] && !(isStreamed && local.sizes[key] === 0),
  );
  return sizesDiffer || clearName(local, listed.host) !== clearName(listed, listed.host);
}

const SIZES = ['crc', 'packed', 'unpacked'] as const;

/** `unzip` takes an archive in which two files share bytes for an attack, and stops. */
function markOverlaps(entries: readonly Found[]): void {
  const sorted = entries.toSorted((a, b) => a.from - b.from);
  let last: Found | undefined;
  for (const entry of sorted) {
    if (last && entry.from < last.to) {
      entry.faults.add('overlapping');
      last.faults.add('overlapping');
    }
    if (!last || entry.to > last.to) last = entry;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** Node has its own only since 20.15. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

/** The packed content of an entry; undefined where it is not there, or is not what the list says. */
export function packedContent(
  { method, sizes: { packed, unpacked }, start, faults }: ZipEntry,
  bytes: ZipBytes,
): Uint8Array | undefined {
  if (faults.has('encrypted') || (method !== STORED && method !== DEFLATED)) return undefined;
  // Deflate makes at most a few bytes more of each block.
  if (start === undefined || packed > unpacked + unpacked / 8 + 1024) return undefined;
  if (start + packed > bytes.size) return undefined;
  const content = bytes.read(start, packed);
  return content.length === packed ? content : undefined;
}

/** Whether a content is the one of an entry; that of a link names something. */
export function isContentOf({ kind, sizes: { unpacked, crc } }: ZipEntry, content: Uint8Array): boolean {
  if (content.length !== unpacked || crc32(content) !== crc) return false;
  const target = kind === 'link' ? utf8Of(content) : 'any';
  return target !== undefined && target !== '' && !target.includes('\0');
}
