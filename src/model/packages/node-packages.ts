import { broughtBy, isKnownPackage } from '../../knowledge/packages/node-packages.js';
import type { DependencyKind } from '../../parse/package-json.js';
import type { Node } from '../../parse/yaml/node.js';
import { literalText } from '../../source/index.js';
import { lazily } from '../../util/memo.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { deploysArtifact, isShipped } from '../bundle/shipped-files.js';
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
    [
      ...scripts(project).map(({ text }) => text),
      procfile(project)?.file.text ?? '',
      ...ownScripts(project),
    ].some((text) => INSTALLS_NODE_PACKAGES.test(text)) ||
    scripts(project).some(({ text }) => PREVENTS.test(text)) ||
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

/** What `package.json` asks npm for, as far as it tells what an application can require. */
export interface NodeDependencies {
  /** The lock file from which npm takes the packages. */
  readonly lock: 'package-lock.json' | 'npm-shrinkwrap.json' | undefined;
  /** Whether it lists a package for development only. */
  readonly isForDevelopment: (name: string) => boolean;
  /** Whether the package is not on the instance; false where that is not known. */
  readonly isMissing: (name: string) => boolean;
}

const LOCKS = ['npm-shrinkwrap.json', 'package-lock.json'] as const;

/** What npm installs for production. */
export const PRODUCTION = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;

/** Lock files that npm does not read as a whole. */
const OTHER_LOCKS = ['yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'];

/** Keys of `package.json` that change which packages there are, or by which names they are required. */
const CHANGING_KEYS = [
  ...['_moduleAliases', 'bundledDependencies', 'bundleDependencies', 'overrides', 'pnpm', 'resolutions'],
  'workspaces',
];

/**
 * Undefined where something else may install packages, and where `package.json` cannot be read. npm puts what the dependencies
 * depend on in the same folder, so that an application finds these as well: only a lock file, or known packages, tell which.
 */
export const nodeDependencies = fact('nodeDependencies', (project): NodeDependencies | undefined => {
  const listing = packageJson(project);
  const existing = existingFiles(deployedFiles(project));
  if (!listing || CHANGING_KEYS.some((key) => listing.keys.has(key)) || mayInstallMore(project))
    return undefined;
  const namesIn = (kind: DependencyKind) => listing.packages(kind).map(({ key }) => key.text);
  const listed = new Set(PRODUCTION.flatMap(namesIn));
  const development = new Set(namesIn('devDependencies'));
  const lock = LOCKS.find((name) => existing.has(name) !== false);
  const hasOther = OTHER_LOCKS.some((name) => existing.has(name) !== false);
  // The lock file is large: it is read once, where a package is asked for that `package.json` does not list.
  const locked = lazily(() => {
    const entries = lock && entriesOfLock(existing.source(lock)?.text ?? '');
    return entries && [...listed].every((one) => entries.has(one)) ? entries : undefined;
  });
  const isWholeKnown = lazily(() => !hasOther && [...listed].every(isKnownPackage));
  const isUnlisted = (name: string): boolean => {
    if (listed.size === 0) return true;
    if (!lock) return isWholeKnown() && isBroughtByNone(name, listed);
    const entries = locked();
    return entries !== undefined && entries.get(name) !== 'production';
  };
  return {
    lock,
    isForDevelopment: (name) => development.has(name),
    isMissing: (name) => !listed.has(name) && isUnlisted(name),
  };
});

/** Whether none of these packages, which are known, brings it. */
const isBroughtByNone = (name: string, listed: ReadonlySet<string>): boolean => {
  const bringing = broughtBy(name);
  return bringing !== undefined && ![...bringing].some((one) => listed.has(one));
};

/** An entry in the folder of the application, up to the first list in it: what decides comes before. */
const ENTRY = /"(?:node_modules\/)?((?:@[\w.-]+\/)?[\w.-]+)": \{(?=([^{}]{0,1000}))/g;

/** The packages of a lock file that the application finds, and whether each is there for development only. */
function entriesOfLock(text: string): ReadonlyMap<string, 'development' | 'production'> {
  const entries = new Map<string, 'development' | 'production'>();
  for (const [, name = '', content = ''] of text.matchAll(ENTRY))
    if (entries.get(name) !== 'production')
      entries.set(name, content.includes('"dev": true') ? 'development' : 'production');
  return entries;
}
