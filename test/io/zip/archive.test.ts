import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 as crcOfNode, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/io/zip/archive.js';
import { crc32 } from '../../../src/io/zip/list.js';
import { ReadError } from '../../../src/ports/file-system.js';
import { replaceInFs } from '../../support/built-in-fs.js';
import { temporaryFolder } from '../../support/temporary.js';
import {
  descriptor,
  type End,
  extraField,
  longs,
  type Packed,
  unicodePath,
  zipOf,
} from '../../support/zip.js';

const NAME = 'a.config';
const TEXT = 'files: {}\n';
const CRC = crc32(Buffer.from(TEXT));
const SIZES = { crc: CRC, packed: TEXT.length, unpacked: TEXT.length };
const NONE = { crc: 0, packed: 0, unpacked: 0 };
const STREAMED = 0x808;
const LONG = 0xffffffff;

function opened(bytes: Buffer) {
  const path = join(temporaryFolder({}), 'app.zip');
  writeFileSync(path, bytes);
  return openArchive(path);
}

/** What an archive of a file, and a second one, is found to have. */
function found(file: Partial<Packed> = {}, end: Partial<End> = {}) {
  const files = [
    { name: NAME, text: TEXT, isStored: true, ...file },
    { name: 'Procfile', text: 'web: x\n' },
  ];
  const [first, second] = opened(zipOf(files, end)).entries;
  expect([...(second?.faults ?? [])]).toEqual([]);
  expect(second?.read('Procfile')).toBe('web: x\n');
  return first!;
}

const faultsOf = (file: Partial<Packed>) => [...(found(file).faults ?? [])];

const zip64 = (...numbers: number[]) => extraField(1, longs(...numbers));

describe('an entry of an archive without fault', () => {
  it.each<[string, Partial<Packed>]>([
    ['stored', {}],
    ['packed', { isStored: false }],
    ['empty', { text: '' }],
    ['with sizes after the content', { both: { flags: STREAMED }, local: NONE, after: descriptor(SIZES) }],
    [
      'with sizes after the content, without a mark',
      { both: { flags: STREAMED }, local: NONE, after: descriptor(SIZES, { isMarked: false }) },
    ],
    [
      'with long sizes after the content',
      { both: { flags: STREAMED }, local: NONE, after: descriptor(SIZES, { isLong: true }) },
    ],
    [
      'with long sizes after the content, without a mark',
      { both: { flags: STREAMED }, local: NONE, after: descriptor(SIZES, { isLong: true, isMarked: false }) },
    ],
    ['with sizes before and after the content', { both: { flags: STREAMED }, after: descriptor(SIZES) }],
    [
      'with numbers of 64 bits in both headers',
      { both: { packed: LONG, unpacked: LONG, extra: zip64(TEXT.length, TEXT.length) } },
    ],
    [
      'with numbers of 64 bits in front of the content only',
      { local: { packed: LONG, unpacked: LONG, extra: zip64(TEXT.length, TEXT.length) } },
    ],
    [
      'with numbers of 64 bits in the list, the unpacked size first',
      {
        text: 'a'.repeat(99),
        isStored: false,
        listed: { packed: LONG, unpacked: LONG, extra: zip64(99, deflateRawSync('a'.repeat(99)).length) },
      },
    ],
    ['with one number of 64 bits', { listed: { packed: LONG, extra: zip64(TEXT.length) } }],
    ['with a place of 64 bits', { listed: { offset: LONG, extra: zip64(0) } }],
    [
      'with a field of 64 bits that is not needed, after another one',
      { listed: { extra: Buffer.concat([extraField(0x5455, Buffer.alloc(5)), zip64(1)]) } },
    ],
    ['with a field that does not end', { both: { extra: Buffer.from([1, 0, 200, 0, 1]) } }],
    [
      'with a field of a name that does not end',
      { both: { extra: Buffer.from([0x75, 0x70, 200, 0, 1, 0]) } },
    ],
    [
      'with a number of 64 bits after a name',
      { listed: { unpacked: LONG, extra: Buffer.concat([unicodePath(NAME), zip64(TEXT.length)]) } },
    ],
    ['with another level of packing', { listed: { flags: 0x806 } }],
    ['with times in one header only', { local: { extra: extraField(0x5455, Buffer.alloc(5)) } }],
    ['without mode', { mode: 0 }],
    ['of another system', { both: { host: 0 } }],
    ['with a comment', { listed: { comment: Buffer.from('PK\x01\x02') } }],
    [
      'with a comment like a field',
      { both: { flags: 0 }, listed: { comment: unicodePath('b', { of: NAME }) } },
    ],
    ['for a version that unzip knows', { both: { version: 46 } }],
  ])('%s', (_, file) => {
    const entry = found(file);
    expect([...(entry.faults ?? [])]).toEqual([]);
    expect(entry).toMatchObject({ name: NAME, kind: 'file' });
    expect(entry.read(NAME)).toBe(file.text ?? TEXT);
  });

  it.each<[string, string, Partial<Packed>]>([
    ['in UTF-8, marked', 'ä', { name: 'ä' }],
    ['in UTF-8, of Unix', 'ä', { name: 'ä', both: { flags: 0 } }],
    ['in UTF-8, of macOS', 'ä', { name: 'ä', both: { flags: 0, host: 19 } }],
    [
      'in UTF-8, marked, of DOS with fields',
      'ä',
      { name: 'ä', both: { host: 0, extra: extraField(0x5455, Buffer.alloc(5)) } },
    ],
    ['in ASCII, of DOS', 'a', { name: 'a', both: { flags: 0, host: 0 } }],
    ['in a field', 'ä', { name: 'a', both: { flags: 0, extra: unicodePath('ä', { of: 'a' }) } }],
    ['of one byte in a field', 'b', { name: 'a', both: { flags: 0, extra: unicodePath('b', { of: 'a' }) } }],
    [
      'in a field of DOS',
      'ä',
      { name: 'a', both: { flags: 0, host: 0, extra: unicodePath('ä', { of: 'a' }) } },
    ],
    ['twice, and the same', 'ä', { name: 'ä', both: { extra: unicodePath('ä') } }],
    ['with a semicolon in it', 'a;1.x', { name: 'a;1.x' }],
    ['that ends with one digit', 'a1', { name: 'a1' }],
    ['with hidden folders', 'a/.b/.c.', { name: 'a/.b/.c.' }],
    ['of 255 bytes', 'ä'.repeat(127) + 'a', { name: 'ä'.repeat(127) + 'a' }],
    ['of 4096 bytes', 'abc/'.repeat(1023) + 'abcd', { name: 'abc/'.repeat(1023) + 'abcd' }],
  ])('with a name %s', (_, name, file) => {
    const entry = found(file);
    expect([...(entry.faults ?? [])]).toEqual([]);
    expect(entry.name).toBe(name);
  });

  it.each<[string, object, Partial<Packed>]>([
    ['a folder', { kind: 'folder' }, { name: 'a/', text: '' }],
    [
      'a folder with sizes after no content',
      { kind: 'folder' },
      { name: 'a/', text: '', both: { flags: STREAMED } },
    ],
    ['a folder named with a version', { kind: 'folder' }, { name: 'a;1/', text: '' }],
    ['a file in a folder with a version', { kind: 'file' }, { name: 'a;1/b' }],
    ['a link', { kind: 'link', mode: 0o120777 }, { mode: 0o120777 }],
    ['a program', { kind: 'file', mode: 0o100755 }, { mode: 0o100755 }],
    ['a folder of DOS', { kind: 'folder' }, { name: 'a/', text: '', both: { host: 0, attributes: 0x10 } }],
    ['a mode without a kind', { kind: 'file', mode: 0o644 }, { mode: 0o644 }],
  ])('that is %s', (_, expected, file) => {
    const entry = found(file);
    expect([...(entry.faults ?? [])]).toEqual([]);
    expect(entry).toMatchObject(expected);
  });

  it('has no mode where a checksum takes its place', () => {
    const entry = found({ both: { internal: 4, attributes: 0xa1ff0000 } });
    expect(entry).toMatchObject({ kind: 'file', faults: new Set() });
    expect(entry).not.toHaveProperty('mode');
  });
});

describe('a fault of an entry', () => {
  it.each<[string, Partial<Packed>]>([
    ['the method', { local: { method: 8 } }],
    ['a packed size', { local: { packed: 5 } }],
    ['a size', { local: { unpacked: 5 } }],
    [
      'a size, where none is known before',
      { both: { flags: STREAMED }, local: { unpacked: 5 }, after: descriptor(SIZES) },
    ],
    ['a checksum', { local: { crc: 5 } }],
    ['a size of 0', { local: { unpacked: 0 } }],
    ['the mark of UTF-8', { local: { flags: 0 } }],
    ['the mark of sizes after the content', { local: { flags: STREAMED }, after: descriptor(SIZES) }],
    ['the mark of sizes after the content, listed', { listed: { flags: STREAMED } }],
    ['the mark of hidden headers', { local: { flags: 0x2800 } }],
    ['the name', { local: { name: 'b.config' } }],
    ['the name in a field', { both: { flags: 0 }, local: { extra: unicodePath('b', { of: NAME }) } }],
    [
      'the fields that make a name of DOS UTF-8',
      { name: 'ä', both: { host: 0 }, listed: { extra: extraField(0x5455, Buffer.alloc(5)) } },
    ],
    ['a number of 64 bits', { local: { unpacked: LONG, extra: zip64(5) } }],
    ['a second number of 64 bits', { local: { unpacked: LONG, packed: LONG, extra: zip64(TEXT.length, 5) } }],
    ['a number of 64 bits that is not there', { local: { unpacked: LONG } }],
    [
      'two fields of 64 bits',
      { listed: { unpacked: LONG, extra: Buffer.concat([zip64(TEXT.length), zip64(5)]) } },
    ],
    ['a checksum after the content', { both: { flags: STREAMED }, after: descriptor({ ...SIZES, crc: 5 }) }],
    [
      'a packed size after the content',
      { both: { flags: STREAMED }, after: descriptor({ ...SIZES, packed: 5 }) },
    ],
    ['a size after the content', { both: { flags: STREAMED }, after: descriptor({ ...SIZES, unpacked: 5 }) }],
    ['no sizes after the content', { both: { flags: STREAMED } }],
    [
      'sizes after the content with another mark',
      {
        both: { flags: STREAMED },
        after: Buffer.concat([Buffer.from('PK\x07\x07'), descriptor(SIZES, { isMarked: false })]),
      },
    ],
  ])('in %s', (_, file) => {
    expect(faultsOf(file)).toEqual(['differing-headers']);
  });

  it('is an end without sizes after the last content', () => {
    const [entry] = opened(zipOf([{ name: NAME, text: TEXT, both: { flags: STREAMED } }])).entries;
    expect([...(entry?.faults ?? [])]).toEqual(['differing-headers']);
  });

  it('is nothing in the content that looks like a field', () => {
    const content = unicodePath('b', { of: 'a' });
    const [, entry] = opened(
      zipOf([
        { name: 'first', text: 'x'.repeat(600), isStored: true },
        { name: 'a', text: content, isStored: true, both: { flags: 0 } },
      ]),
    ).entries;
    expect(entry).toMatchObject({ name: 'a', faults: new Set() });
  });

  it.each<[string, string, Partial<Packed>]>([
    ['nothing', '', { name: '' }],
    ['NUL at the end', 'a\0', { name: 'a\0' }],
    ['NUL inside', 'a\0.txt', { name: 'a\0.txt' }],
    ['a control character', 'a\tb', { name: 'a\tb' }],
    ['DEL', 'a\x7f', { name: 'a\x7f' }],
    ['a version', 'a;1', { name: 'a;1' }],
    ['the end of a version', 'a/b;', { name: 'a/b;' }],
    ['a dot', 'a/.', { name: 'a/.' }],
    ['a dot alone', '.', { name: '.' }],
    ['too long a part', `a/${'ä'.repeat(128)}/b`, { name: `a/${'ä'.repeat(128)}/b` }],
    ['other bytes than UTF-8', 'aä', { both: { name: Buffer.from([0x61, 0xe4]) } }],
    ['characters of DOS', 'Ã¤', { name: 'ä', both: { flags: 0, host: 0 } }],
    [
      'characters of DOS, and fields',
      'Ã¤',
      { name: 'ä', both: { flags: 0, host: 0, extra: extraField(0x5455, Buffer.alloc(5)) } },
    ],
    ['the mark of UTF-8, of DOS without fields', 'Ã¤', { name: 'ä', both: { host: 0 } }],
    ['an empty field', NAME, { both: { flags: 0, extra: extraField(0x7075, Buffer.alloc(0)) } }],
    [
      'two fields',
      NAME,
      { both: { flags: 0, extra: Buffer.concat([unicodePath(NAME), unicodePath(NAME)]) } },
    ],
    [
      'a field with another name than the marked one',
      NAME,
      { both: { extra: unicodePath('b', { of: NAME }) } },
    ],
    ['a field with NUL', 'a\0', { both: { flags: 0, extra: unicodePath('a\0', { of: NAME }) } }],
    ['a field of a changed name', NAME, { both: { flags: 0, extra: unicodePath('b', { of: 'c' }) } }],
    [
      'a field of another version',
      NAME,
      { both: { flags: 0, extra: unicodePath('b', { of: NAME, version: 2 }) } },
    ],
    ['a field with no name', NAME, { both: { flags: 0, extra: unicodePath('', { of: NAME }) } }],
    ['a field that is too short', NAME, { both: { flags: 0, extra: extraField(0x7075, Buffer.from([1])) } }],
    [
      'a field of a name with NUL',
      '\0',
      { name: '\0', both: { flags: 0, extra: unicodePath('b', { of: '\0' }) } },
    ],
    ['a field of no name', '', { name: '', both: { flags: 0, extra: unicodePath('b', { of: '' }) } }],
    [
      'a field with other bytes than UTF-8',
      NAME,
      { both: { flags: 0, extra: unicodePath(Buffer.from([0xe4]), { of: NAME }) } },
    ],
  ])('in a name with %s', (_, name, file) => {
    const entry = found(file);
    expect([...(entry.faults ?? [])]).toEqual(['unclear-name']);
    expect(entry.name).toBe(name);
  });

  it.each<[string, Partial<Packed>]>([
    ['stored with another size', { both: { unpacked: 5 } }],
    ['larger than its bytes can be', { isStored: false, both: { unpacked: 20_000 } }],
    ['unknown', { both: { unpacked: LONG } }],
    ['unknown, and not too large', { text: Buffer.alloc(4_200_000), method: 8, both: { unpacked: LONG } }],
  ])('in a size: %s', (_, file) => {
    expect(faultsOf(file)).toContain('impossible-size');
  });

  it('is no size that deflate reaches', () => {
    expect(faultsOf({ text: 'a'.repeat(1_000_000), isStored: false })).toEqual([]);
    expect(faultsOf({ text: '12345', method: 8, both: { unpacked: 5 * 1032 } })).toEqual([]);
    expect(faultsOf({ text: '12345', method: 8, both: { unpacked: 5 * 1032 + 1 } })).toEqual([
      'impossible-size',
    ]);
  });

  it.each([5000, LONG])('is a size that reaches into the list: %d', (packed) => {
    const [entry] = opened(zipOf([{ name: NAME, both: { packed } }])).entries;
    expect([...(entry?.faults ?? [])]).toEqual(['impossible-size']);
  });

  it('is a size of what is stored that reaches into the list', () => {
    const [entry] = opened(
      zipOf([{ name: NAME, both: { packed: 5000, unpacked: 5000 }, isStored: true }]),
    ).entries;
    expect([...(entry?.faults ?? [])]).toEqual(['impossible-size']);
  });

  it.each<[string, Partial<Packed>]>([
    ['a link of DOS', { mode: 0o120777, both: { host: 0 } }],
    ['a link of macOS', { mode: 0o120777, both: { host: 19 } }],
    ['a link named like a folder', { mode: 0o120777, name: 'a/' }],
    ['the label of a disk', { both: { host: 0, attributes: 8 } }],
    [
      'a mode in a field of another system',
      { mode: 0, both: { host: 30, extra: extraField(0x756e, Buffer.alloc(14)) } },
    ],
    ['a mode in a field', { mode: 0, listed: { extra: extraField(0x756e, Buffer.alloc(14)) } }],
    [
      'a mode in a field after others',
      {
        mode: 0,
        listed: { extra: Buffer.concat([zip64(1), unicodePath(NAME), extraField(0x756e, Buffer.alloc(14))]) },
      },
    ],
  ])('in the kind: %s', (_, file) => {
    expect(faultsOf(file)).toEqual(['unclear-kind']);
  });

  it.each<[string, Partial<Packed>]>([
    ['a label of Unix', { both: { attributes: 0x81a40008 } }],
    ['a mode in two places', { both: { extra: extraField(0x756e, Buffer.alloc(14)) } }],
    ['no mode, and a field of 64 bits', { mode: 0, both: { extra: zip64(1) } }],
  ])('is not in the kind: %s', (_, file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  it.each<[string, Partial<Packed>]>([
    ['bzip2', { method: 12 }],
    ['a reserved one', { method: 1 }],
    ['a later version', { both: { version: 47 } }],
  ])('in the method: %s', (_, file) => {
    expect(faultsOf(file)).toEqual(['unknown-method']);
  });

  it.each<[string, Partial<Packed>]>([
    ['in both headers', { both: { flags: 0x801 } }],
    ['in the list', { listed: { flags: 0x801 } }],
    ['before the content', { local: { flags: 0x801 } }],
  ])('is a password %s', (_, file) => {
    const entry = found(file);
    expect([...(entry.faults ?? [])]).toContain('encrypted');
    expect(() => entry.read(NAME)).toThrow('it is encrypted');
  });

  it('is no size, where 12 bytes of a password come first', () => {
    const text = 'x'.repeat(22);
    expect(faultsOf({ text, both: { flags: 0x801, unpacked: 10 } })).toEqual(['encrypted']);
  });

  it.each<[string, Partial<Packed>]>([
    ['behind the end', { listed: { offset: 5000 } }],
    ['on another disk', { listed: { disk: 1 } }],
    ['no header', { listed: { offset: 3 } }],
    ['a header that does not end', { local: { name: 'x' }, listed: { offset: LONG } }],
  ])('is a content that is not there: %s', (_, file) => {
    expect(faultsOf(file)).toContain('missing-content');
  });

  it('is a header whose name reaches into the list', () => {
    const bytes = zipOf([{ name: NAME, text: TEXT }]);
    bytes.writeUInt16LE(5000, 26);
    const [entry] = opened(bytes).entries;
    expect([...(entry?.faults ?? [])]).toContain('missing-content');
    expect(() => entry?.read(NAME)).toThrow('its content in the archive is damaged');
  });

  it('is a content that another entry has as well', () => {
    const files = ['a', 'b', 'c', 'd'].map((name) => ({ name, text: TEXT, isStored: true }));
    const inside = zipOf([{ name: 'inside', text: 'x' }]);
    const offset = 30 + 'outside'.length;
    const nested = opened(
      zipOf([
        { name: 'outside', text: inside, isStored: true },
        { name: 'inside', text: 'x', listed: { offset } },
        { name: 'last', text: 'x' },
      ]),
    );
    expect(nested.entries.map(({ faults }) => [...(faults ?? [])])).toEqual([
      ['overlapping'],
      ['overlapping'],
      [],
    ]);
    const two = zipOf([{ name: 'inside' }, { name: 'beside' }]);
    const beside = offset + two.indexOf('PK\x03\x04', 1, 'latin1');
    const both = opened(
      zipOf([
        { name: 'outside', text: two, isStored: true },
        { name: 'inside', listed: { offset } },
        { name: 'beside', listed: { offset: beside } },
      ]),
    );
    expect(both.entries.map(({ faults }) => [...(faults ?? [])])).toEqual([
      ['overlapping'],
      ['overlapping'],
      ['overlapping'],
    ]);
    const same = opened(
      zipOf(files.map((file, index) => ({ ...file, ...(index === 2 && { listed: { offset: 41 } }) }))),
    );
    expect(same.entries.map(({ faults }) => faults?.has('overlapping'))).toEqual([false, true, true, false]);
  });

  it('is bytes that come after the content, and belong to the next entry', () => {
    const first = {
      name: 'a',
      text: TEXT,
      isStored: true,
      both: { flags: STREAMED },
      after: descriptor(SIZES),
    };
    const archive = (offset: number) =>
      opened(zipOf([first, { name: 'b', text: TEXT, isStored: true, listed: { offset } }]));
    const end = 30 + 1 + TEXT.length + 16;
    expect(archive(end).entries.map(({ faults }) => faults?.size)).toEqual([0, 0]);
    expect(archive(end - 1).entries.map(({ faults }) => faults?.has('overlapping'))).toEqual([true, true]);
  });
});

describe('the content of an entry', () => {
  it.each<[string, Partial<Packed>]>([
    ['a checksum', { both: { crc: 5 } }],
    ['a size', { isStored: false, both: { unpacked: 9 } }],
    ['a larger size', { isStored: false, both: { unpacked: 11 } }],
    [
      'bytes behind it',
      { isStored: true, method: 8, text: Buffer.from([3, 0, 1, 2]), both: { unpacked: 0, crc: 0 } },
    ],
    ['no end', { isStored: true, method: 8, text: Buffer.from([0x4b]), both: { unpacked: 0, crc: 0 } }],
    [
      'more bytes than it needs',
      { text: 'a'.repeat(2000), isStored: true, method: 8, both: { unpacked: 10 } },
    ],
  ])('is damaged: %s', (_, file) => {
    expect(() => found(file).read(NAME)).toThrow(
      /Cannot read a\.config: its content in the archive is damaged/,
    );
  });

  it.each([
    ['NUL', 'a\0b'],
    ['nothing', ''],
    ['other bytes than UTF-8', Buffer.from([0xff])],
  ])('is no target of a link: %s', (_, text) => {
    expect(() => found({ mode: 0o120777, text }).read(NAME)).toThrow('its content in the archive is damaged');
    expect(found({ text }).read(NAME)).toBe(text.toString());
  });

  it('is the target of a link', () => {
    expect(found({ mode: 0o120777, text: 'ä' }).read(NAME)).toBe('ä');
  });

  it('is not taken from elsewhere where its header is missing', () => {
    const [, entry] = opened(
      zipOf([
        { name: 'first' },
        { name: NAME, text: 'PK\x03\x04', isStored: true, listed: { offset: 5000 } },
      ]),
    ).entries;
    expect(() => entry?.read(NAME)).toThrow('its content in the archive is damaged');
  });

  it.each([
    [80 + 10 + 1024, 1],
    [80 + 10 + 1024 + 1, 0],
  ])('of %d packed bytes for 80 is read %d times', (packed, count) => {
    const entry = found({ text: Buffer.alloc(packed), method: 8, both: { unpacked: 80 } });
    let reads = 0;
    replaceInFs(
      'readSync',
      (original) =>
        ((...args: Parameters<typeof original>) => (reads++, original(...args))) as typeof original,
    );
    expect(() => entry.read(NAME)).toThrow('its content in the archive is damaged');
    expect(reads).toBe(count);
  });

  it.runIf(process.platform === 'linux')('leaves no file open', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    expect(found().read(NAME)).toBe(TEXT);
    expect(open()).toBe(before);
  });

  it('is read up to a limit', () => {
    const entry = found();
    expect(entry.read(NAME, TEXT.length)).toBe(TEXT);
    expect(() => entry.read(NAME, TEXT.length - 1)).toThrow('it is larger than');
    expect(() => found({ both: { unpacked: 2 ** 24 + 1 } }).read(NAME)).toThrow('it is larger than 16 MiB');
    expect(() => found({ both: { unpacked: 2 ** 24 + 1 } }).read(NAME, 2 ** 30)).toThrow(
      'it is larger than 16 MiB',
    );
    expect(() => found({ method: 9 }).read(NAME)).toThrow('it is packed with a method');
  });

  it('may be gone by the time it is read', () => {
    const path = join(temporaryFolder({}), 'app.zip');
    writeFileSync(path, zipOf([{ name: NAME, text: TEXT }]));
    const [entry] = openArchive(path).entries;
    writeFileSync(path, '');
    expect(() => entry?.read(NAME)).toThrow('its content in the archive is damaged');
  });
});

describe('the list of an archive', () => {
  const end64 = (count: number, size: number, start: number, at = start + size) => {
    const record = Buffer.concat([
      Buffer.from('PK\x06\x06'),
      longs(44),
      Buffer.alloc(12),
      longs(count, count, size, start),
    ]);
    const locator = Buffer.concat([Buffer.from('PK\x06\x07\0\0\0\0'), longs(at), Buffer.from([1, 0, 0, 0])]);
    return Buffer.concat([record, locator]);
  };
  const file = { name: NAME, text: TEXT };
  const whole = zipOf([file]);
  const start = whole.readUInt32LE(whole.length - 6);
  const size = whole.readUInt32LE(whole.length - 10);

  it.each<[string, Partial<End>]>([
    ['with a comment', { comment: Buffer.from('a note') }],
    ['with a comment that begins like an end', { comment: Buffer.from('PK\x05\x06') }],
    ['with the longest comment', { comment: Buffer.alloc(0xffff) }],
    ['with an end of 64 bits', { before: end64(1, size, start) }],
    [
      'with all numbers of 64 bits',
      { count: 0xffff, size: LONG, start: LONG, before: end64(1, size, start) },
    ],
  ])('%s', (_, end) => {
    const archive = opened(zipOf([file], end));
    expect(archive.entries.map(({ name }) => name)).toEqual([NAME]);
    expect(archive.entries[0]?.read(NAME)).toBe(TEXT);
  });

  it('may be empty', () => {
    expect(opened(zipOf([]))).toEqual({ size: 22, entries: [] });
  });

  it.each<[string, Partial<End>]>([
    ['one entry less', { count: 0 }],
    ['one entry more', { count: 2 }],
    ['fewer bytes', { size: size - 1 }],
    ['bytes of the content', { start: start - 1, size: size + 1 }],
    ['a start behind it', { start: start + 1, size: size - 1 }],
    ['another start', { start: start - 1 }],
    ['bytes before the end', { before: Buffer.from('x') }],
    ['a whole end in the comment', { comment: Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`) }],
    ['another number of entries of 64 bits', { before: end64(2, size, start) }],
    ['another size of 64 bits', { before: end64(1, size + 1, start) }],
    ['another start of 64 bits', { before: end64(1, size, start - 1, start + size) }],
    ['an end of 64 bits elsewhere', { before: end64(1, size, start, 0) }],
    ['bytes behind the end of 64 bits', { before: Buffer.concat([end64(1, size, start), Buffer.from('x')]) }],
    ['no end of 64 bits', { count: 0xffff, size: LONG, start: LONG }],
    ['an end of 64 bits behind the archive', { before: end64(1, size, start, 2 ** 30) }],
    ['another number of entries than that of 64 bits', { count: 2, before: end64(1, size, start) }],
    ['another size than that of 64 bits', { size: size - 1, before: end64(1, size, start) }],
    ['another start than that of 64 bits', { start: start - 1, before: end64(1, size, start) }],
    ['a few bytes more', { size: size + 3, before: Buffer.from('xyz') }],
  ])('is refused with %s', (_, end) => {
    expect(() => opened(zipOf([file], end))).toThrow('it is not a valid zip archive');
  });

  it.each([
    [4, 'this disk'],
    [6, 'the disk with the list'],
    [8, 'the entries on this disk'],
    [20, 'the length of the comment'],
  ])('is refused with another number at %d: %s', (position) => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt16LE(7, bytes.length - 22 + position);
    expect(() => opened(bytes)).toThrow('it is not a valid zip archive');
  });

  it.each([0, 4, 16, 24, 56 + 4, 56 + 16])(
    'is refused with another number at %d of the end of 64 bits',
    (position) => {
      const before = end64(1, size, start);
      before.writeUInt8(9, position);
      expect(() => opened(zipOf([file], { before }))).toThrow('it is not a valid zip archive');
    },
  );

  it.each([0, 20, 21, 22])('is refused where there are %d bytes', (length) => {
    expect(() => opened(Buffer.alloc(length))).toThrow('it is not a valid zip archive');
    expect(() => opened(whole.subarray(-22).subarray(0, Math.min(length, 21)))).toThrow(
      'it is not a valid zip archive',
    );
  });

  it('is refused with a comment of a file that reaches behind it', () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt16LE(10, start + 32);
    expect(() => opened(bytes)).toThrow('it is not a valid zip archive');
  });

  it('is refused with more entries than can be', () => {
    const withCount = (count: number) => () =>
      opened(zipOf([file], { count: 0xffff, before: end64(count, size, start) }));
    expect(withCount(200_001)).toThrow('it has more than 200000 entries');
    expect(withCount(200_000)).toThrow('it is not a valid zip archive');
  });

  it('is refused where the headers before the files are too long together', () => {
    const local = { name: 'a'.repeat(0xffff), extra: extraField(0x5455, Buffer.alloc(0xfff0)) };
    const first = { name: 'a', local };
    const others = Array.from({ length: 600 }, () => ({ name: 'a', listed: { offset: 0 } }));
    expect(() => opened(zipOf([first, ...others]))).toThrow('its list of files has more than 64 MiB');
    expect(opened(zipOf([first, ...others.slice(200)])).entries).toHaveLength(401);
  });

  it('is read in few steps', () => {
    let reads = 0;
    replaceInFs(
      'readSync',
      (original) =>
        ((...args: Parameters<typeof original>) => (reads++, original(...args))) as typeof original,
    );
    opened(zipOf(Array.from({ length: 100 }, (_, index) => ({ name: `f${index}` }))));
    expect(reads).toBeLessThan(20);
  });

  it('is refused where it changes while it is read', () => {
    replaceInFs('readSync', () => () => 0);
    expect(() => opened(whole)).toThrow('it changed while it was read');
  });

  it('is refused with bytes before it, or behind', () => {
    expect(() => opened(Buffer.concat([Buffer.from('#!/bin/sh\n'), whole]))).toThrow(
      'it is not a valid zip archive',
    );
    expect(() => opened(Buffer.concat([whole, Buffer.from('\n')]))).toThrow('it is not a valid zip archive');
  });

  it('is refused where it has paths that are too long', () => {
    expect(() => opened(zipOf([{ name: 'a'.repeat(4097) }]))).toThrow(
      'it has paths of more than 4096 characters',
    );
  });

  it('says why it cannot be opened', () => {
    const folder = temporaryFolder({ 'folder.zip/': '' });
    expect(() => openArchive(join(folder, 'app.zip'))).toThrow('no such file or folder');
    expect(() => openArchive(join(folder, 'folder.zip'))).toThrow(
      new ReadError(join(folder, 'folder.zip'), 'it is a folder'),
    );
  });

  it.runIf(process.platform === 'linux')('does not wait for a pipe', () => {
    const pipe = join(temporaryFolder({}), 'pipe.zip');
    execFileSync('mkfifo', [pipe]);
    expect(() => openArchive(pipe)).toThrow('it is neither a file nor a folder');
  });
});

describe.skipIf(typeof crcOfNode !== 'function')('the checksum', () => {
  it.each(['', 'a', 'The quick brown fox', 'ä'.repeat(1000)])('is that of Node', (text) => {
    expect(crc32(Buffer.from(text))).toBe(crcOfNode(text));
  });
});
