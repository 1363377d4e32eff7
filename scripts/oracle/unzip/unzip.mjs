// Compares the files that eblint and its page for browsers see in an archive with those that Info-ZIP's unzip writes, which
// unpacks source bundles on an instance: npm run oracle -- unzip [--seed S] [--count N] [--minutes M] [--keep DIR]
import { isUtf8 } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { load } from '../support/load.mjs';
import { archives } from './archives.mjs';
import { isMisread } from './misread.mjs';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
    /** No longer than this. */
    minutes: { type: 'string', default: '10' },
    /** Where the archives that make a difference are written. */
    keep: { type: 'string' },
  },
});

const zip = await load('test/support/zip.ts');
const [{ openArchive }, { crc32, listZip }, { openZip }] = await Promise.all([
  load('src/io/zip/archive.ts'),
  load('src/io/zip/list.ts'),
  load('site/src/archive.ts'),
]);
const { archiveInput } = await load('src/commands/input/archive-input.ts');
const { entryFaults } = await load('src/rules/bundle/invalid-archive.ts');
const { disk } = await load('src/io/disk.ts');

const folder = mkdtempSync(join(tmpdir(), 'eblint-archives-'));
const path = join(folder, 'app.zip');
const target = join(folder, 'unpacked');
const top = `${path}!`;
const ports = { cwd: folder, files: disk, openArchive: (name) => Promise.resolve(openArchive(name)) };

/** What eblint sees: a kind and a content by path, and where it reports something. Undefined where it refuses all of it. */
async function seen() {
  try {
    const opened = openArchive(path);
    const { files } = await archiveInput({ paths: [path] }, ports);
    const found = entryFaults(opened.entries).filter(({ entries }) => entries.length > 0);
    const tree = new Map();
    walk(files, top, '', tree);
    const links = new Map(
      opened.entries
        .filter(({ kind }) => kind === 'link')
        .map(({ name, read }) => [partsOf(name).join('/'), contentOf(() => read(name, 4095))]),
    );
    for (const [name, { kind }] of tree)
      if (kind === 'link') tree.set(name, { kind, content: links.get(name) });
    return { tree, found, entries: opened.entries };
  } catch (error) {
    if (error.name === 'ReadError') return undefined;
    throw error;
  }
}

const partsOf = (name) => name.split(/[\\/]/).filter((part) => part !== '' && part !== '.');

function walk(files, place, name, tree) {
  for (const { name: own, kind } of files.list(place)) {
    const inner = name === '' ? own : `${name}/${own}`;
    const innerPlace = `${place}/${own}`;
    const content = kind === 'file' ? contentOf(() => files.read(innerPlace, 2 ** 24)) : undefined;
    tree.set(inner, { kind, content });
    if (kind === 'folder') walk(files, innerPlace, inner, tree);
  }
}

/** Undefined where it is reported that it cannot be read. */
function contentOf(read) {
  try {
    return read();
  } catch (error) {
    if (error.name === 'ReadError' || error.name === 'SizeError') return undefined;
    throw error;
  }
}

function written() {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  const { status, stderr } = spawnSync('unzip', ['-q', '-o', path, '-d', target], {
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    input: '',
    timeout: 20_000,
  });
  if (process.getuid?.() !== 0) spawnSync('chmod', ['-R', 'u+rwX', target]);
  const tree = new Map();
  walkDisk(Buffer.from(target), '', tree);
  return { tree, status, stderr: stderr.toString('latin1') };
}

function walkDisk(place, name, tree) {
  for (const own of readdirSync(place, 'buffer')) {
    const inner = `${name === '' ? '' : `${name}/`}${isUtf8(own) ? own.toString('utf8') : own.toString('latin1')}`;
    const innerPlace = Buffer.concat([place, Buffer.from('/'), own]);
    const stats = lstatSync(innerPlace);
    if (stats.isDirectory()) {
      tree.set(inner, { kind: 'folder' });
      walkDisk(innerPlace, inner, tree);
    } else if (stats.isSymbolicLink())
      tree.set(inner, { kind: 'link', content: readlinkSync(innerPlace, 'utf8') });
    else tree.set(inner, { kind: 'file', content: readFileSync(innerPlace, 'utf8') });
  }
}

/** Where unzip may write an entry that is reported. */
const isInTheWay = (name, reported) =>
  reported.some((other) => other === name || other.startsWith(`${name}/`) || name.startsWith(`${other}/`));

/** What unzip makes of names that eblint reports. Where only eblint takes the bytes of one for Latin-1, unzip writes them as they are. */
const namesOf = (name) => [
  ...namesOfText(name),
  ...namesOfText(Buffer.from(name, 'latin1').toString('utf8')),
];

const namesOfText = (name) => {
  const short = name.split('\0')[0];
  const written = partsOf(short.replace(/[\x00-\x1f\x7f\xff]/g, '').replace(/;\d*$/, '')).filter(
    (part) => part !== '..',
  );
  return [partsOf(name).join('/'), partsOf(short).join('/'), written.join('/')];
};

/** The names that an extra field may have for unzip, where eblint reports that it may. */
const unicodePathsIn = (bytes) =>
  [...bytes.toString('latin1').matchAll(/up(..)/gs)].map(({ index }) => {
    const end = index + 4 + bytes.readUInt16LE(index + 2);
    return bytes.toString('utf8', index + 9, end);
  });

/** Where one entry is broken, unzip stops, or looks for the next ones in the wrong place. Its codes from 3 are severe errors. */
const isCutShortBy = ({ status, stderr }) =>
  status === null || status > 2 || /bad zipfile offset|invalid compressed data/.test(stderr);

/** unzip writes a link as a file with its target as the text, and makes links of them when all else is written. */
const isUnfinishedLink = ({ kind, content }, other) =>
  kind === 'link' && other.kind === 'file' && other.content === content;

/** Where unzip stops by its own mistake. */
const isMistakenIn = (bytes, { status }) => status === 12 && isMisread(bytes, listed(), crc32);

const listed = () => {
  const bytes = readFileSync(path);
  return listZip({
    size: bytes.length,
    read: (position, length) => bytes.subarray(position, position + length),
  });
};

/** Where a later file took the place of the folder. */
const isBelowFile = (name, tree) =>
  [...name.matchAll(/\//g)].some(({ index }) => tree.get(name.slice(0, index))?.kind === 'file');

/** As browsers do it: the stream of Node 20 takes bytes after the end. */
function inflate(packed, size) {
  const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), info: true });
  if (engine.bytesWritten !== packed.length) throw new Error('Junk after the end.');
  return buffer;
}

/** Where the page for browsers sees something else than the program; undefined where it sees the same. */
async function differenceOfPage(seen, bytes) {
  let page;
  try {
    page = await openZip(new Uint8Array(bytes), 'app.zip', inflate);
  } catch (error) {
    // It opens no archive with a damaged content, and says so.
    const isDamaged =
      seen && [...seen.tree.values()].some(({ kind, content }) => kind !== 'folder' && content === undefined);
    return seen && !isDamaged ? `the page does not open it: ${error.message}` : undefined;
  }
  if (!seen) return 'the page opens it';
  const faults = ({ entries }) =>
    JSON.stringify(entries.map(({ name, faults }) => [name, [...faults].sort()]));
  if (faults(page.archive) !== faults(seen)) return 'the page sees other faults';
  const reported = seen.found.flatMap(({ entries }) => entries.flatMap(({ name }) => namesOf(name)));
  for (const [name, { kind, content }] of seen.tree) {
    if (isInTheWay(name, reported)) continue;
    const found = kind === 'file' ? page.texts : kind === 'link' ? page.archive.links : undefined;
    if (found && found.get(name) !== content) return `the page sees another ${JSON.stringify(name)}`;
  }
  for (const name of [...page.texts.keys(), ...page.archive.links.keys()])
    if (!seen.tree.has(name) && !isInTheWay(name, reported) && !isBelowFile(name, seen.tree))
      return `only the page sees ${JSON.stringify(name)}`;
  return undefined;
}

/**
 * What is deployed but not seen, or the other way round. Where eblint reports an entry, a difference is fine there, and so are
 * files that unzip does not come to. Where it reports nothing, unzip must have nothing to report either.
 */
function differenceOf({ tree, found, entries }, unpacked, bytes) {
  const reported = found.flatMap(({ entries: faulty }) => faulty.flatMap(({ name }) => namesOf(name)));
  if (entries.some(({ faults }) => faults.has('unclear-name') || faults.has('differing-headers')))
    reported.push(...unicodePathsIn(bytes).flatMap(namesOf));
  // unzip writes what has no name to the file before.
  if (reported.includes('')) return undefined;
  const isCutShort = found.length > 0 && isCutShortBy(unpacked);
  for (const [name, { kind, content }] of tree) {
    const other = unpacked.tree.get(name);
    const isUnread = kind !== 'folder' && content === undefined;
    if (isUnread || (!other && isCutShort) || isInTheWay(name, reported)) continue;
    if (other && isCutShort && isUnfinishedLink({ kind, content }, other)) continue;
    if (!other) return `${JSON.stringify(name)} is not unpacked`;
    if (other.kind !== kind) return `${JSON.stringify(name)} is a ${kind}, but unpacked as a ${other.kind}`;
    if (kind !== 'folder' && other.content !== content) return `${JSON.stringify(name)} has another content`;
  }
  if (found.length > 0) return undefined;
  for (const name of unpacked.tree.keys())
    if (!tree.has(name)) return `${JSON.stringify(name)} is unpacked, but not seen`;
  const isRead = [...tree.values()].every(({ kind, content }) => kind === 'folder' || content !== undefined);
  return unpacked.status !== 0 && isRead && entries.length > 0
    ? `unzip ends with ${unpacked.status}`
    : undefined;
}

const counts = { compared: 0, refused: 0, reported: 0, mistaken: 0, different: 0, ofPage: 0 };
const kinds = new Map();
const until = Date.now() + Number(flags.minutes) * 60_000;
try {
  for (const bytes of archives(Number(flags.seed), { zip, crc32 })) {
    if (counts.compared >= Number(flags.count) || Date.now() > until) break;
    counts.compared++;
    writeFileSync(path, bytes);
    const eblint = await seen();
    const ofPage = await differenceOfPage(eblint, bytes);
    if (ofPage) {
      if (++counts.ofPage <= 20) console.log(`Archive ${counts.compared} of seed ${flags.seed}: ${ofPage}`);
      if (flags.keep) writeFileSync(join(flags.keep, `page-${flags.seed}-${counts.compared}.zip`), bytes);
    }
    if (!eblint) {
      counts.refused++;
      continue;
    }
    if (eblint.found.length > 0) counts.reported++;
    for (const { what } of eblint.found) kinds.set(what, (kinds.get(what) ?? 0) + 1);
    const unpacked = written();
    const difference = differenceOf(eblint, unpacked, bytes);
    if (!difference) continue;
    if (eblint.found.length === 0 && isMistakenIn(bytes, unpacked)) {
      counts.mistaken++;
      continue;
    }
    counts.different++;
    if (counts.different > 20) continue;
    console.log(`Archive ${counts.compared} of seed ${flags.seed}: ${difference}`);
    console.log(`  eblint reports: ${eblint.found.map(({ what }) => what).join('; ') || 'nothing'}`);
    console.log(`  unzip says: ${unpacked.stderr.trim().replaceAll('\n', '\n    ')}`);
    if (flags.keep) writeFileSync(join(flags.keep, `${flags.seed}-${counts.compared}.zip`), bytes);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `${counts.compared} archives (seed ${flags.seed}): eblint refuses ${counts.refused}, and reports something in ${counts.reported}; unzip is mistaken in ${counts.mistaken}`,
);
for (const [what, times] of [...kinds].sort((a, b) => b[1] - a[1]))
  console.log(`${String(times).padStart(6)}  ${what}`);
if (counts.different > 0)
  console.log(
    `${counts.different} of them are unpacked to something else than eblint sees, without a finding.`,
  );
if (counts.ofPage > 0) console.log(`In ${counts.ofPage} of them, the page for browsers sees something else.`);
if (counts.different + counts.ofPage > 0) process.exit(1);
