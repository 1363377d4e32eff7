import { SourceFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { deploysArtifact, isShipped } from '../bundle/shipped-files.js';
import { fact } from '../fact.js';
import { type Project, type ProjectFiles, sourceNamed } from '../project.js';

/** Files in the root in which programs look for credentials. */
const FOR_CREDENTIALS =
  /^(?:\.env(?:\.(?:prod|production|staging))?|\.npmrc|\.yarnrc\.yml|requirements[\w.-]*\.txt|appsettings(?:\.(?!development\b)\w+)?\.json|auth\.json)$/i;

/** What build services read from the repository, be it deployed or not. */
const OF_BUILDS =
  /^(?:buildspec[\w.-]*|\.github\/workflows\/[^/]+|\.gitlab-ci|bitbucket-pipelines|\.travis)\.ya?ml$/;

/** Source code and settings in which applications keep what they need to start; in a folder of this name, any. */
const OF_CODE =
  /^(?:(?:app|application|config|constants|index|local_settings|main|secrets|server|settings|wp-config)|config\/[\w.-]+)\.(?:[cm]?js|ini|json|php|properties|py|rb|toml|ts|ya?ml)$/;

/** How a file may say what opens something: by names and values, or only by forms that cannot be mistaken. */
export interface CredentialSource {
  readonly file: SourceFile;
  readonly use: 'settings' | 'build' | 'code';
}

/** Private keys, and what Google Cloud calls the files that have one. */
const FOR_KEYS =
  /\.(?:key|pem)$|(?:adminsdk|credentials?|firebase|gcp|google|service[-_]?account)[\w.-]*\.json$/i;

/** Where people keep them. */
const FOLDERS_FOR_KEYS = /^(?:certs?|certificates|config|credentials|keys?|secrets?|ssl)$/i;

/** Of each of the two. */
const MAX_READ_FILES = 10;

/** The files that may say what opens something, and are in what is deployed, or in the repository, for sure. */
export const filesForCredentials = fact('filesForCredentials', (project): readonly CredentialSource[] => {
  const { files, folders } = deployedFiles(project);
  const names = files.map(({ name }) => name);
  const ofConfig = folders?.includes('config')
    ? [...(existingFiles(deployedFiles(project)).in('config') ?? [])].map(([name]) => `config/${name}`)
    : [];
  const shipped = (candidates: readonly string[]) =>
    candidates.filter((name) => isDeployedForSure(name, project));
  const found = {
    settings: shipped(names.filter((name) => FOR_CREDENTIALS.test(name))),
    build: names.filter((name) => OF_BUILDS.test(name)),
    code: shipped([...new Set([...names, ...ofConfig])].filter((name) => OF_CODE.test(name))),
  };
  return (['settings', 'build', 'code'] as const).flatMap((use) =>
    sourcesOf(found[use], project).map((file) => ({ file, use })),
  );
});

/** The files outside of what Elastic Beanstalk reads that may have a private key, and are deployed for sure. */
export const filesForKeys = fact('filesForKeys', (project): readonly SourceFile[] => {
  const { files, folders = [] } = deployedFiles(project);
  const existing = existingFiles(deployedFiles(project));
  const names = [
    ...files.flatMap(({ name }) => (name.includes('/') ? [] : [name])),
    ...folders
      .filter((folder) => FOLDERS_FOR_KEYS.test(folder))
      .flatMap((folder) =>
        [...(existing.in(folder) ?? [])].flatMap(([name, kind]) =>
          kind === 'file' ? [`${folder}/${name}`] : [],
        ),
      ),
  ];
  return sourcesOf(
    names.filter((name) => FOR_KEYS.test(name) && isDeployedForSure(name, project)),
    project,
  );
});

function sourcesOf(names: readonly string[], project: Project): readonly SourceFile[] {
  const { root, files, textOf } = deployedFiles(project);
  return names.slice(0, MAX_READ_FILES).flatMap((name) => {
    const text = sourceNamed(name, files) ?? textOf?.(name);
    return typeof text === 'string' ? [new SourceFile(`${root}/${name}`, name, text)] : (text ?? []);
  });
}

/**
 * Whether a file is in an archive, or what leaves files out is known and does not name it. Above a root that is not that of the
 * repository, other files may do so.
 */
function isDeployedForSure(name: string, project: Project): boolean {
  const files = deployedFiles(project);
  if (files.archive) return true;
  if (deploysArtifact(project) || isShipped(name, files) === false) return false;
  return (
    files.files.some((file) => file.name === '.ebignore') ||
    files.folders?.includes('.git') === true ||
    isOutsideOfGit(name, files)
  );
}

const isOutsideOfGit = (name: string, { isInGit }: ProjectFiles): boolean => isInGit?.(name) === false;
