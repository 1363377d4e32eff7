import { deflateRawSync } from 'node:zlib';
import { pick, randomFrom } from '../support/random.mjs';

const NAMES = [
  ...[
    'Procfile',
    'a',
    'a/b',
    'a/b/c',
    'a/',
    'link',
    'link/b',
    './a',
    'a//b',
    'a/./b',
    '.ebextensions/a.config',
  ],
  ...[
    '../.ebextensions/a.config',
    '.ebextensions/../a',
    '/a',
    '//b/a',
    'C:/a',
    'c:a',
    'a\\b',
    '\\a',
    '..\\a',
    '..',
    '.',
  ],
  ...[
    'a/..',
    'a/.',
    './',
    '/',
    '',
    'a;1',
    'a;',
    'a;1/b',
    'a;x',
    'a\tb',
    '\x7fa',
    'a\0b',
    'a\0',
    '\0',
    'ä',
    'ä/é.config',
  ],
  ...[
    '日本',
    'a b',
    ' a',
    'a ',
    '-rf',
    '*',
    'a?b',
    `${'x'.repeat(255)}`,
    `${'x'.repeat(256)}`,
    `${'ä'.repeat(128)}`,
  ],
  ...[
    Buffer.from([0x61, 0xe4]),
    Buffer.from([0xff]),
    Buffer.from([0xc0, 0xaf]),
    `${'d/'.repeat(30)}e`,
    'A',
    'procfile',
  ],
];
const TEXTS = [
  '',
  'web: x\n',
  'a'.repeat(3000),
  'b',
  '../a',
  'a/b',
  '/etc/passwd',
  'a\0b',
  'ä',
  Buffer.from([0xff, 1]),
];
const MODES = [0o100644, 0o100755, 0o120777, 0o40755, 0, 0o10644, 0o120000, 0o644];
const HOSTS = [0, 3, 3, 3, 3, 3, 2, 5, 6, 7, 10, 11, 14, 19, 30, 255];
const NUMBERS = [0, 1, 2, 3, 12, 255, 0xffff, 0x10000, 0x7fffffff, 0xfffffffe, 0xffffffff];

/** The text of a case, and how it was made. */
export function* archives(seed, { zip, crc32 }) {
  const random = randomFrom(seed);
  const maybe = (percent) => random(100) < percent;
  for (;;) yield archive({ random, maybe, zip, crc32 });
}

function archive(tools) {
  const { random, maybe, zip } = tools;
  // Names that are usual make the others more telling.
  const isUsual = maybe(50);
  const files = Array.from({ length: 1 + random(maybe(5) ? 90 : 4) }, (_, index) =>
    file(tools, index, isUsual),
  );
  const bytes = zip.zipOf(files, maybe(10) ? end(tools) : {});
  return maybe(25) ? damaged(bytes, tools) : bytes;
}

function file(tools, index, isUsual) {
  const { random, maybe, zip, crc32 } = tools;
  const name =
    isUsual || maybe(30) ? `${pick(random, ['a', 'b/c', '.ebextensions/x'])}${index}` : pick(random, NAMES);
  const text = pick(random, TEXTS);
  const isStored = maybe(40);
  const content = Buffer.from(text);
  const sizes = {
    crc: crc32(content),
    packed: isStored ? content.length : deflateRawSync(content).length,
    unpacked: content.length,
  };
  const made = { name, text, isStored, mode: maybe(70) ? 0o100644 : pick(random, MODES), both: { ...sizes } };
  if (maybe(30)) made.both.host = pick(random, HOSTS);
  if (maybe(30)) made.both.flags = pick(random, [0, 0x800, 0, 1, 2, 6, 0x40, 0x2000]);
  if (maybe(20)) streamed(made, sizes, tools);
  if (maybe(15)) made.both.extra = extra(name, tools);
  if (maybe(10)) zip64(made, sizes, tools);
  if (maybe(isUsual ? 20 : 10)) made.local = header(tools, name, sizes);
  if (maybe(isUsual ? 20 : 10)) made.listed = header(tools, name, sizes);
  if (maybe(4)) Object.assign(made.both, header(tools, name, sizes));
  void zip;
  return made;
}

/** The sizes come after the content. */
function streamed(made, sizes, { random, maybe, zip }) {
  made.both.flags = (made.both.flags ?? 0x800) | 8;
  made.local = maybe(80) ? { crc: 0, packed: 0, unpacked: 0 } : {};
  if (maybe(85)) made.after = zip.descriptor(sizes, { isMarked: maybe(70), isLong: maybe(15) });
  else if (maybe(50)) made.after = zip.descriptor({ ...sizes, packed: random(100) });
}

function zip64(made, { packed, unpacked }, { random, maybe, zip }) {
  const numbers = maybe(70) ? [unpacked, packed] : [random(50), random(50), random(50)];
  const field = zip.extraField(1, zip.longs(...numbers));
  const long = { extra: maybe(90) ? field : Buffer.concat([field, field]) };
  if (maybe(80)) long.unpacked = 0xffffffff;
  if (maybe(80)) long.packed = 0xffffffff;
  if (maybe(60)) made.local = { ...made.local, ...long };
  if (maybe(60)) made.listed = { ...made.listed, ...long };
}

function extra(name, { random, maybe, zip }) {
  const other = maybe(50) ? name : pick(random, NAMES);
  const path = zip.unicodePath(other, { of: maybe(80) ? name : other, version: maybe(90) ? 1 : random(4) });
  switch (random(6)) {
    case 0:
    case 1:
      return path;
    case 2:
      return Buffer.concat([path, zip.unicodePath(pick(random, NAMES), { of: name })]);
    case 3:
      return zip.extraField(0x5455, Buffer.from([1, 1, 2, 3, 4]));
    case 4:
      return zip.extraField(0x756e, Buffer.from([0, 0, 0, 0, 0xff, 0xa1, 0, 0, 0, 0, 0, 0, 0, 0]));
    default:
      return Buffer.concat([path, Buffer.from([1, 0, 200, 0, 1])]).subarray(random(12));
  }
}

/** A few values that are not those of the file. */
function header(tools, name, sizes) {
  const { random, maybe } = tools;
  const values = {
    method: () => pick(random, [0, 8, 1, 9, 12, 14, 99]),
    flags: () => pick(random, [0, 1, 8, 0x800, 0x808, 6, 0x2000]),
    crc: () => random(0xffffffff),
    packed: () => (maybe(50) ? Math.max(0, sizes.packed + random(5) - 2) : pick(random, NUMBERS)),
    unpacked: () => (maybe(50) ? Math.max(0, sizes.unpacked + random(5) - 2) : pick(random, NUMBERS)),
    name: () => pick(random, NAMES),
    extra: () => extra(name, tools),
    version: () => pick(random, [10, 20, 45, 46, 47, 51, 63, 100]),
    disk: () => pick(random, [0, 1, 0xffff]),
    internal: () => pick(random, [0, 1, 4]),
    attributes: () => pick(random, [0, 8, 0x10, 0xa1ff0000, 0xa1ff0001, 0x81a40008, 0x41ed0010]),
    offset: () => pick(random, NUMBERS),
    comment: () => Buffer.from(pick(random, ['', 'PK\x05\x06', 'PK\x01\x02', 'note'])),
    host: () => pick(random, HOSTS),
  };
  return Object.fromEntries(
    Array.from({ length: 1 + random(2) }, () => pick(random, Object.keys(values))).map((key) => [
      key,
      values[key](),
    ]),
  );
}

function end({ random }) {
  const values = {
    count: () => random(5),
    size: () => random(300),
    start: () => random(300),
    comment: () => Buffer.from(pick(random, ['note', 'PK\x05\x06', `PK\x05\x06${'\0'.repeat(18)}`])),
    before: () => Buffer.from(pick(random, ['x', 'PK\x05\x05\x01\0x', 'PK\x06\x07'])),
  };
  const key = pick(random, Object.keys(values));
  return { [key]: values[key]() };
}

/** With bytes that are others, gone, or there twice. */
function damaged(bytes, { random, maybe }) {
  let changed = Buffer.from(bytes);
  for (let times = 1 + random(3); times > 0; times--) {
    const position = random(changed.length);
    // The lists are at the end, and tell more than the contents.
    const place = maybe(60) ? changed.length - 1 - random(Math.min(changed.length, 300)) : position;
    const length = random(maybe(70) ? 4 : 60);
    switch (random(4)) {
      case 0:
        changed[place] = random(256);
        break;
      case 1:
        changed[place] ^= 1 << random(8);
        break;
      case 2:
        changed = Buffer.concat([changed.subarray(0, place), changed.subarray(place + length)]);
        break;
      default:
        changed = Buffer.concat([changed.subarray(0, place), changed.subarray(place - length)]);
    }
    if (changed.length === 0) return bytes;
  }
  return changed;
}
