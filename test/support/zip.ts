import { crc32, deflateRawSync } from 'node:zlib';

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
}

/** A zip archive. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zipOf(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { name, text = '', mode = 0o100644, isEncrypted = false, isStored = false } = file;
    const content = Buffer.from(text);
    const packed = isStored ? content : deflateRawSync(content);
    const { claimedSize = content.length, method = isStored ? 0 : 8 } = file;
    const nameBytes = Buffer.from(name);
    // UTF-8 names, and a password or none.
    const flags = 0x800 | (isEncrypted ? 1 : 0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(typeof crc32 === 'function' ? crc32(content) : 0, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, packed]);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE((mode * 0x10000) >>> 0, 6);
    attributes.writeUInt32LE(offset, 10);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, attributes, nameBytes]));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}
