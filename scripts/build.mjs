// Builds dist/, or another folder if one is named. The program is CommonJS, because an ES module as entry costs a quarter of
// Node's own start-up more; its parts are loaded when needed. The library is a part of it, for `import` and
// `require`. Everything is bundled, so that an
// installation is one package. The same source gives the same bytes.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { notices } from './notices.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const dist = process.argv[2] ?? `${repository}dist`;

// The browser build of yaml gives the same results and parses 1.4 times as fast: the other one reads an environment variable
// for every token.
const resolve = { alias: { yaml: `${repository}node_modules/yaml/browser/index.js` } };

/**
 * One file for what every run needs, and one for what every run that lints needs, the default format included. Finding and
 * opening one more file costs half a millisecond.
 */
const GROUPS = [
  {
    name: 'start',
    // What is loaded before stored code can be.
    test: /rolldown\/runtime|src\/(?:io\/compil|discover\/is-inside|util\/limits)/,
    priority: 3,
  },
  {
    name: 'core',
    test: /src\/(?:main\.ts|run\.ts|report\/text\/wrap\.ts|io\/(?:disk|standard-output)\.ts|source\/|util\/)/,
    priority: 2,
  },
  {
    name: 'lint',
    // What reads a configuration file is small, and compiled code is stored for this one.
    test: /src\/(?:commands\/lint|commands\/configuration\/used-configuration|report\/frames)\.ts$/,
    priority: 1,
  },
];

/** Where other linters describe their rules is most of eslint-formatter-pretty: eblint tells it where its own are described. */
const withoutOtherRules = {
  name: 'without-other-rules',
  load: (id) => (/[\\/]eslint-rule-docs[\\/]plugins\.json$/.test(id) ? '{}' : undefined),
};

/** The YAML library reads what few files have: most runs do not load it. It is called at once, so it cannot be an `import()`. */
const YAML_READER = `${repository}src/parse/yaml/library/read-yaml.ts`;
const yamlWhereNeeded = {
  name: 'yaml-where-needed',
  resolveId: (id, importer) =>
    importer && id.endsWith('/library/read-yaml.js') ? '\0yaml-reader' : undefined,
  load: (id) =>
    id === '\0yaml-reader'
      ? // Not `require`, which the bundler would look into.
        "export const readYaml = (...given) => module.require('./yaml.chunk.cjs').readYaml(...given);"
      : undefined,
};

rmSync(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: { cli: `${repository}src/cli.ts`, index: `${repository}src/package.ts`, yaml: YAML_READER },
  platform: 'node',
  resolve,
  // No module is imported for what it does when it is loaded, and no property is read for what that does.
  treeshake: { moduleSideEffects: false, propertyReadSideEffects: false },
  plugins: [withoutOtherRules, yamlWhereNeeded],
});
const { output } = await bundle.write({
  dir: dist,
  format: 'cjs',
  // Source with characters beyond Latin-1 takes V8 twice the memory and more time to read.
  charset: 'ascii',
  entryFileNames: ({ name }) => (name === 'yaml' ? 'chunks/yaml.chunk.cjs' : '[name].cjs'),
  chunkFileNames: 'chunks/[name].chunk.cjs',
  codeSplitting: { groups: GROUPS },
  minify: { compress: true, mangle: true, codegen: true },
});
await bundle.close();
const { exports } = output.find(({ fileName }) => fileName === 'index.cjs');
// The library is what the program runs, not a second copy of it.
writeFileSync(
  `${dist}/index.js`,
  `import library from './index.cjs';\nexport const { ${exports.join(', ')} } = library;\n`,
);
await writeTypes();
const bundled = output.flatMap(({ moduleIds = [] }) => moduleIds);
writeFileSync(`${dist}/THIRD-PARTY-NOTICES.txt`, notices(bundled));
// As text, because eblint reads its files as text.
writeFileSync(`${dist}/rule-examples.txt`, brotliCompressSync(ruleExamples()).toString('base64'));

/** What `--explain` shows of the rules' pages, which are not in the package: each with its id, separated by form feeds. */
function ruleExamples() {
  const folder = `${repository}docs/rules`;
  const pages = readdirSync(folder, { recursive: true }).filter((name) => /[\\/].*\.md$/.test(name));
  return pages
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((name) => {
      const sections = readFileSync(`${folder}/${name}`, 'utf8').split(/^(?=## )/m);
      const shown = sections.filter((section) => /^## (?:Reported|Corrected|Not reported)\n/.test(section));
      return `# ${name.slice(0, -'.md'.length)}\n\n${shown.join('')}`;
    })
    .join('\f');
}

/** The types of the library in one file. TypeScript wants one of its own for `import`, which hands on the other. */
async function writeTypes() {
  const types = await rollup({
    input: `${repository}src/package.ts`,
    plugins: [dts({ tsconfig: `${repository}tsconfig.build.json` })],
  });
  await types.write({ file: `${dist}/index.d.cts` });
  await types.close();
  writeFileSync(`${dist}/index.d.ts`, "export * from './index.cjs';\n");
}
