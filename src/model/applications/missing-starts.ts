import { serverProgramsNamed } from '../../knowledge/servers/servers.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import { parseScript } from '../../parse/shell/script.js';
import type { Invocation } from '../../parse/shell/unwrap-command.js';
import { readPythonModule, type PythonModule } from '../../parse/server-config/python-module.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { literalText, type Place, type SourceFile, type Value } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { baseName, folderOf } from '../../util/paths.js';
import { trim } from '../../util/text.js';
import { existingFiles } from '../bundle/existing-files.js';
import type { Project } from '../project.js';
import { readServerOptions } from '../servers/server-options.js';
import { serverContextOf } from '../servers/server-context.js';
import { EntryWalk } from '../servers/entry-walk.js';
import type { ShellState } from '../servers/shell-state.js';
import { readStartScript } from '../servers/start-script.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { procfile } from '../platform/procfile.js';
import { platform } from '../platform/find-platform.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { fact } from '../fact.js';

/** A file, a module or a name in a module that the application starts with, and that is not in the project. */
export interface MissingStart {
  readonly kind: 'file' | 'folder' | 'module' | 'attribute';
  /** As it is written: `app.wsgi:application`, `server.js`. */
  readonly text: string;
  readonly place: Place;
  /** The file or the module below the folder that the command runs in. */
  readonly name: string;
  /** The module that does not have the name, where only that is missing. */
  readonly module?: StartModule;
  /** That folder below the root, empty for the root itself. */
  readonly folder: string;
}

/** A module that a server starts with, and the name in it that is the application. */
export interface StartModule {
  readonly file: SourceFile;
  /** As it is imported: `shop.wsgi`. */
  readonly name: string;
  readonly names: PythonModule;
  readonly attribute: string;
  /** The program that calls it. */
  readonly server: string;
  /** The folder below the root in which its modules are looked for, empty for the root itself. */
  readonly folder: string;
}

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
      const start = isConditional ? undefined : startOf(invocation, shell, context.hasFile);
      const missing = start && missingOf(start, project);
      if (start && !missing) all.push(start);
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

/** A start as far as it is known; what is not yet known to be missing. */
interface Start extends Omit<MissingStart, 'kind' | 'module'> {
  readonly kind: 'file' | 'module';
  /** The name in the module that the server calls, and that server; undefined where none is needed. */
  readonly attribute?: Pick<StartModule, 'attribute' | 'server'> | undefined;
}

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

/**
 * The file `application.py` where the application starts with it because nothing names another one, and it does not define
 * `application`.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html#command-options-python
 */
export const missingUnnamed = (project: Project): StartModule | undefined => {
  const module = startModule('application', project);
  const attribute = 'application';
  return module && !module.names.isOpen && !module.names.names.has(attribute)
    ? { ...module, name: attribute, attribute, server: 'gunicorn', folder: '' }
    : undefined;
};

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

/** Without a Procfile and that setting, it does so with the module `application`. */
function ofDefaultModule(project: Project): Start[] {
  const { language, place } = platform(project);
  const isSet =
    settings(project).effective('aws:elasticbeanstalk:container:python', 'WSGIPath') !== undefined;
  const hasProcfile = deployedFiles(project).files.some(({ name }) => name === 'Procfile');
  return language !== 'python' || !place || isSet || hasProcfile
    ? []
    : moduleNamedBy({ place }, 'application', '', 'gunicorn');
}

/**
 * The settings of Django, which `manage.py` and the application import.
 * https://docs.djangoproject.com/en/stable/topics/settings/#designating-the-settings
 */
function ofDjangoSettings(project: Project): MissingStart[] {
  const { value } = settings(project).effective(ENVIRONMENT_PROPERTIES, DJANGO_SETTINGS) ?? {};
  const text = trim(literalText(value) ?? '');
  if (!value || platform(project).language !== 'python' || !/^[\w./-]+$/.test(text)) return [];
  // A path is no module, wherever modules are looked for.
  if (/\/|\.py$/.test(text)) return [{ kind: 'module', text, place: value.place, name: text, folder: '' }];
  const folders = moduleFolders(project);
  const missing = folders?.map((folder) =>
    moduleNamedBy(value, text, folder, undefined).flatMap((start) => missingOf(start, project) ?? []),
  );
  return missing?.every(({ length }) => length > 0) ? (missing[0] ?? []) : [];
}

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

function startOf(
  invocation: Invocation,
  shell: ShellState,
  hasFile: (name: string) => boolean,
): Start | undefined {
  const [module] = pythonModule(invocation, shell, (name) => {
    const path = shell.fileName(name);
    return path === undefined || hasFile(path);
  });
  return module ?? fileRunBy(invocation, shell);
}

/** A module, and the name in it that is the application or that gives it. */
const MODULE = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::(\w+)(?:\.[\w.]*)?(?:\([^()]*\))?)?$/;

function moduleNamedBy(
  { place }: Pick<Value, 'place'>,
  text: string,
  folder: string,
  server: string | undefined,
): Start[] {
  const [, name, attribute = server && PYTHON_SERVERS.get(server)] = MODULE.exec(text) ?? [];
  if (name === undefined) return [];
  return [
    {
      ...{ kind: 'module', text, place, name, folder },
      attribute: attribute !== undefined && server !== undefined ? { attribute, server } : undefined,
    },
  ];
}

/** Options with the folder in which a module is looked for first. */
const FOLDER_FLAG = /^(?:--chdir|--app-dir)(?:=(.*))?$/;

/** Options after which a module is looked for elsewhere as well, or first. */
const CHANGES_PATH = /^--(?:pythonpath|paste)/;

/** The module of a Python server, where it is looked for in a folder that is known. */
function pythonModule(
  { program: word, args, scope }: Invocation,
  shell: ShellState,
  mayHaveFile: (name: string) => boolean,
): Start[] {
  const [program] = word?.kind === 'literal' ? serverProgramsNamed(word.text) : [];
  if (!program || !PYTHON_SERVERS.has(program.id)) return [];
  const words = args.map((arg) => shell.expand(arg, scope));
  const { options, positionals, isOpen } = readServerOptions(program, words);
  const folder = folderOfModules(words, shell);
  const isElsewhere =
    isOpen ||
    words.some(({ text }) => CHANGES_PATH.test(text)) ||
    options.some(({ role }) => role === 'config' || role === 'exits' || role === 'application') ||
    program.configFiles?.some(mayHaveFile) === true ||
    [program.variables?.args, 'PYTHONPATH'].some(
      (name) => name !== undefined && shell.variable(name, scope) !== 'unset',
    );
  const [application] = positionals;
  return isElsewhere || folder === undefined || application?.kind !== 'literal'
    ? []
    : moduleNamedBy(application, application.text, folder, program.id);
}

/** The folder below the root that the last such option names, else the working folder; undefined where it is not known. */
function folderOfModules(words: readonly Value[], shell: ShellState): string | undefined {
  const at = words.findLastIndex(({ text }) => FOLDER_FLAG.test(text));
  const flag = words[at];
  if (!flag) return shell.fileName('.');
  const attached = FOLDER_FLAG.exec(flag.text)?.[1];
  const value = attached === undefined ? words[at + 1] : flag;
  return value?.kind === 'literal' ? shell.fileName(attached ?? value.text) : undefined;
}

/** Servers of Python, with the name that each looks for in a module where none is given; undefined where one has to be. */
const PYTHON_SERVERS: ReadonlyMap<string, string | undefined> = new Map([
  ['gunicorn', 'application'],
  ['uvicorn', undefined],
  ['daphne', undefined],
  ['hypercorn', 'app'],
  ['waitress', undefined],
]);

/** Programs whose first operand may be a file, and the options before it that take a value. */
const INTERPRETERS: Readonly<Record<string, RegExp>> = {
  node: /^(?:-r|--require|--import|--loader|--experimental-loader|--env-file|-C|--conditions)$/,
  nodejs: /^(?:-r|--require|--import|--loader|--experimental-loader)$/,
  sh: /^[-+]o$/,
  bash: /^[-+][oO]$/,
  dotnet: /^--(?:additional-?deps|additionalprobingpath|depsfile|fx-version|roll-forward|runtimeconfig)$/,
};

/** A script of the project by its name, or after the program that reads it. */
function fileRunBy({ program, programs, args, scope }: Invocation, shell: ShellState): Start | undefined {
  const before = programs.at(-2)?.text ?? '';
  const own = program?.text ?? '';
  const words = args.map((arg) => shell.expand(arg, scope));
  const takesValue = lookUp(INTERPRETERS, own);
  const word = takesValue
    ? firstOperand(words, takesValue)
    : own === 'java'
      ? (afterJar(words) ?? onlyArchive(words))
      : /^(?:python|ruby)[\d.]*$/.test(baseName(before)) || programs.at(-1)?.text.includes('/')
        ? programs.at(-1)
        : undefined;
  if (word?.kind !== 'literal' || !SCRIPT.test(word.text)) return undefined;
  const path = shell.fileName(word.text);
  if (path === undefined) return undefined;
  const { place, text } = word;
  return { kind: 'file', text, place, name: baseName(path), folder: folderOf(path).replace(/\/$/, '') };
}

const SCRIPT = /^[\w@./-]+\.(?:[cm]?js|py|rb|sh|jar|dll)$/;

function firstOperand(words: readonly Value[], takesValue: RegExp): Value | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word?.kind !== 'literal' || /^(?:-[ecp]|--eval|--print|-)$/.test(word.text)) return undefined;
    if (!word.text.startsWith('-')) return word;
    if (takesValue.test(word.text)) at++;
  }
  return undefined;
}

const afterJar = (words: readonly Value[]): Value | undefined =>
  words[words.findIndex(({ text }) => text === '-jar') + 1 || words.length];

/** The archive that is all of the class path: of several, Java goes on without those that are missing. */
const onlyArchive = (words: readonly Value[]): Value | undefined => {
  const word = words[words.findIndex(({ text }) => CLASS_PATH.test(text)) + 1 || words.length];
  return word && /^[^:*]+\.jar$/.test(word.text) ? word : undefined;
};

const CLASS_PATH = /^(?:-cp|-classpath|--class-path)$/;

/** Options of Java that take the next word. */
const JAVA_VALUES =
  /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-(?:exports|modules|opens|reads)|--limit-modules|--upgrade-module-path)$/;

/** The class that Java starts with; undefined where it starts with an archive, a module or a file. */
export function mainClassOf(words: readonly Value[]): Value | undefined {
  const at = words.findIndex(
    ({ text }, index) => !text.startsWith('-') && !JAVA_VALUES.test(words[index - 1]?.text ?? ''),
  );
  const isOther = words.slice(0, at).some(({ text }) => /^(?:-jar|-m|--module)$/.test(text));
  return at < 0 || isOther ? undefined : words[at];
}
