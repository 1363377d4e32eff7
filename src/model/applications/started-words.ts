import { serverProgramsNamed } from '../../knowledge/servers/servers.js';
import type { PythonModule } from '../../parse/server-config/python-module.js';
import type { Invocation } from '../../parse/shell/unwrap-command.js';
import { wordAfter } from '../../parse/shell/word.js';
import { type Place, type SourceFile, type Value } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { baseName, folderOf } from '../../util/paths.js';
import type { ShellState } from '../entry/shell-state.js';
import { readServerOptions } from '../servers/server-options.js';

/** A file, a module or a name in a module that the application starts with, and that is not in the project. */
export interface MissingStart {
  readonly kind: 'file' | 'folder' | 'module' | 'attribute';
  /** The flag with its value, as it is written, where the file only configures the server. */
  readonly flag?: string;
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

/** A start as far as it is known; what is not yet known to be missing. */
export interface Start extends Omit<MissingStart, 'kind' | 'module'> {
  readonly kind: 'file' | 'module';
  /** The name in the module that the server calls, and that server; undefined where none is needed. */
  readonly attribute?: Pick<StartModule, 'attribute' | 'server'> | undefined;
}

/** What a command starts the application with, as its words say. */
export function startsOf(
  invocation: Invocation,
  shell: ShellState,
  hasFile: (name: string) => boolean,
): readonly Start[] {
  const [module] = pythonModule(invocation, shell, (name) => {
    const path = shell.directory.fileName(name);
    return path === undefined || hasFile(path);
  });
  const own = module ?? fileRunBy(invocation, shell);
  return [configurationOf(invocation, shell), own].filter((start) => start !== undefined);
}

/** The file of the project that configures a server, or Node.js; a server does not start without it. */
function configurationOf({ program: word, args, scope }: Invocation, shell: ShellState): Start | undefined {
  const [program] = word?.kind === 'literal' ? serverProgramsNamed(word.text) : [];
  if (!program || program.subcommands) return undefined;
  const { options } = readServerOptions(
    program,
    args.map((arg) => shell.expand(arg, scope)),
  );
  const named = program.id === 'node' ? '--env-file' : '--log-config';
  const option = options.findLast(({ role, flag }) => role === 'config' || flag.text === named);
  const { place, text = '' } = option?.value ?? {};
  const name = CONFIGURATION.exec(text)?.[1];
  const path = name === undefined ? undefined : shell.directory.fileName(name);
  if (!option || !place || path === undefined || option.flag.file !== place.file) return undefined;
  const flag = place.file.text.slice(option.flag.place.span.start, place.span.end);
  const folder = folderOf(path).replace(/\/$/, '');
  return { kind: 'file', text, place, name: baseName(path), folder, flag };
}

/** A file by its path: without the `file:` of gunicorn, and the section of uWSGI. */
const CONFIGURATION = /^(?:file:)?([\w./-]*\.\w+)(?::\w+)?$/;

/** A module, and the name in it that is the application or that gives it. */
const MODULE = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::(\w+)(?:\.[\w.]*)?(?:\([^()]*\))?)?$/;

export function moduleNamedBy(
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
  if (!flag) return shell.directory.fileName('.');
  const attached = FOLDER_FLAG.exec(flag.text)?.[1];
  const value = attached === undefined ? words[at + 1] : flag;
  return value?.kind === 'literal' ? shell.directory.fileName(attached ?? value.text) : undefined;
}

/** Servers of Python, with the name that each looks for in a module where none is given; undefined where one has to be. */
const PYTHON_SERVERS: ReadonlyMap<string, string | undefined> = new Map([
  ['gunicorn', 'application'],
  ['uvicorn', undefined],
  ['daphne', undefined],
  ['hypercorn', 'app'],
  ['waitress', undefined],
  ['granian', undefined],
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
  const path = shell.directory.fileName(word.text);
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

const afterJar = (words: readonly Value[]): Value | undefined => wordAfter(words, '-jar');

/** The archive that is all of the class path: of several, Java goes on without those that are missing. */
const onlyArchive = (words: readonly Value[]): Value | undefined => {
  const word = words[words.findIndex(({ text }) => CLASS_PATH.test(text)) + 1 || words.length];
  return word && /^[^:*]+\.jar$/.test(word.text) ? word : undefined;
};

const CLASS_PATH = /^(?:-cp|-classpath|--class-path)$/;
