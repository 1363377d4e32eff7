import { serverProgramsNamed } from '../../knowledge/servers/servers.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import { parseScript } from '../../parse/shell/script.js';
import type { Invocation } from '../../parse/shell/unwrap-command.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { literalText, type Place, type Value } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { baseName, folderOf } from '../../util/paths.js';
import { trim } from '../../util/text.js';
import { existingFiles, type ExistingFiles } from '../bundle/existing-files.js';
import type { Project } from '../project.js';
import { readServerOptions } from './server-options.js';
import { contextOfProject } from './server-context.js';
import { EntryWalk } from './entry-walk.js';
import type { ShellState } from './shell-state.js';
import { readStartScript } from './start-script.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { procfile } from '../platform/procfile.js';
import { platform } from '../platform/find-platform.js';
import { settings } from '../settings/settings.js';
import { fact } from '../fact.js';

/** A file or a module that the application starts with, and that is not in the project. */
export interface MissingStart {
  readonly kind: 'file' | 'module';
  /** As it is written: `app.wsgi:application`, `server.js`. */
  readonly text: string;
  readonly place: Place;
  /** The file or the module below the folder that the command runs in. */
  readonly name: string;
  /** That folder below the root, empty for the root itself. */
  readonly folder: string;
}

/** Everything that the Procfile, `npm start` or `WSGIPath` starts the application with, and that is known to be missing. */
export const missingStartsOf = fact('missingStartsOf', (project): readonly MissingStart[] => {
  const existing = existingFiles(deployedFiles(project));
  if (!existing.in('')) return [];
  const context = contextOfProject(project);
  const walk = (entry: Pick<ProcfileEntry, 'commands'>) =>
    new EntryWalk<MissingStart>(context, (invocation, shell, isConditional) => {
      const start = isConditional ? undefined : startOf(invocation, shell, context.hasFile);
      return start && isMissing(start, existing) ? { server: start, isDaemon: false } : undefined;
    })
      .walk(entry)
      .flatMap(({ servers }) => servers);
  return (
    procfile(project)?.entries.flatMap(walk) ?? [
      ...ofStartScript(project).flatMap(walk),
      ...ofWsgiPath(project).filter((start) => isMissing(start, existing)),
    ]
  );
});

const isMissing = ({ kind, name, folder }: MissingStart, existing: ExistingFiles): boolean =>
  (kind === 'module'
    ? existing.hasModule(name, folder)
    : existing.has(folder === '' ? name : `${folder}/${name}`)) === false;

/** Without a Procfile, the platform of Node.js runs `npm start`. */
function ofStartScript(project: Project) {
  const script =
    platform(project).language === 'node' ? readStartScript(deployedFiles(project).files) : undefined;
  return script ? [{ commands: parseScript(mapScalar(script.node)).commands }] : [];
}

/** Without a Procfile, the platform of Python runs gunicorn with this module. */
function ofWsgiPath(project: Project): MissingStart[] {
  const setting = settings(project).effective('aws:elasticbeanstalk:container:python', 'WSGIPath');
  const text = literalText(setting?.value);
  return setting && text !== undefined && platform(project).language === 'python'
    ? moduleIn(setting.value, trim(text), '')
    : [];
}

function startOf(
  invocation: Invocation,
  shell: ShellState,
  hasFile: (name: string) => boolean,
): MissingStart | undefined {
  const folder = shell.fileName('.');
  if (folder === undefined) return undefined;
  const [module] = pythonModule(invocation, shell, (name) => {
    const path = shell.fileName(name);
    return path === undefined || hasFile(path);
  }).flatMap((word) => moduleIn(word, word.text, folder));
  return module ?? fileRunBy(invocation, shell);
}

const MODULE = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::[\w.]+(?:\([^()]*\))?)?$/;

function moduleIn({ place }: Pick<Value, 'place'>, text: string, folder: string): MissingStart[] {
  const [, name] = MODULE.exec(text) ?? [];
  return name === undefined ? [] : [{ kind: 'module', text, place, name, folder }];
}

/** Options after which a module is looked for elsewhere as well, or first. */
const CHANGES_PATH = /^--(?:chdir|pythonpath|app-dir|paste)/;

/** The word that names the module of a Python server, where it is looked for in the working folder. */
function pythonModule(
  { program: word, args, scope }: Invocation,
  shell: ShellState,
  mayHaveFile: (name: string) => boolean,
): Value[] {
  const [program] = word?.kind === 'literal' ? serverProgramsNamed(word.text) : [];
  if (!program || !PYTHON_SERVERS.has(program.id)) return [];
  const words = args.map((arg) => shell.expand(arg, scope));
  const { options, positionals, isOpen } = readServerOptions(program, words);
  const isElsewhere =
    isOpen ||
    words.some(({ text }) => CHANGES_PATH.test(text)) ||
    options.some(({ role }) => role === 'config' || role === 'exits' || role === 'application') ||
    program.configFiles?.some(mayHaveFile) === true ||
    [program.variables?.args, 'PYTHONPATH'].some(
      (name) => name !== undefined && shell.variable(name, scope) !== 'unset',
    );
  const [application] = positionals;
  return isElsewhere || application?.kind !== 'literal' ? [] : [application];
}

const PYTHON_SERVERS: ReadonlySet<string> = new Set([
  'gunicorn',
  'uvicorn',
  'daphne',
  'hypercorn',
  'waitress',
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
function fileRunBy(
  { program, programs, args, scope }: Invocation,
  shell: ShellState,
): MissingStart | undefined {
  const before = programs.at(-2)?.text ?? '';
  const own = program?.text ?? '';
  const words = args.map((arg) => shell.expand(arg, scope));
  const takesValue = lookUp(INTERPRETERS, own);
  const word = takesValue
    ? firstOperand(words, takesValue)
    : own === 'java'
      ? afterJar(words)
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
