// Prints the bill of materials of the package in CycloneDX: what `npm sbom` knows about the packages that the build has put into
// dist/. To npm they are development dependencies, because an installation of eblint is one package.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const notices = readFileSync(`${repository}dist/THIRD-PARTY-NOTICES.txt`, 'utf8');
const bundled = new Set(
  [...notices.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d\S*) \(\S+\)$/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  ),
);
const { name, version } = JSON.parse(readFileSync(`${repository}package.json`, 'utf8'));
const own = `${name}@${version}`;

const output = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
  cwd: repository,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  shell: process.platform === 'win32',
});
const sbom = JSON.parse(output);
const components = sbom.components
  .filter((component) => bundled.has(component['bom-ref']))
  .map((component) => ({ ...component, properties: [{ name: 'eblint:bundled', value: 'true' }] }));
const known = new Set(components.map((component) => component['bom-ref']));
const missing = [...bundled].filter((reference) => !known.has(reference));
if (missing.length > 0)
  throw new Error(`npm does not know ${missing.join(', ')}: run npm ci and npm run build.`);

const dependencies = [
  { ref: own, dependsOn: [...known].sort() },
  ...sbom.dependencies
    .filter(({ ref }) => known.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => known.has(other)) })),
];
// npm names the root after the folder that it is in.
const metadata = { ...sbom.metadata, component: { ...sbom.metadata.component, name } };
process.stdout.write(`${JSON.stringify({ ...sbom, metadata, components, dependencies }, null, 2)}\n`);
