import { MAX_PATH_CHARACTERS } from '../../util/limits.js';
import type { Windows } from './directory.js';
import {
  hasMark,
  IN_ZIP64,
  type List,
  NO_ARCHIVE,
  numberOf1,
  numberOf2,
  numberOf4,
  numberOf8,
  ZipError,
} from './directory.js';

/** A checksum takes the place of the mode. */
const VERIFIED = 4;

export const ZIP64_FIELD = 0x0001;
export const UNICODE_PATH_FIELD = 0x7075;
export const ASI_UNIX_FIELD = 0x756e;
const READ_FIELDS: ReadonlySet<number> = new Set([ZIP64_FIELD, UNICODE_PATH_FIELD, ASI_UNIX_FIELD]);

export interface Sizes {
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** What is the same in the list of an archive and before the content of a file. */
export interface Header {
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

export interface Listed extends Header {
  readonly host: number;
  readonly version: number;
  readonly disk: number;
  readonly attributes: number;
  readonly offset: number;
}

const LISTED_BYTES = 46;

export function entriesIn({ start, end, count }: List, bytes: Windows): Listed[] {
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
export function fieldsIn(bytes: Uint8Array): Field[] {
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
export function withZip64<T extends Readonly<Record<string, number>>>(
  numbers: T,
  fields: readonly Field[],
): T {
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
