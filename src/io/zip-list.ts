import { isAscii, isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import type { ArchiveFault } from '../model/project.js';
import { MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_LIST_BYTES, MAX_PATH_CHARACTERS } from '../knowledge/limits.js';

export const STORED = 0;
export const DEFLATED = 8;

/** The flags of an entry. */
const ENCRYPTED = 1;
/** The sizes come after the content, and its header may leave them out. */
const STREAMED = 1 << 3;
const UTF8 = 1 << 11;
/** Those that decide how an entry is read; the others say how well it was packed. */
const READING_FLAGS = ENCRYPTED | STREAMED | (1 << 6) | UTF8 | (1 << 13);

/** What takes the place of a number that is in the zip64 field. */
const IN_ZIP64 = 0xffffffff;
const ZIP64_FIELD = 0x0001;
const UNICODE_PATH_FIELD = 0x7075;
const ASI_UNIX_FIELD = 0x756e;
const READ_FIELDS: ReadonlySet<number> = new Set([ZIP64_FIELD, UNICODE_PATH_FIELD, ASI_UNIX_FIELD]);

/** The kind of a file in the modes of Unix. */
const MODE_KIND = 0o170000;
const MODE_LINK = 0o120000;

/** Systems that an entry was made on, which decide how its name and mode are understood. */
const UNIX = 3;
const MACOS = 19;

const VOLUME_LABEL = 8;
/** A checksum takes the place of the mode. */
const VERIFIED = 4;
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

interface Sizes {
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** What is the same in the list of an archive and before the content of a file. */
interface Header {
  readonly flags: number;
  readonly method: number;
  readonly sizes: Sizes;
  readonly name: Buffer;
  readonly hasFields: boolean;
  readonly fields: readonly Field[];
}

/** An extra field of a header. */
interface Field {
  readonly id: number;
  readonly data: Buffer;
}

interface Listed extends Header {
  readonly host: number;
  readonly version: number;
  readonly disk: number;
  readonly attributes: number;
  readonly offset: number;
}

/** Thrown where the list of files itself is unclear; the reason is a clause. */
export class ZipError extends Error {}

/**
 * The files in a zip archive, as `unzip` would unpack them. What it may understand in another way, or refuse, is a fault
 * of the entry. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 *
 * @param file its handle
 * @param size of the archive, in bytes
 * @throws ZipError for what is no archive, or has too many files
 */
export function listZip(file: number, size: number): readonly ZipEntry[] {
  const bytes = new FileBytes(file, size, 2 ** 16);
  const list = findList(bytes);
  const listed = entriesIn(list, bytes);
  const headers = new FileBytes(file, list.start, 2 ** 9);
  const entries = listed.map((entry) => entryOf(entry, headers));
  markOverlaps(entries);
  return entries;
}

/** The bytes of a file up to `end`, read in windows of a size so that small reads next to each other cost one. */
class FileBytes {
  #window = Buffer.alloc(0);
  #start = 0;
  #total = 0;

  constructor(
    readonly file: number,
    readonly end: number,
    readonly windowSize: number,
  ) {}

  /** Undefined where they are not all there. */
  at(position: number, length: number): Buffer | undefined {
    if (position < 0 || position + length > this.end) return undefined;
    if (position < this.#start || position + length > this.#start + this.#window.length) {
      const size = Math.min(Math.max(length, this.windowSize), this.end - position);
      this.#window = Buffer.allocUnsafe(size);
      this.#start = position;
      if (readSync(this.file, this.#window, 0, size, position) < size)
        throw new ZipError('it changed while it was read');
    }
    return this.#window.subarray(position - this.#start, position - this.#start + length);
  }

  /** As `at`, for what is only bounded together. */
  limited(position: number, length: number): Buffer | undefined {
    this.#total += length;
    if (this.#total > MAX_ARCHIVE_LIST_BYTES) throw TOO_LONG_LIST;
    return this.at(position, length);
  }
}

const NO_ARCHIVE = new ZipError('it is not a valid zip archive');
const TOO_LONG_LIST = new ZipError(`its list of files has more than ${MAX_ARCHIVE_LIST_BYTES / 2 ** 20} MiB`);

interface List {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const COMMENT_BYTES = 0xffff;

/**
 * Where the list of files is. It must end where the record begins that says so: programs disagree on what is in an
 * archive with more bytes before or after it.
 */
function findList(bytes: FileBytes): List {
  const tail = Math.max(0, bytes.end - END_BYTES - COMMENT_BYTES);
  const last = bytes.at(tail, bytes.end - tail) ?? Buffer.alloc(0);
  const found = last.lastIndexOf('PK\x05\x06', last.length - END_BYTES, 'latin1');
  if (last.length < END_BYTES || found === -1) throw NO_ARCHIVE;
  const end = last.subarray(found);
  if (end.readUInt16LE(20) !== end.length - END_BYTES) throw NO_ARCHIVE;
  const position = tail + found;
  const short = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)] as const;
  const isWhole = end.readUInt32LE(4) === 0 && end.readUInt16LE(8) === short[0];
  const [[count, size, start], before] = findList64(position, short, bytes) ?? [short, position];
  if (!isWhole || start + size !== before) throw NO_ARCHIVE;
  if (count > MAX_ARCHIVE_ENTRIES) throw new ZipError(`it has more than ${MAX_ARCHIVE_ENTRIES} entries`);
  if (size > MAX_ARCHIVE_LIST_BYTES) throw TOO_LONG_LIST;
  return { start, end: before, count };
}

type Numbers = readonly [count: number, size: number, start: number];

/** What a larger archive has before its end: numbers of 64 bits, and where it has them. */
function findList64(
  position: number,
  short: Numbers,
  bytes: FileBytes,
): readonly [Numbers, number] | undefined {
  const locator = bytes.at(position - LOCATOR_BYTES, LOCATOR_BYTES);
  if (locator?.readUInt32LE(0) !== 0x07064b50) return undefined;
  const start = numberAt(locator, 8);
  const end = bytes.at(start, END64_BYTES);
  const isWhole =
    end?.readUInt32LE(0) === 0x06064b50 &&
    start + 12 + numberAt(end, 4) === position - LOCATOR_BYTES &&
    locator.readUInt32LE(4) === 0 &&
    locator.readUInt32LE(16) === 1 &&
    numberAt(end, 16) === 0 &&
    numberAt(end, 24) === numberAt(end, 32);
  if (!isWhole) throw NO_ARCHIVE;
  const long = [numberAt(end, 32), numberAt(end, 40), numberAt(end, 48)] as const;
  const agree = short.every((number, index) => number === long[index] || number === SHORT_COUNTS[index]);
  if (!agree) throw NO_ARCHIVE;
  return [long, start];
}

const SHORT_COUNTS = [0xffff, IN_ZIP64, IN_ZIP64];

/** One of 64 bits; a larger one than a file can have is inexact. */
const numberAt = (bytes: Buffer, position: number): number => Number(bytes.readBigUInt64LE(position));

const LISTED_BYTES = 46;

function entriesIn({ start, end, count }: List, bytes: FileBytes): Listed[] {
  const entries: Listed[] = [];
  let position = start;
  while (position < end) {
    const fixed = bytes.at(position, LISTED_BYTES);
    if (fixed?.readUInt32LE(0) !== 0x02014b50) throw NO_ARCHIVE;
    const lengths = [fixed.readUInt16LE(28), fixed.readUInt16LE(30), fixed.readUInt16LE(32)] as const;
    if (lengths[0] > MAX_PATH_CHARACTERS)
      throw new ZipError(`it has paths of more than ${MAX_PATH_CHARACTERS} characters`);
    const length = LISTED_BYTES + lengths[0] + lengths[1] + lengths[2];
    const whole = position + length <= end ? bytes.at(position, length) : undefined;
    if (!whole || entries.length === count) throw NO_ARCHIVE;
    // A copy: a part of the window would keep all of it.
    entries.push(listedOf(Buffer.from(whole.subarray(0, length - lengths[2])), lengths[0]));
    position += length;
  }
  if (entries.length !== count) throw NO_ARCHIVE;
  return entries;
}

function listedOf(bytes: Buffer, nameLength: number): Listed {
  const nameEnd = LISTED_BYTES + nameLength;
  const fields = fieldsIn(bytes.subarray(nameEnd));
  const numbers = {
    unpacked: bytes.readUInt32LE(24),
    packed: bytes.readUInt32LE(20),
    offset: bytes.readUInt32LE(42),
  };
  const { unpacked, packed, offset } = withZip64(numbers, fields);
  const isVerified = (bytes.readUInt16LE(36) & VERIFIED) !== 0;
  return {
    host: bytes.readUInt8(5),
    version: bytes.readUInt8(6),
    flags: bytes.readUInt16LE(8),
    method: bytes.readUInt16LE(10),
    sizes: { crc: bytes.readUInt32LE(16), packed, unpacked },
    disk: bytes.readUInt16LE(34),
    attributes: bytes.readUInt32LE(38) & (isVerified ? 0xff : -1),
    offset,
    name: bytes.subarray(LISTED_BYTES, nameEnd),
    hasFields: nameEnd < bytes.length,
    fields,
  };
}

/** Those that decide how an entry is read, each at most twice. What does not end in the header is left out. */
function fieldsIn(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  for (let position = 0; position + 4 <= bytes.length;) {
    const start = position + 4;
    const end = start + bytes.readUInt16LE(position + 2);
    if (end > bytes.length) break;
    const id = bytes.readUInt16LE(position);
    if (READ_FIELDS.has(id) && fields.filter((field) => field.id === id).length < 2)
      fields.push({ id, data: bytes.subarray(start, end) });
    position = end;
  }
  return fields;
}

/** Numbers with those of 64 bits in place; `IN_ZIP64` remains where the field does not have one. */
function withZip64<T extends Readonly<Record<string, number>>>(numbers: T, fields: readonly Field[]): T {
  const data = fields.find(({ id }) => id === ZIP64_FIELD)?.data;
  let position = 0;
  return Object.fromEntries(
    Object.entries(numbers).map(([key, number]) => {
      if (number !== IN_ZIP64 || !data || position + 8 > data.length) return [key, number];
      position += 8;
      return [key, numberAt(data, position - 8)];
    }),
  ) as T;
}

/** With what the header before its content says. */
interface Found extends ZipEntry {
  readonly from: number;
  readonly to: number;
  readonly faults: Set<ArchiveFault>;
}

function entryOf(listed: Listed, bytes: FileBytes): Found {
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

/** `unzip` looks for the mark of UTF-8 only where there are extra fields; else the system decides what the bytes are. */
const decode = ({ name, flags, hasFields }: Header, host: number): string | undefined =>
  isUtf8(name) && (isAscii(name) || host === UNIX || host === MACOS || (hasFields && (flags & UTF8) !== 0))
    ? name.toString('utf8')
    : undefined;

/** As the archiver intended it, as far as that is known. */
const nameOf = (header: Listed): string => clearName(header, header.host) ?? header.name.toString('latin1');

/** The name that all programs read, or undefined. A field may have it as UTF-8, where the name itself has other characters. */
function clearName(header: Header, host: number): string | undefined {
  const [field, ...others] = header.fields.filter(({ id }) => id === UNICODE_PATH_FIELD);
  if (!field) return decode(header, host);
  const { data } = field;
  // `unzip` compares the checksum with the name of the entry before.
  if (header.name.length === 0) return undefined;
  if (others.length > 0 || data.length < 6 || data.readUInt8(0) !== 1) return undefined;
  // A program in C ends the name there, and finds another checksum.
  if (header.name.includes(0)) return undefined;
  if (data.readUInt32LE(1) !== crc32(header.name)) return undefined;
  const name = data.subarray(5);
  if (!isUtf8(name)) return undefined;
  return (header.flags & UTF8) === 0 || name.equals(header.name) ? name.toString('utf8') : undefined;
}

type Local = Header & { readonly start: number };

const LOCAL_BYTES = 30;

/** The header of a file, which is before its content. */
function localHeader(offset: number, bytes: FileBytes): Local | undefined {
  const fixed = bytes.limited(offset, LOCAL_BYTES);
  if (fixed?.readUInt32LE(0) !== 0x04034b50) return undefined;
  const nameLength = fixed.readUInt16LE(26);
  const length = nameLength + fixed.readUInt16LE(28);
  const rest = bytes.limited(offset + LOCAL_BYTES, length);
  if (!rest) return undefined;
  const fields = fieldsIn(rest.subarray(nameLength));
  const numbers = { unpacked: fixed.readUInt32LE(22), packed: fixed.readUInt32LE(18) };
  return {
    flags: fixed.readUInt16LE(6),
    method: fixed.readUInt16LE(8),
    sizes: { crc: fixed.readUInt32LE(14), ...withZip64(numbers, fields) },
    name: rest.subarray(0, nameLength),
    hasFields: nameLength < length,
    fields,
    start: offset + LOCAL_BYTES + length,
  };
}

/** How long the sizes after a content are; undefined where others are there. */
function descriptorAt(position: number, sizes: Sizes, bytes: FileBytes): number | undefined {
  for (const length of [12, 20])
    for (const mark of [4, 0]) {
      const found = bytes.limited(position, mark + length);
      if (!found || (mark !== 0 && found.readUInt32LE(0) !== 0x08074b50)) continue;
      const numbers =
        length === 12
          ? [found.readUInt32LE(mark + 4), found.readUInt32LE(mark + 8)]
          : [numberAt(found, mark + 4), numberAt(found, mark + 12)];
      if (
        found.readUInt32LE(mark) === sizes.crc &&
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
  name.split('/').some((part) => Buffer.byteLength(part) > NAME_BYTES);

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
export function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}
