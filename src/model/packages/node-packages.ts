import type { Node } from '../../parse/yaml/node.js';
import { startOfFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { deploysArtifact, isShipped } from '../bundle/shipped-files.js';
import type { Doubt } from '../doubt.js';
import { liveText } from '../execution/live-text.js';
import { fact } from '../fact.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { scripts } from '../scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { packageJson } from './package-json.js';

/** Why npm may install other packages than its defaults say; undefined where nothing configures it. */
export function npmConfigDoubt(project: Project): Doubt | undefined {
  const reason = 'this configures npm';
  const property = settings(project)
    .of(ENVIRONMENT_PROPERTIES)
    .find(({ option }) => /^npm_config_/i.test(option.value));
  if (property) return { reason, at: property.option.place };
  const file = deployedFiles(project).files.find(({ name }) => name === '.npmrc');
  return file && { reason, at: startOfFile(file) };
}

/** Why something else than the platform may bring packages of Node.js to an instance; undefined where nothing does. */
export const broughtPackagesDoubt = fact('broughtPackagesDoubt', (project): Doubt | undefined => {
  const files = deployedFiles(project);
  if (files.folders?.includes('node_modules') && isShipped('node_modules/a', files) !== false)
    return { reason: 'the bundle may have node_modules', at: undefined };
  const installs = { reason: 'this may install packages as well' };
  const script = scripts(project).find((one) => MAY_INSTALL.test(liveText(one)));
  if (script) return { ...installs, at: script.name.place };
  const starts = procfile(project)?.file;
  if (starts && INSTALLS_NODE_PACKAGES.test(starts.text)) return { ...installs, at: startOfFile(starts) };
  const own = packageJson(project)?.scripts.find(({ value }) => INSTALLS_NODE_PACKAGES.test(textOf(value)));
  if (own) return { ...installs, at: own.value.place };
  return deploysArtifact(project)
    ? { reason: 'an archive is deployed, which may have node_modules', at: undefined }
    : undefined;
});

/** What a text says that installs packages with a package manager of Node.js. */
export const INSTALLS_NODE_PACKAGES =
  /\b(?:npm|yarn|pnpm|bun)(?:@[\w.-]+)?[ \t]+(?:-\S+[ \t]+){0,20}(?:i|add|ci|install)\b|\byarn\b(?![ \t]+\w)/;

/** Makes the folder itself, or takes `package.json` away before Elastic Beanstalk looks for it. */
const PREVENTS = /\bnode_modules\b(?!\/\.bin)|\bmv\b[^\n]{0,200}\bpackage\.json\b/;

const MAY_INSTALL = new RegExp(`${INSTALLS_NODE_PACKAGES.source}|${PREVENTS.source}`);

const textOf = (node: Node): string => (node.kind === 'scalar' ? node.text : '');

/** What npm installs for production. */
export const PRODUCTION = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;
