import type { Node } from '../../parse/yaml/node.js';
import { literalText } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { deploysArtifact, isShipped } from '../bundle/shipped-files.js';
import { liveText } from '../execution/live-text.js';
import { fact } from '../fact.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { scripts } from '../scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { packageJson } from './package-json.js';

/**
 * Whether there may be more packages of Node.js on an instance than the platform installs, which are the dependencies of
 * production.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-platform-dependencies.html
 */
export const mayInstallMore = fact('mayInstallMore', (project): boolean => {
  const production = settings(project).effective(ENVIRONMENT_PROPERTIES, 'NPM_USE_PRODUCTION');
  return (
    (production !== undefined && literalText(production.value)?.toLowerCase() !== 'true') ||
    settings(project)
      .of(ENVIRONMENT_PROPERTIES)
      .some(({ option }) => /^npm_config_/i.test(option.value)) ||
    deployedFiles(project).files.some(({ name }) => name === '.npmrc') ||
    (deployedFiles(project).folders?.includes('node_modules') === true &&
      isShipped('node_modules/a', deployedFiles(project)) !== false) ||
    [...scripts(project).map(liveText), procfile(project)?.file.text ?? '', ...ownScripts(project)].some(
      (text) => INSTALLS_NODE_PACKAGES.test(text),
    ) ||
    scripts(project).some((script) => PREVENTS.test(liveText(script))) ||
    deploysArtifact(project)
  );
});

/** Makes the folder itself, or takes `package.json` away before Elastic Beanstalk looks for it. */
const PREVENTS = /\bnode_modules\b(?!\/\.bin)|\bmv\b[^\n]{0,200}\bpackage\.json\b/;

/** What a text says that installs packages with a package manager of Node.js. */
export const INSTALLS_NODE_PACKAGES =
  /\b(?:npm|yarn|pnpm|bun)(?:@[\w.-]+)?[ \t]+(?:-\S+[ \t]+){0,20}(?:i|add|ci|install)\b|\byarn\b(?![ \t]+\w)/;

const ownScripts = (project: Project): string[] =>
  packageJson(project)?.scripts.map(({ value }) => textOf(value)) ?? [];

const textOf = (node: Node): string => (node.kind === 'scalar' ? node.text : '');

/** What npm installs for production. */
export const PRODUCTION = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;
