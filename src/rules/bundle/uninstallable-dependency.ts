import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { mayInstallMore } from '../../model/packages/node-packages.js';
import { dataFile, dataFiles } from '../../model/platform/data-files.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { child, entriesOf } from '../../parse/yaml/node.js';
import { baseName } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';

export const uninstallableDependency: Rule = {
  meta: {
    id: 'bundle/uninstallable-dependency',
    summary: 'The file package.json has a version that only pnpm or Yarn understands',
    why: 'The Node.js platform installs the dependencies with npm, which does not know `workspace:`, `catalog:`, `portal:` and `patch:`: "npm error code EUNSUPPORTEDPROTOCOL", and the deployment fails. It does not install where the bundle brings node_modules, or where a hook installs before.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-platform-dependencies.html',
      'https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies',
      'https://pnpm.io/workspaces#workspace-protocol-workspace',
      'https://yarnpkg.com/protocol/portal',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    if (platform(project).language !== 'node' || mayInstallMore(project)) return;
    const dependencies = child(dataFile(dataFiles(project), 'package.json')?.root, 'dependencies');
    for (const { key, value } of entriesOf(dependencies)) {
      if (value.kind !== 'scalar') continue;
      const [, protocol] = UNKNOWN_TO_NPM.exec(value.text) ?? [];
      if (protocol === undefined) continue;
      yield {
        at: value.place,
        message: `npm cannot install ${shorten(key.text)} from "${shorten(value.text)}"`,
        help:
          protocol === 'catalog' || protocol === 'patch'
            ? 'Write the version itself.'
            : `Write \`file:\` and the folder of the package, such as \`file:${shorten(folderOf(key.text, project))}\`.`,
      };
    }
  },
};

const UNKNOWN_TO_NPM = /^(catalog|patch|portal|workspace):/;

/** Where a workspace usually has a package. */
function folderOf(name: string, project: Project): string {
  const existing = existingFiles(deployedFiles(project));
  const folders = ['packages', 'libs', 'shared'].map((parent) => `${parent}/${baseName(name)}`);
  return folders.find((folder) => existing.has(`${folder}/package.json`)) ?? `packages/${baseName(name)}`;
}
