// Puts the extension for VS Code together in editors/vscode/dist/, or in another folder if one is named: what `vsce package
// --no-dependencies` packs there. Its language server is eblint without the commands that no editor starts. The same source
// gives the same bytes.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { notices } from './notices.mjs';
import { withoutRuleTexts } from './rule-texts.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const source = `${repository}editors/vscode`;
const dist = process.argv[2] ?? `${source}/dist`;

const resolve = { alias: { yaml: `${repository}node_modules/yaml/browser/index.js` } };

/** What the program loads of its commands and of what they need: the rest is for other commands and for reports. */
const LOADED = /\/(?:commands\/lsp|io\/(?:language-client|disk-watcher))\.js$/;
const LOADERS = /[\\/]src[\\/](?:main|run|report[\\/]formats)\.ts$/;
const OTHER = '\0other-command';

const withoutOtherCommands = {
  name: 'without-other-commands',
  resolveId: (id, importer, { kind }) =>
    kind === 'dynamic-import' && LOADERS.test(importer) && !LOADED.test(id) ? OTHER : undefined,
  load: (id) => (id === OTHER ? "throw new Error('This program serves editors only.');" : undefined),
};

/** What only other formats of reports show. */
const withoutSources = {
  name: 'without-sources',
  transform: {
    filter: { id: /src[\\/]rules[\\/].+\.ts$/ },
    handler: (code) => withoutRuleTexts(code, new Set(['references', 'since'])),
  },
};

const output = {
  format: 'cjs',
  charset: 'ascii',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name].chunk.cjs',
  minify: { compress: true, mangle: true, codegen: true },
};

async function bundled(input, options, dir) {
  const bundle = await rolldown({ input, platform: 'node', ...options });
  const { output: files } = await bundle.write({ ...output, dir });
  await bundle.close();
  return files.flatMap(({ moduleIds = [] }) => moduleIds);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const modules = [
  ...(await bundled({ extension: `${source}/src/extension.ts` }, { external: ['vscode'] }, dist)),
  ...(await bundled(
    { cli: `${repository}src/cli.ts` },
    { resolve, plugins: [withoutOtherCommands, withoutSources] },
    `${dist}/server`,
  )),
];
writeFileSync(`${dist}/THIRD-PARTY-NOTICES.txt`, notices(modules));
for (const name of ['README.md', 'icon.png', 'procfile-grammar.json', 'procfile-language.json'])
  copyFileSync(`${source}/${name}`, `${dist}/${name}`);
copyFileSync(`${repository}LICENSE`, `${dist}/LICENSE`);
for (const theme of ['dark', 'light'])
  copyFileSync(`${repository}docs/pictures/findings-${theme}.svg`, `${dist}/findings-${theme}.svg`);
const { version } = JSON.parse(readFileSync(`${repository}package.json`, 'utf8'));
const manifest = JSON.parse(readFileSync(`${source}/package.json`, 'utf8'));
writeFileSync(
  `${dist}/package.json`,
  `${JSON.stringify({ ...manifest, version, files: ['**'] }, null, 2)}\n`,
);
