import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { broughtPackagesDoubt } from '../../model/packages/node-packages.js';
import type { Project } from '../../model/project.js';
import type { PackageJson } from '../../parse/package-json.js';
import { baseName } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const uninstallableDependency: EachRule<PackageJson> = {
  meta: {
    summary: 'The file package.json has a version that only pnpm or Yarn understands',
    why: 'The Node.js platform installs the dependencies with npm, which does not know `workspace:`, `catalog:`, `portal:`, `patch:`, `link:` and `jsr:`: "npm error code EUNSUPPORTEDPROTOCOL", and the deployment fails. It does not install where the bundle brings node_modules, or where a hook installs before.',
    consequence: 'deploy-fails',
    references: [
      'guide:nodejs-platform-dependencies',
      'https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies',
      'https://pnpm.io/workspaces#workspace-protocol-workspace',
      'https://yarnpkg.com/protocol/portal',
    ],
    needsPlatform: true,
    claimsAbsence: true,
  },
  each: file('package.json'),
  *check({ packages }, project) {
    for (const { key, value } of packages('dependencies')) {
      if (value.kind !== 'scalar') continue;
      const [, protocol] = UNKNOWN_TO_NPM.exec(value.text) ?? [];
      if (protocol === undefined) continue;
      yield {
        doubt: broughtPackagesDoubt(project),
        at: value.place,
        message: `npm cannot install ${shorten(key.text)} from "${shorten(value.text)}"`,
        help: helpFor(protocol, key.text, value.text, project),
      };
    }
  },
};

/** JSR serves its packages to npm under names of this form. https://jsr.io/docs/npm-compatibility */
const JSR_PACKAGE = /^@([\w-]+)\/([\w-]+)$/;

const UNKNOWN_TO_NPM = /^(catalog|jsr|link|patch|portal|workspace):/;

function helpFor(protocol: string, name: string, value: string, project: Project): string {
  if (protocol === 'catalog' || protocol === 'patch') return 'Write the version itself.';
  const [, scope, own] = JSR_PACKAGE.exec(name) ?? [];
  if (protocol === 'jsr')
    return scope === undefined
      ? 'Run `npx jsr add` with the name of the package, which writes a version that npm knows.'
      : `Write \`npm:@jsr/${scope}__${own}@${shorten(value.slice('jsr:'.length))}\`, and \`@jsr:registry=https://npm.jsr.io\` to \`.npmrc\`.`;
  const path = protocol === 'link' ? value.slice('link:'.length) : folderOf(name, project);
  return `Write \`file:\` and the folder of the package, such as \`file:${shorten(path)}\`.`;
}

/** Where a workspace usually has a package. */
function folderOf(name: string, project: Project): string {
  const existing = existingFiles(deployedFiles(project));
  const folders = ['packages', 'libs', 'shared'].map((parent) => `${parent}/${baseName(name)}`);
  return folders.find((folder) => existing.has(`${folder}/package.json`)) ?? `packages/${baseName(name)}`;
}
