import { crc32, deflateRawSync } from 'node:zlib';

/** What the list of an archive, or the header in front of a content, says of a file. */
export interface Header {
  readonly host: number;
  readonly version: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly name: string | Buffer;
  readonly extra: Buffer;
  readonly comment: Buffer;
  readonly disk: number;
  readonly internal: number;
  readonly attributes: number;
  readonly offset: number;
}

/** A file of an archive, and what a usual archiver would not write. */
export interface Packed {
  readonly name: string;
  readonly text?: string | Buffer;
  /** With the kind of the file: 0o120777 is a link. */
  readonly mode?: number;
  readonly isEncrypted?: boolean;
  readonly isStored?: boolean;
  /** The size that the archive claims. */
  readonly claimedSize?: number;
  readonly method?: number;
  /** What is said in both places, and in one of them only. */
  readonly both?: Partial<Header>;
  readonly listed?: Partial<Header>;
  readonly local?: Partial<Header>;
  /** What comes after the content. */
  readonly after?: Buffer;
}

/** What the end of an archive says. */
export interface End {
  readonly count: number;
  readonly size: number;
  readonly start: number;
  readonly comment: Buffer;
  /** What comes between the list and the end. */
  readonly before: Buffer;
}

/** A zip archive. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zipOf(files: readonly Packed[], end: Partial<End> = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { name, text = '', mode = 0o100644, isEncrypted = false, isStored = false } = file;
    const content = Buffer.from(text);
    const packed = isStored ? content : deflateRawSync(content);
    const { claimedSize = content.length, method = isStored ? 0 : 8 } = file;
    const header: Header = {
      host: 3,
      version: 20,
      // UTF-8 names, and a password or none.
      flags: 0x800 | (isEncrypted ? 1 : 0),
      method,
      crc: typeof crc32 === 'function' ? crc32(content) : 0,
      packed: packed.length,
      unpacked: claimedSize,
      name,
      extra: Buffer.alloc(0),
      comment: Buffer.alloc(0),
      disk: 0,
      internal: 0,
      attributes: (mode * 0x10000) >>> 0,
      offset,
      ...file.both,
    };
    const local = Buffer.concat([
      localBytes({ ...header, ...file.local }),
      packed,
      file.after ?? Buffer.alloc(0),
    ]);
    list.push(listedBytes({ ...header, ...file.listed }));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  const { count = files.length, size = directory.length, start = offset, comment = '', before = '' } = end;
  const last = Buffer.alloc(22);
  last.write('PK\x05\x06', 'latin1');
  last.writeUInt16LE(count % 0x10000, 8);
  last.writeUInt16LE(count % 0x10000, 10);
  last.writeUInt32LE(size, 12);
  last.writeUInt32LE(start, 16);
  last.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, directory, Buffer.from(before), last, Buffer.from(comment)]);
}

/** An extra field. */
export function extraField(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

/** The field that has a name as UTF-8. */
export function unicodePath(name: string | Buffer, { of = name, version = 1 } = {}): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(version, 0);
  head.writeUInt32LE(crc32(Buffer.from(of)), 1);
  return extraField(0x7075, Buffer.concat([head, Buffer.from(name)]));
}

/** Numbers of 64 bits. */
export function longs(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeBigUInt64LE(BigInt(number), 8 * index);
  return bytes;
}

/** What follows a content whose sizes were not known before. */
export function descriptor(
  { crc, packed, unpacked }: Pick<Header, 'crc' | 'packed' | 'unpacked'>,
  { isMarked = true, isLong = false } = {},
): Buffer {
  const head = Buffer.alloc(8);
  head.write('PK\x07\x08', 'latin1');
  head.writeUInt32LE(crc, 4);
  const short = Buffer.alloc(8);
  short.writeUInt32LE(packed, 0);
  short.writeUInt32LE(unpacked, 4);
  return Buffer.concat([isMarked ? head : head.subarray(4), isLong ? longs(packed, unpacked) : short]);
}

function commonBytes(header: Header, name: Buffer): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(header.version, 0);
  bytes.writeUInt16LE(header.flags, 2);
  bytes.writeUInt16LE(header.method, 4);
  bytes.writeUInt32LE(header.crc, 10);
  bytes.writeUInt32LE(header.packed, 14);
  bytes.writeUInt32LE(header.unpacked, 18);
  bytes.writeUInt16LE(name.length, 22);
  bytes.writeUInt16LE(header.extra.length, 24);
  return bytes;
}

function localBytes(header: Header): Buffer {
  const name = Buffer.from(header.name);
  return Buffer.concat([Buffer.from('PK\x03\x04'), commonBytes(header, name), name, header.extra]);
}

function listedBytes(header: Header): Buffer {
  const name = Buffer.from(header.name);
  const rest = Buffer.alloc(14);
  rest.writeUInt16LE(header.comment.length, 0);
  rest.writeUInt16LE(header.disk, 2);
  rest.writeUInt16LE(header.internal, 4);
  rest.writeUInt32LE(header.attributes, 6);
  rest.writeUInt32LE(header.offset, 10);
  const start = Buffer.from([0x50, 0x4b, 1, 2, 20, header.host]);
  return Buffer.concat([start, commonBytes(header, name), rest, name, header.extra, header.comment]);
}
