import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { WINDOWS_MANIFEST } from '../../knowledge/platform/platforms.js';
import { type DataFile, parseDataFile } from '../../parse/data-file.js';
import { compareBytes } from '../../util/compare.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { isSavedConfiguration } from '../bundle/read-files.js';
import { fact } from '../fact.js';
import { EB_CLI_CONFIGS, type Project } from '../project.js';
import { environmentFiles } from '../settings/environments.js';
import { platform } from './find-platform.js';
import type { Platform } from './platform.js';

/** Files in the root that are read as data on every platform, or on some. */
const LANGUAGES: Readonly<Record<string, readonly Platform['language'][] | undefined>> = {
  'Dockerrun.aws.json': undefined,
  'cron.yaml': undefined,
  [COMPOSE_FILE]: ['docker'],
  'env.yaml': undefined,
  'package.json': ['node'],
};

/**
 * The files of YAML and JSON beside `.ebextensions` that something in a deployment reads, in the order of their names. Of
 * the EB CLI's configuration it is the project's own: one above it belongs to another project.
 */
export const dataFiles = fact('dataFiles', (project): readonly DataFile[] => {
  const { root, files, ebCliConfigs } = deployedFiles(project);
  const { language } = platform(project);
  const own = files.flatMap((file) =>
    'source' in file && isDataFile(file.name, language) ? [file.source] : [],
  );
  const configs = ebCliConfigs.filter(({ path }) => path.startsWith(root));
  return [
    ...own.map(parseDataFile),
    ...configs.map(parseDataFile).map(withoutRepairs),
    ...environmentFiles(project).flatMap(({ file, problem }) =>
      problem ? [{ file, root: undefined, problems: [{ ...problem, repair: [] }], broken: true }] : [],
    ),
    ...(language === 'windows' ? brokenManifest(project) : []),
  ].sort((a, b) => compareBytes(a.file.name, b.file.name));
});

/**
 * The manifest of a project for Windows where no reader of JSON can take it. Some take more than JSON has, and AWS's own
 * examples do: comments, and backslashes in paths. https://github.com/aws/aws-dotnet-deploy/pull/713
 */
function brokenManifest(project: Project): readonly DataFile[] {
  const { files } = deployedFiles(project);
  const isThere = files.some(({ name }) => name === WINDOWS_MANIFEST);
  const source = isThere ? existingFiles(deployedFiles(project)).source(WINDOWS_MANIFEST) : undefined;
  const data = source && parseDataFile(source);
  const isRead =
    !data?.broken ||
    data.problems.some((problem) => problem.kind !== 'syntax' || TAKEN_BY_SOME.has(problem.fault.code));
  return isRead ? [] : [data];
}

const TAKEN_BY_SOME: ReadonlySet<string> = new Set([
  ...['bad-escape', 'json-comment', 'json-single-quotes', 'json-tab', 'json-trailing-comma', 'json-unquoted'],
  ...['empty-item', 'template-tags', 'text-after-value'],
]);

/** The EB CLI's own files are not the project's to be fixed. */
const withoutRepairs = (data: DataFile): DataFile => ({
  ...data,
  problems: data.problems.map((problem) => ({ ...problem, repair: [] })),
});

function isDataFile(name: string, language: Platform['language']): boolean {
  if (!Object.hasOwn(LANGUAGES, name)) return isSavedConfiguration(name);
  return LANGUAGES[name]?.includes(language) ?? true;
}

/** Whether a file is one of them on some platform. */
export const mayBeDataFile = (name: string): boolean =>
  Object.hasOwn(LANGUAGES, name) || isSavedConfiguration(name) || EB_CLI_CONFIGS.includes(name);

/** One of them by its name; undefined where there is none, and where it cannot be read. */
export const dataFile = (dataFiles: readonly DataFile[], name: string): DataFile | undefined =>
  dataFiles.find(({ file, broken }) => file.name === name && !broken);
