import type { ArchiveFault } from '../model/project.js';
import { MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_LIST_BYTES, MAX_PATH_CHARACTERS } from '../util/limits.js';

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
  readonly name: Uint8Array;
  readonly hasFields: boolean;
  readonly fields: readonly Field[];
}

/** An extra field of a header. */
interface Field {
  readonly id: number;
  readonly data: Uint8Array;
}

interface Listed extends Header {
  readonly host: number;
  readonly version: number;
  readonly disk: number;
  readonly attributes: number;
  readonly offset: number;
}

/** The bytes of an archive, wherever they are. */
export interface ZipBytes {
  readonly size: number;
  /** Fewer where the archive has become shorter. */
  readonly read: (position: number, length: number) => Uint8Array;
}

/** Thrown where the list of files itself is unclear; the reason is a clause. */
export class ZipError extends Error {}

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

/** Bytes up to `end`, in windows of a size so that small reads next to each other cost one. */
class Windows {
  #window: Uint8Array = new Uint8Array();
  #start = 0;
  #total = 0;

  constructor(
    readonly bytes: ZipBytes,
    readonly end: number,
    readonly windowSize: number,
  ) {}

  /** Undefined where they are not all there. */
  at(position: number, length: number): Uint8Array | undefined {
    if (position < 0 || position + length > this.end) return undefined;
    if (position < this.#start || position + length > this.#start + this.#window.length) {
      const size = Math.min(Math.max(length, this.windowSize), this.end - position);
      this.#window = this.bytes.read(position, size);
      this.#start = position;
      if (this.#window.length < size) throw new ZipError('it changed while it was read');
    }
    return this.#window.subarray(position - this.#start, position - this.#start + length);
  }

  /** As `at`, for what is only bounded together. */
  limited(position: number, length: number): Uint8Array | undefined {
    this.#total += length;
    if (this.#total > MAX_ARCHIVE_LIST_BYTES) throw TOO_LONG_LIST;
    return this.at(position, length);
  }
}

const numberOf1 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
const numberOf2 = (bytes: Uint8Array, at: number): number =>
  numberOf1(bytes, at) + numberOf1(bytes, at + 1) * 2 ** 8;
const numberOf4 = (bytes: Uint8Array, at: number): number =>
  numberOf2(bytes, at) + numberOf2(bytes, at + 2) * 2 ** 16;
/** One of 64 bits; a larger one than a file can have is inexact. */
const numberOf8 = (bytes: Uint8Array, at: number): number =>
  numberOf4(bytes, at) + numberOf4(bytes, at + 4) * 2 ** 32;

const hasMark = (bytes: Uint8Array | undefined, mark: number): bytes is Uint8Array =>
  bytes !== undefined && numberOf4(bytes, 0) === mark;

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
function findList(bytes: Windows): List {
  const tail = Math.max(0, bytes.end - END_BYTES - COMMENT_BYTES);
  const last = bytes.at(tail, bytes.end - tail) ?? new Uint8Array();
  const found = lastEndIn(last);
  if (last.length < END_BYTES || found === -1) throw NO_ARCHIVE;
  const end = last.subarray(found);
  if (numberOf2(end, 20) !== end.length - END_BYTES) throw NO_ARCHIVE;
  const position = tail + found;
  const short = [numberOf2(end, 10), numberOf4(end, 12), numberOf4(end, 16)] as const;
  const isWhole = numberOf4(end, 4) === 0 && numberOf2(end, 8) === short[0];
  const [[count, size, start], before] = findList64(position, short, bytes) ?? [short, position];
  if (!isWhole || start + size !== before) throw NO_ARCHIVE;
  if (count > MAX_ARCHIVE_ENTRIES) throw new ZipError(`it has more than ${MAX_ARCHIVE_ENTRIES} entries`);
  if (size > MAX_ARCHIVE_LIST_BYTES) throw TOO_LONG_LIST;
  return { start, end: before, count };
}

/** Where the last record begins that may be the end; -1 where there is none. */
function lastEndIn(bytes: Uint8Array): number {
  let at = bytes.length - END_BYTES;
  while (at >= 0 && numberOf4(bytes, at) !== 0x06054b50) at--;
  return at;
}

type Numbers = readonly [count: number, size: number, start: number];

/** What a larger archive has before its end: numbers of 64 bits, and where it has them. */
function findList64(
  position: number,
  short: Numbers,
  bytes: Windows,
): readonly [Numbers, number] | undefined {
  const locator = bytes.at(position - LOCATOR_BYTES, LOCATOR_BYTES);
  if (!hasMark(locator, 0x07064b50)) return undefined;
  const start = numberOf8(locator, 8);
  const end = bytes.at(start, END64_BYTES);
  const isWhole =
    hasMark(end, 0x06064b50) &&
    start + 12 + numberOf8(end, 4) === position - LOCATOR_BYTES &&
    numberOf4(locator, 4) === 0 &&
    numberOf4(locator, 16) === 1 &&
    numberOf8(end, 16) === 0 &&
    numberOf8(end, 24) === numberOf8(end, 32);
  if (!isWhole) throw NO_ARCHIVE;
  const long = [numberOf8(end, 32), numberOf8(end, 40), numberOf8(end, 48)] as const;
  const agree = short.every((number, index) => number === long[index] || number === SHORT_COUNTS[index]);
  if (!agree) throw NO_ARCHIVE;
  return [long, start];
}

const SHORT_COUNTS = [0xffff, IN_ZIP64, IN_ZIP64];

const LISTED_BYTES = 46;

function entriesIn({ start, end, count }: List, bytes: Windows): Listed[] {
  const entries: Listed[] = [];
  let position = start;
  while (position < end) {
    const fixed = bytes.at(position, LISTED_BYTES);
    if (!hasMark(fixed, 0x02014b50)) throw NO_ARCHIVE;
    const lengths = [numberOf2(fixed, 28), numberOf2(fixed, 30), numberOf2(fixed, 32)] as const;
    if (lengths[0] > MAX_PATH_CHARACTERS)
      throw new ZipError(`it has paths of more than ${MAX_PATH_CHARACTERS} characters`);
    const length = LISTED_BYTES + lengths[0] + lengths[1] + lengths[2];
    const whole = position + length <= end ? bytes.at(position, length) : undefined;
    if (!whole || entries.length === count) throw NO_ARCHIVE;
    // A copy: a part of the window would keep all of it.
    entries.push(listedOf(whole.slice(0, length - lengths[2]), lengths[0]));
    position += length;
  }
  if (entries.length !== count) throw NO_ARCHIVE;
  return entries;
}

function listedOf(bytes: Uint8Array, nameLength: number): Listed {
  const nameEnd = LISTED_BYTES + nameLength;
  const fields = fieldsIn(bytes.subarray(nameEnd));
  const numbers = {
    unpacked: numberOf4(bytes, 24),
    packed: numberOf4(bytes, 20),
    offset: numberOf4(bytes, 42),
  };
  const { unpacked, packed, offset } = withZip64(numbers, fields);
  const isVerified = (numberOf2(bytes, 36) & VERIFIED) !== 0;
  return {
    host: numberOf1(bytes, 5),
    version: numberOf1(bytes, 6),
    flags: numberOf2(bytes, 8),
    method: numberOf2(bytes, 10),
    sizes: { crc: numberOf4(bytes, 16), packed, unpacked },
    disk: numberOf2(bytes, 34),
    attributes: numberOf4(bytes, 38) & (isVerified ? 0xff : -1),
    offset,
    name: bytes.subarray(LISTED_BYTES, nameEnd),
    hasFields: nameEnd < bytes.length,
    fields,
  };
}

/** Those that decide how an entry is read, each at most twice. What does not end in the header is left out. */
function fieldsIn(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let position = 0; position + 4 <= bytes.length;) {
    const start = position + 4;
    const end = start + numberOf2(bytes, position + 2);
    if (end > bytes.length) break;
    const id = numberOf2(bytes, position);
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
      return [key, numberOf8(data, position - 8)];
    }),
  ) as T;
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
