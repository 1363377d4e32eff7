import { SourceFile } from '../../source/index.js';
import { folderOf } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { deploysArtifact, isShipped } from '../bundle/shipped-files.js';
import { fact } from '../fact.js';
import { type Project, type ProjectFiles, sourceNamed } from '../project.js';

/**
 * What of a file may be a credential: what a name on its line says, what a variable of a build says, keys and tokens of a
 * workflow, what a setting of an application says that no default of development has, the whole text, or only what is one
 * by its form.
 */
export type Reading = 'lines' | 'variables' | 'workflow' | 'settings' | 'key' | 'form';

/** A file that may say what opens something. */
export interface ShippedFile {
  readonly source: SourceFile;
  readonly reading: Reading;
  /** Beside these settings are others, which may replace them. */
  readonly hasOthers?: boolean;
}

/** Files in which programs look for credentials, and in which people write them, by their paths below the root. */
const READINGS: readonly (readonly [files: RegExp, reading: Reading])[] = [
  [
    /^(?:\.env(?:\.(?:prod|production|staging))?|\.npmrc|\.yarnrc\.yml|requirements[\w.-]*\.txt|appsettings(?:\.(?!development\b)\w+)?\.json|auth\.json)$/i,
    'lines',
  ],
  [/^buildspec[\w.-]*\.ya?ml$/, 'variables'],
  [/^(?:\.github\/workflows\/[^/]+|\.gitlab-ci|bitbucket-pipelines|\.travis)\.ya?ml$/, 'workflow'],
  // https://guides.rubyonrails.org/security.html#custom-credentials
  [/^config\/(?:master|credentials\/\w+)\.key$/, 'key'],
  [
    /^(?:wp-config\.php|(?:(?:app|includes|src)\/)?(?:config|constants|local_settings|secrets|settings)\.(?:[cm]?js|ini|json|php|properties|py|rb|toml|ts|ya?ml)|[\w.-]+\/(?:appsettings(?:\.\w+)?\.json|settings\.py)|(?:[\w.-]+\/)?settings\/\w+\.py|(?:[\w.-]+\/)?web(?:\.\w+)?\.config)$/i,
    'settings',
  ],
  [
    /^(?:config\/|src\/main\/resources\/)?(?:application|bootstrap)(?:-\w+)?\.(?:properties|ya?ml)$|^config\/[\w.-]+\.(?:[cm]?js|ini|json|php|properties|py|rb|toml|ts|ya?ml)$/,
    'settings',
  ],
  [
    /^(?:app\/|src\/)?(?:__init__|app|application|index|main|server|wsgi)\.(?:[cm]?js|php|py|rb|ts)$|^config\/initializers\/\w+\.rb$/,
    'form',
  ],
];

/** What is only for development, tests or readers. */
const NOT_IN_USE =
  /(?:^|[/._-])(?:ci|dev(?:elopment)?|dist|example|h2|local|sample|spec|template|test(?:s|ing)?)(?=[/._-])/i;

/** Folders in which an application has its settings; those of .NET and Django have its own name. */
const FOLDERS_FOR_SETTINGS = [
  ...['app', 'config', 'config/credentials', 'config/initializers', 'config/settings', 'includes'],
  ...['settings', 'src', 'src/main/resources'],
];
const HAS_NAMED_FOLDERS = /^manage\.py$|\.sln$/;
const MAX_NAMED_FOLDERS = 10;

/** Private keys, and what Google Cloud calls the files that have one. */
const FOR_KEYS =
  /\.(?:key|pem)$|(?:adminsdk|credentials?|firebase|gcp|google|service[-_]?account)[\w.-]*\.json$/i;

/** Where people keep them. */
const FOLDERS_FOR_KEYS = /^(?:certs?|certificates|config|credentials|keys?|secrets?|ssl)$/i;

const MAX_READ_FILES = 30;
const MAX_READ_KEYS = 10;
/** Settings are shorter; what is longer was built. */
const MAX_CHARACTERS = 100_000;

/** The files that may say what opens something, and are in what is deployed, or in the repository, for sure. */
export const filesForCredentials = fact('filesForCredentials', (project): readonly ShippedFile[] => {
  const { files, folders = [] } = deployedFiles(project);
  const found = new Set([
    ...files.map(({ name }) => name),
    ...FOLDERS_FOR_SETTINGS.flatMap((folder) => namesIn(folder, project)),
    ...(files.some(({ name }) => HAS_NAMED_FOLDERS.test(name))
      ? folders
          .filter((folder) => !/^\.|^node_modules$/.test(folder))
          .slice(0, MAX_NAMED_FOLDERS)
          .flatMap((folder) => [...namesIn(folder, project), ...namesIn(`${folder}/settings`, project)])
      : []),
  ]);
  return [...found]
    .flatMap((name) => {
      const reading = READINGS.find(([pattern]) => pattern.test(name))?.[1];
      if (reading === undefined) return [];
      const isInUse =
        reading === 'variables' ||
        reading === 'workflow' ||
        ((reading === 'lines' || !NOT_IN_USE.test(name)) && isDeployedForSure(name, project));
      return isInUse ? [{ name, reading }] : [];
    })
    .slice(0, MAX_READ_FILES)
    .flatMap(({ name, reading }) =>
      sourcesOf([name], project).flatMap((source) =>
        source.text.length <= MAX_CHARACTERS
          ? [{ source, reading, hasOthers: isOneOfSettings(source, found) }]
          : [],
      ),
    );
});

/** Whether an environment may choose other settings of Python in place of these, or these take over others. */
const isOneOfSettings = ({ name, text }: SourceFile, names: ReadonlySet<string>): boolean =>
  name.endsWith('.py') &&
  (/\bimport \*/.test(text) ||
    [...names].some(
      (other) =>
        other !== name && folderOf(other) === folderOf(name) && /(?:settings|local|prod)\w*\.py$/.test(other),
    ));

/** The files right in a folder; none of one that is not there. */
const namesIn = (folder: string, project: Project): string[] =>
  deployedFiles(project).folders?.includes(folder.split('/', 1)[0] ?? '') === true
    ? [...(existingFiles(deployedFiles(project)).in(folder) ?? [])].flatMap(([name, kind]) =>
        kind === 'file' ? [`${folder}/${name}`] : [],
      )
    : [];

/** The files outside of what Elastic Beanstalk reads that may have a private key, and are deployed for sure. */
export const filesForKeys = fact('filesForKeys', (project): readonly SourceFile[] => {
  const { files, folders = [] } = deployedFiles(project);
  const names = [
    ...files.flatMap(({ name }) => (name.includes('/') ? [] : [name])),
    ...folders
      .filter((folder) => FOLDERS_FOR_KEYS.test(folder))
      .flatMap((folder) => namesIn(folder, project)),
  ].filter((name) => FOR_KEYS.test(name) && isDeployedForSure(name, project));
  return sourcesOf(names.slice(0, MAX_READ_KEYS), project);
});

function sourcesOf(names: readonly string[], project: Project): readonly SourceFile[] {
  const { root, files, textOf } = deployedFiles(project);
  return names.flatMap((name) => {
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
  if ((deploysArtifact(project) && !BUILT_IN.test(name)) || isShipped(name, files) === false) return false;
  return (
    files.files.some((file) => file.name === '.ebignore') ||
    files.folders?.includes('.git') === true ||
    isOutsideOfGit(name, files)
  );
}

/** What builds put into what they make. */
const BUILT_IN = /^src\/main\/resources\/|(?:^|\/)appsettings[\w.]*\.json$/;

const isOutsideOfGit = (name: string, { isInGit }: ProjectFiles): boolean => isInGit?.(name) === false;
