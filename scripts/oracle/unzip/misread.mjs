/** Debian's unzip reads the list of an archive for so many files at a time, and then their contents. */
const FILES_AT_A_TIME = 64;
const STREAMED = 1 << 3;
const UTF8 = 1 << 11;
const UNICODE_PATH = 0x7075;

/**
 * Whether Debian's unzip 6.0-29 takes an archive for an attack although it is none, and stops with exit code 12. Where an extra
 * field has a Unicode path, it notes that sizes have 64 bits (it should where there is a zip64 field), and keeps to this until
 * the next header with extra fields. Behind a content with its sizes after it, it then skips 8 bytes too many. If these belong to
 * the next header, two files seem to share them.
 * @param {Buffer} bytes of an archive in which eblint finds no fault
 * @param entries what `listZip` makes of it
 */
export function isMisread(bytes, entries, crc32) {
  let isLong = false;
  const note = ({ name, fields }, isUtf8) => {
    if (fields.length > 0) isLong = !isUtf8 && hasUnicodePath(fields, crc32(name));
  };
  const list = listStart(bytes);
  const files = filesIn(bytes, list, entries);
  const next = (from) => Math.min(list, ...files.map((file) => file.from).filter((other) => other > from));
  for (let first = 0; first < files.length; first += FILES_AT_A_TIME) {
    const some = files.slice(first, first + FILES_AT_A_TIME);
    for (const { listed } of some) note(listed, listed.isUtf8);
    for (const { from, listed, local, contentEnd } of some) {
      note(local, listed.isUtf8);
      const isMarked = bytes.toString('latin1', contentEnd, contentEnd + 4) === 'PK\x07\x08';
      const sizesEnd = contentEnd + (isMarked ? 4 : 0) + 12 + 8;
      if (isLong && local.isStreamed && sizesEnd > next(from)) return true;
    }
  }
  return false;
}

/** The comment of an archive may hold what looks like its end. */
function listStart(bytes) {
  let end = bytes.lastIndexOf('PK\x05\x06', bytes.length - 22, 'latin1');
  while (end + 22 + bytes.readUInt16LE(end + 20) !== bytes.length)
    end = bytes.lastIndexOf('PK\x05\x06', end - 1, 'latin1');
  return bytes.readUInt32LE(end + 16);
}

function filesIn(bytes, list, entries) {
  let at = list;
  return entries.map(({ start, sizes }) => {
    const from = bytes.readUInt32LE(at + 42);
    const listed = headerAt(bytes, at + 8, at + 28, at + 46);
    at = listed.end + bytes.readUInt16LE(at + 32);
    const local = headerAt(bytes, from + 6, from + 26, from + 30);
    return { from, listed, local, contentEnd: start + sizes.packed };
  });
}

/** By where its flags are, the lengths of its name and fields, and the name. */
function headerAt(bytes, flagsAt, lengthsAt, nameAt) {
  const flags = bytes.readUInt16LE(flagsAt);
  const nameEnd = nameAt + bytes.readUInt16LE(lengthsAt);
  const end = nameEnd + bytes.readUInt16LE(lengthsAt + 2);
  return {
    isStreamed: (flags & STREAMED) !== 0,
    isUtf8: (flags & UTF8) !== 0,
    name: bytes.subarray(nameAt, nameEnd),
    fields: bytes.subarray(nameEnd, end),
    end,
  };
}

/** One that `unzip` takes: of version 1, and with the checksum of the name. It reads no further than to one that it does not take. */
function hasUnicodePath(fields, crc) {
  let isFound = false;
  for (let at = 0; at + 4 <= fields.length; at += 4 + fields.readUInt16LE(at + 2)) {
    const end = at + 4 + fields.readUInt16LE(at + 2);
    if (end > fields.length) break;
    if (fields.readUInt16LE(at) !== UNICODE_PATH) continue;
    if (end < at + 9 || fields.readUInt8(at + 4) > 1 || fields.readUInt32LE(at + 5) !== crc) break;
    isFound = true;
  }
  return isFound;
}
