import { MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_LIST_BYTES } from '../../util/limits.js';

/** What takes the place of a number that is in the zip64 field. */
export const IN_ZIP64 = 0xffffffff;

/** The bytes of an archive, wherever they are. */
export interface ZipBytes {
  readonly size: number;
  /** Fewer where the archive has become shorter. */
  readonly read: (position: number, length: number) => Uint8Array;
}

/** Thrown where the list of files itself is unclear; the reason is a clause. */
export class ZipError extends Error {}

/** Bytes up to `end`, in windows of a size so that small reads next to each other cost one. */
export class Windows {
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

export const numberOf1 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
export const numberOf2 = (bytes: Uint8Array, at: number): number =>
  numberOf1(bytes, at) + numberOf1(bytes, at + 1) * 2 ** 8;
export const numberOf4 = (bytes: Uint8Array, at: number): number =>
  numberOf2(bytes, at) + numberOf2(bytes, at + 2) * 2 ** 16;
/** One of 64 bits; a larger one than a file can have is inexact. */
export const numberOf8 = (bytes: Uint8Array, at: number): number =>
  numberOf4(bytes, at) + numberOf4(bytes, at + 4) * 2 ** 32;

export const hasMark = (bytes: Uint8Array | undefined, mark: number): bytes is Uint8Array =>
  bytes !== undefined && numberOf4(bytes, 0) === mark;

export const NO_ARCHIVE = new ZipError('it is not a valid zip archive');
const TOO_LONG_LIST = new ZipError(`its list of files has more than ${MAX_ARCHIVE_LIST_BYTES / 2 ** 20} MiB`);

export interface List {
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
export function findList(bytes: Windows): List {
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
