// Builds dist/: the program as CommonJS, because an ES module as entry costs a quarter of Node's own start-up more, in
// parts that are loaded when needed; the library as an ES module. Everything is bundled: an installation is one package.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const repository = fileURLToPath(new URL('..', import.meta.url));
const dist = `${repository}dist`;

// The browser build of yaml gives equal results and parses 1.4 times as fast: the other one reads an environment
// variable for every token.
const resolve = { alias: { yaml: `${repository}node_modules/yaml/browser/index.js` } };

/**
 * What eslint-formatter-pretty and its packages load at every start and never use here. Measured on Node 20, in parts of
 * `node -e 0`: the tables 0.5 (links to ESLint's own rules, plurals: every rule of ours has its link, every noun an s),
 * the emoji expression 0.5 (V8 builds its set while it parses the file, used or not).
 */
const trimFormatter = {
  name: 'trim-formatter',
  load: (id) => (/\/(?:eslint-rule-docs\/plugins|irregular-plurals)\.json$/.test(id) ? '{}' : null),
  transform(code, id) {
    if (!id.endsWith('/string-width/index.js')) return null;
    const eager = String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`;
    if (!code.includes(eager))
      throw new Error('string-width has changed: look whether it still builds its emoji set at once');
    const lazy = String.raw`const rgiEmojiRegex = { test: (text) => new RegExp('^\\p{RGI_Emoji}$', 'v').test(text) };`;
    return code.replace(eager, () => lazy);
  },
};

/**
 * What every run needs, and what every run needs that lints: one file each, with all that they import. Finding and
 * opening one more file costs half a millisecond. The default format is in the second, but for the package behind it.
 */
const GROUPS = [
  {
    name: 'core',
    test: /src\/(?:run\.ts|io\/(?:disk|standard-output|write-file|write-report)\.ts|source\/)/,
    priority: 2,
  },
  { name: 'lint', test: /src\/(?:commands\/lint|report\/pretty)\.ts$/, priority: 1 },
];

const OUTPUTS = [
  { input: { cli: `${repository}src/cli.ts` }, format: 'cjs', extension: 'cjs', groups: GROUPS },
  { input: { index: `${repository}src/index.ts` }, format: 'esm', extension: 'js' },
];

rmSync(dist, { recursive: true, force: true });
const bundled = new Set();
for (const { input, format, extension, groups } of OUTPUTS) {
  const bundle = await rolldown({ input, platform: 'node', resolve, plugins: [trimFormatter] });
  const { output } = await bundle.write({
    dir: dist,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `chunks/[name].chunk.${extension}`,
    ...(groups && { codeSplitting: { groups } }),
    minify: { compress: true, mangle: false, codegen: true },
  });
  await bundle.close();
  for (const { moduleIds = [] } of output) for (const id of moduleIds) bundled.add(id);
}
writeFileSync(`${dist}/THIRD-PARTY-NOTICES.txt`, notices(bundled));

recordBytecode();

/** Runs the program as users do, on a project without and one with findings, and keeps what V8 made of it. */
function recordBytecode() {
  const projects = ['channels-443', 'django-channels-mistakes'];
  const folders = projects.map((name) => `${repository}fixtures/projects/${name}`);
  const { status } = spawnSync(
    process.execPath,
    [`${repository}scripts/record-bytecode.mjs`, dist, ...folders],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  // The program works without: it only starts more slowly.
  if (status !== 1) console.warn(`No bytecode was kept: the program ended with exit code ${status}.`);
}

/** The licences of all packages that modules were bundled from. */
function notices(moduleIds) {
  const folders = [...moduleIds].flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(folders)].sort().map(notice).join('\n\n');
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}\n`;
}
