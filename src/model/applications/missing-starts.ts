import type { ProcfileEntry } from '../../parse/procfile.js';
import { readPythonModule } from '../../parse/server-config/python-module.js';
import { parseScript } from '../../parse/shell/script.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { literalText, type Place, type SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { folderOf } from '../../util/paths.js';
import { trim } from '../../util/text.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { EntryWalk } from '../entry/entry-walk.js';
import { serverContextOf } from '../entry/server-context.js';
import { readStartScript } from '../entry/start-script.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { procfile } from '../platform/procfile.js';
import type { Project, ProjectFile } from '../project.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { type MissingStart, moduleNamedBy, type Start, type StartModule, startsOf } from './started-words.js';

/** Everything that the Procfile, `npm start` or `WSGIPath` starts the application with, and that is known to be missing. */
export const missingStartsOf = fact('missingStartsOf', (project): readonly MissingStart[] =>
  existingFiles(deployedFiles(project)).in('')
    ? [...starts(project).missing, ...ofDjangoSettings(project), ...ofPythonPath(project)]
    : [],
);

/** The modules that servers start with and that can be read, by the place of the word that names each. */
export const startModules = fact(
  'startModules',
  (project): ReadonlyMap<Place, StartModule> =>
    new Map(
      (existingFiles(deployedFiles(project)).in('') ? starts(project).all : []).flatMap(
        ({ kind, name, folder, place, attribute }) => {
          const path = `${folder === '' ? '' : `${folder}/`}${name.replaceAll('.', '/')}`;
          const module = kind === 'module' && attribute ? startModule(path, project) : undefined;
          return module && attribute ? [[place, { ...module, ...attribute, name, folder }] as const] : [];
        },
      ),
    ),
);

/** A script of the project that the application starts with. */
export interface StartFile {
  readonly file: SourceFile;
  /** Its folder below the root, empty for the root itself. */
  readonly folder: string;
}

/** The scripts of the project, with such an ending, that processes start with and that can be read. */
export const startFiles = (ending: RegExp, project: Project): readonly StartFile[] => {
  const existing = existingFiles(deployedFiles(project));
  return (existing.in('') ? starts(project).all : []).flatMap(({ kind, name, folder }) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    const file = kind === 'file' && ending.test(name) ? existing.source(path) : undefined;
    return file ? [{ file, folder }] : [];
  });
};

/** What the Procfile, `npm start` or `WSGIPath` starts the application with, and what of it is missing. */
const starts = fact('starts', (project) => {
  // Its own: commands are counted with it.
  const context = serverContextOf(deployedFiles(project), settings(project));
  const all: Start[] = [];
  const walk = (entry: Pick<ProcfileEntry, 'commands'>) =>
    new EntryWalk<MissingStart>(context, (invocation, shell, isConditional) => {
      const found = isConditional ? [] : startsOf(invocation, shell, context.hasFile);
      const [missing] = found.flatMap((start) => missingOf(start, project) ?? []);
      if (!missing) all.push(...found.filter(({ flag }) => flag === undefined));
      return missing && { server: missing, isDaemon: false };
    })
      .walk(entry)
      .flatMap(({ servers }) => servers);
  const missing = procfile(project)?.entries.flatMap(walk) ?? [
    ...ofStartScript(project).flatMap(walk),
    ...ofWsgiPath(project).flatMap((start) => {
      all.push(start);
      return missingOf(start, project) ?? [];
    }),
  ];
  all.push(...ofDefaultModule(project));
  return { all, missing };
});

function missingOf(start: Start, project: Project): MissingStart | undefined {
  const { kind, name, folder, attribute } = start;
  const existing = existingFiles(deployedFiles(project));
  const path = folder === '' ? name : `${folder}/${name}`;
  const isThere = kind === 'module' ? existing.hasModule(name, folder) : existing.has(path);
  if (isThere === false) return start;
  if (!isThere || kind === 'file' || attribute === undefined) return undefined;
  const module = startModule(path.replaceAll('.', '/'), project);
  if (!module || module.names.isOpen || module.names.names.has(attribute.attribute)) return undefined;
  // A module of the package may be imported by another one.
  if (
    existing.hasModule(`${name}.${attribute.attribute}`, folder) !== false &&
    module.file.name.endsWith('__init__.py')
  )
    return undefined;
  return { ...start, kind: 'attribute', module: { ...module, ...attribute, name, folder } };
}

/** What a module defines, by its path without the ending; undefined where it cannot be read. */
export function startModule(path: string, project: Project): Pick<StartModule, 'file' | 'names'> | undefined {
  const existing = existingFiles(deployedFiles(project));
  const name = [`${path}/__init__.py`, `${path}.py`].find((own) => existing.has(own));
  const file = name === undefined ? undefined : existing.source(name);
  return file && { file, names: moduleIn(file) };
}

/** Finds a module by how another one names it; undefined where the project does not have it. */
export type FindModule = (module: string, from: SourceFile) => SourceFile | undefined;

/** Finds modules of Python as others import them, from the folder of the module that the server starts with. */
export const pythonModules =
  ({ folder }: Pick<StartModule, 'folder'>, project: Project): FindModule =>
  (module, from) => {
    const rest = module.replace(/^\.+/, '');
    const dots = module.length - rest.length;
    const own = folderOf(from.name).split('/').filter(Boolean);
    const base = dots === 0 ? folder.split('/').filter(Boolean) : own.slice(0, own.length + 1 - dots);
    const path = [...base, ...rest.split('.').filter(Boolean)].join('/');
    return path === '' ? undefined : startModule(path, project)?.file;
  };

export const moduleIn = oncePer(({ text }: SourceFile) => readPythonModule(text));

/** What the only server starts with; without a Procfile and `WSGIPath` it is `application:application`. */
export function onlyStartModule(project: Project): StartModule | undefined {
  const [module, ...others] = startModules(project).values();
  if (module || others.length > 0) return others.length > 0 ? undefined : module;
  if (procfile(project) || settings(project).effective('aws:elasticbeanstalk:container:python', 'WSGIPath'))
    return undefined;
  const unnamed = startModule('application', project);
  return (
    unnamed && { ...unnamed, name: 'application', attribute: 'application', server: 'gunicorn', folder: '' }
  );
}

/** A module that a server starts with, and that does not define the name of the application. */
export interface UndefinedApplication {
  readonly module: StartModule;
  /** Where the module is named, or the platform that starts `application` because nothing names another one. */
  readonly place: Place;
  readonly isByDefault: boolean;
}

export const undefinedApplications = fact(
  'undefinedApplications',
  (project): readonly UndefinedApplication[] => [
    ...ofUnnamed(project),
    ...missingStartsOf(project).flatMap(({ module, place }) =>
      module ? [{ module, place, isByDefault: false }] : [],
    ),
  ],
);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html#command-options-python */
function ofUnnamed(project: Project): UndefinedApplication[] {
  const place = defaultModulePlace(project);
  const module = place && startModule('application', project);
  const attribute = 'application';
  if (!module || module.names.isOpen || module.names.names.has(attribute)) return [];
  const start = { ...module, name: attribute, attribute, server: 'gunicorn', folder: '' };
  return [{ module: start, place, isByDefault: true }];
}

/** Without a Procfile, the platform of Node.js runs `npm start`. */
function ofStartScript(project: Project) {
  const script =
    platform(project).language === 'node' ? readStartScript(deployedFiles(project).files) : undefined;
  return script ? [{ commands: parseScript(mapScalar(script.node)).commands }] : [];
}

/** Without a Procfile, the platform of Python runs gunicorn with this module. */
function ofWsgiPath(project: Project): Start[] {
  const setting = settings(project).effective('aws:elasticbeanstalk:container:python', 'WSGIPath');
  const text = literalText(setting?.value);
  return setting && text !== undefined && platform(project).language === 'python'
    ? moduleNamedBy(setting.value, trim(text), '', 'gunicorn')
    : [];
}

/** Where the platform is named that starts the module `application`, because nothing names another one. */
export function defaultModulePlace(project: Project): Place | undefined {
  const { language, place } = platform(project);
  const isNamed =
    procfile(project) !== undefined ||
    deployedFiles(project).files.some(({ name }) => name === 'Procfile') ||
    settings(project).effective('aws:elasticbeanstalk:container:python', 'WSGIPath') !== undefined;
  return language === 'python' && !isNamed ? place : undefined;
}

function ofDefaultModule(project: Project): Start[] {
  const place = defaultModulePlace(project);
  return place ? moduleNamedBy({ place }, 'application', '', 'gunicorn') : [];
}

/**
 * The settings of Django, which `manage.py` and the application import.
 * https://docs.djangoproject.com/en/stable/topics/settings/#designating-the-settings
 */
function ofDjangoSettings(project: Project): MissingStart[] {
  const { value } = settings(project).effective(ENVIRONMENT_PROPERTIES, DJANGO_SETTINGS) ?? {};
  const text = trim(literalText(value) ?? '');
  if (!value || platform(project).language !== 'python' || !/^[\w./-]+$/.test(text)) return [];
  if (!deployedFiles(project).files.some(namesDjango)) return [];
  // A path is no module, wherever modules are looked for.
  if (/\/|\.py$/.test(text)) return [{ kind: 'module', text, place: value.place, name: text, folder: '' }];
  const folders = moduleFolders(project);
  const missing = folders?.map((folder) =>
    moduleNamedBy(value, text, folder, undefined).flatMap((start) => missingOf(start, project) ?? []),
  );
  return missing?.every(({ length }) => length > 0) ? (missing[0] ?? []) : [];
}

/** Without Django nothing reads the name. */
const namesDjango = (file: ProjectFile): boolean =>
  /(?:^|\/)(?:manage|settings|[aw]sgi)\.py$/.test(file.name) ||
  ('source' in file &&
    /\.py$|requirements[^/]*\.txt$|(?:^|\/)(?:Pipfile|pyproject\.toml)$/.test(file.name) &&
    /django/i.test(file.source.text));

/** Where a platform of Python has the root, now and on Amazon Linux 1. */
const IN_ROOT = /^(?:\/var\/app\/current|\/opt\/python\/current\/app)(?:\/|$)/;

/** The folders below the root in which modules are looked for; undefined where they are looked for elsewhere as well. */
export function moduleFolders(project: Project): readonly string[] | undefined {
  const path = settings(project).effective(ENVIRONMENT_PROPERTIES, 'PYTHONPATH')?.value;
  const text = path ? literalText(path) : '';
  const entries = text?.split(':').filter((entry) => !/^(?:\$\{?PYTHONPATH\}?)?$/.test(entry));
  return entries?.every((entry) => IN_ROOT.test(entry))
    ? [...new Set(['', ...entries.map((entry) => entry.replace(IN_ROOT, '').replace(/\/$/, ''))])]
    : undefined;
}

/** Folders of the application in which Python is to look for modules. */
function ofPythonPath(project: Project): MissingStart[] {
  const { value } = settings(project).effective(ENVIRONMENT_PROPERTIES, 'PYTHONPATH') ?? {};
  const existing = existingFiles(deployedFiles(project));
  return (literalText(value) ?? '').split(':').flatMap((entry) => {
    const name = entry.replace(IN_ROOT, '').replace(/\/$/, '');
    const isMissing = IN_ROOT.test(entry) && /^[\w/-]+$/.test(name) && existing.has(name) === false;
    return value && isMissing ? [{ kind: 'folder', text: entry, place: value.place, name, folder: '' }] : [];
  });
}

const DJANGO_SETTINGS = 'DJANGO_SETTINGS_MODULE';
