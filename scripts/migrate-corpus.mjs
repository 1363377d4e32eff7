/**
 * Moves a copy of every project below a folder to Amazon Linux 2023, and says what became of what they said: no file may
 * become unreadable, a second run may change nothing, and of every entry that is gone it prints the kind and the place.
 *
 *   npm run build && node scripts/migrate-corpus.mjs DIR [--unsafe-fixes]
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const [directory, ...flags] = process.argv.slice(2);
if (directory === undefined) throw new Error('Name a folder with projects.');

const eblint = (args) =>
  spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });

/** Texts by path; of configuration what a YAML reader makes of them. */
function read(folder) {
  const texts = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      texts.set(relative(folder, path), readFileSync(path, 'utf8'));
    }
  return texts;
}

function makeWritable(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}

const isConfig = (name) => /(?:^|\/)\.ebextensions\/[^/]+\.config$/.test(name);

const parsed = (text) => {
  const document = parseDocument(text, {
    version: '1.1',
    merge: true,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  return { isBroken: document.errors.length > 0, data: document.toJS({ maxAliasCount: -1 }) };
};

/** The entries of each section, whatever its form. */
function* entriesOf(name, text) {
  const { data } = parsed(text);
  for (const [section, value] of Object.entries(data ?? {})) {
    if (Array.isArray(value))
      for (const item of value)
        yield [`${section} ${item?.namespace} ${item?.option_name}`, JSON.stringify(item), name];
    else if (section === 'option_settings' || section === 'packages')
      for (const [group, own] of Object.entries(value ?? {}))
        for (const [key, each] of Object.entries(own ?? {}))
          yield [`${section} ${group} ${key}`, JSON.stringify(each), name];
    else if (typeof value === 'object')
      for (const [key, each] of Object.entries(value ?? {}))
        yield [`${section} ${key}`, JSON.stringify(each), name];
  }
}

const entriesIn = (texts) =>
  [...texts]
    .filter(([name]) => isConfig(name))
    .flatMap(([name, text]) =>
      [...entriesOf(name, text)].map(([key, ...rest]) => [
        `${name.slice(0, name.indexOf('.ebextensions'))}${key}`,
        ...rest,
      ]),
    );

const root = mkdtempSync(join(tmpdir(), 'eblint-migrate-'));
const kinds = new Map();
let hasFailed = false;
const fail = (text) => {
  hasFailed = true;
  console.log(`✖ ${text}`);
};
try {
  for (const project of readdirSync(directory).sort()) {
    if (/^_|\.(?:tsv|md|mjs)$/.test(project)) continue;
    const folder = join(root, project);
    cpSync(join(directory, project), folder, { recursive: true });
    makeWritable(folder);
    const before = read(folder);
    const { status, stderr } = eblint(['migrate', '--write', ...flags, folder]);
    if (status === 2 && !/no Elastic Beanstalk project/.test(stderr)) fail(`${project}: ${stderr.trim()}`);
    const after = read(folder);
    const again = eblint(['migrate', '--write', ...flags, folder]);
    for (const [name, text] of read(folder))
      if (after.get(name) !== text) fail(`${project}: ${name} changes again`);
    if (/Fixed/.test(again.stderr)) fail(`${project}: a second run fixes something`);
    for (const [name, text] of after)
      if (isConfig(name) && parsed(text).isBroken && !parsed(before.get(name) ?? '').isBroken)
        fail(`${project}: ${name} cannot be read any more`);
    const now = new Map(entriesIn(after).map(([key, value]) => [key, value]));
    const created = [...after].filter(([name]) => !before.has(name)).map(([name]) => name);
    for (const [key, value, name] of entriesIn(before)) {
      if (now.get(key) === value) continue;
      const section = key.slice(name.indexOf('.ebextensions')).split(' ')[0];
      const kind = `${section}: ${now.has(key) ? 'changed' : 'gone'}`;
      kinds.set(kind, [
        ...(kinds.get(kind) ?? []),
        `${project}/${name} ${key}\n      ${value.slice(0, 300)}${now.has(key) ? `\n    → ${now.get(key).slice(0, 300)}` : ''}`,
      ]);
    }
    if (created.length > 0)
      kinds.set('created', [...(kinds.get('created') ?? []), `${project}: ${created.join(', ')}`]);
    const gone = [...before.keys()].filter((name) => !after.has(name));
    if (gone.length > 0)
      kinds.set('deleted', [...(kinds.get('deleted') ?? []), `${project}: ${gone.join(', ')}`]);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
for (const [kind, places] of [...kinds].sort()) {
  console.log(`\n${kind} (${places.length})`);
  for (const place of places) console.log(`    ${place}`);
}
process.exitCode = hasFailed ? 1 : 0;
