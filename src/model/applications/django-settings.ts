import type { PythonModule } from '../../parse/server-config/python-module.js';
import { literalText, type Place, placeOf, type SourceFile } from '../../source/index.js';
import { MAX_FOLLOWED_MODULES } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { folderOf } from '../../util/paths.js';
import { trim } from '../../util/text.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import type { Project } from '../project.js';
import { isComplete } from '../scripts/completeness.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { onlyStartModule, pythonModules, startModule } from './missing-starts.js';
import type { StartModule } from './started-words.js';

/** The settings of a Django application, where one module shows all of them. */
export interface DjangoSettings {
  readonly file: SourceFile;
  readonly names: PythonModule;
  /** Whether servers use them as well, not only commands of manage.py, as far as the modules beside them tell. */
  readonly isServed: boolean;
  /** The right side of the only assignment to a name at the top level, if that is on one line. */
  readonly value: (name: string) => { readonly text: string; readonly place: Place } | undefined;
}

/** Undefined where they are elsewhere as well, or not known. https://docs.djangoproject.com/en/stable/topics/settings/ */
export const djangoSettings = fact('djangoSettings', (project): DjangoSettings | undefined => {
  const existing = existingFiles(deployedFiles(project));
  if (!existing.in('')?.has('manage.py') || !isComplete(project)) return undefined;
  const setting = settings(project).effective(ENVIRONMENT_PROPERTIES, 'DJANGO_SETTINGS_MODULE');
  const module = setting
    ? trim(literalText(setting.value) ?? '')
    : DEFAULT.exec(existing.source('manage.py')?.text ?? '')?.[2];
  if (module === undefined || !/^[A-Za-z_]\w*(?:\.\w+)*$/.test(module)) return undefined;
  const { file, names } = startModule(module.replaceAll('.', '/'), project) ?? {};
  // Packages for platforms such as Heroku fill in settings.
  if (
    !file ||
    !names ||
    names.isOpen ||
    (!setting && !isOnlySettings(file, project)) ||
    /\b(?:configurations|django_heroku|split_settings|dynaconf)\b/.test(file.text)
  )
    return undefined;
  const isServed =
    Boolean(setting) ||
    ['wsgi.py', 'asgi.py'].every((name) => {
      const text = existing.source(folderOf(file.name) + name)?.text;
      return text === undefined || (DEFAULT.exec(text)?.[2] ?? module) === module;
    });
  return { file, names, isServed, value: (own) => onlyValue(file, own) };
});

const DEFAULT = /setdefault\(\s*(["'])DJANGO_SETTINGS_MODULE\1\s*,\s*["']([\w.]+)["']/;

/** Whether a module of settings has no others beside it, of which an environment may choose one. */
export const isOnlySettings = ({ name }: SourceFile, project: Project): boolean =>
  [...(existingFiles(deployedFiles(project)).in(folderOf(name).replace(/\/$/, ''))?.keys() ?? [])].filter(
    (beside) => beside.includes('settings') || OF_ENVIRONMENT.test(beside),
  ).length === 1;

/** Modules of settings that are named for where they are used. */
const OF_ENVIRONMENT = /^(?:aws|base|common|dev\w*|eb|heroku|local\w*|prod\w*|staging|test\w*)\.py$/;

function onlyValue(file: SourceFile, name: string) {
  const found: { readonly text: string; readonly place: Place }[] = [];
  const word = new RegExp(`\\b${name}\\b`);
  let [count, start] = [0, 0];
  for (const line of file.text.split('\n')) {
    if (word.test(line) && !/^\s*#/.test(line)) count++;
    const text = line.startsWith(name) ? /^\w+[ \t]*=[ \t]*([^=\s].*)$/.exec(line.trimEnd())?.[1] : undefined;
    if (text !== undefined) found.push({ text, place: placeOf(file, start, start + line.trimEnd().length) });
    start += line.length + 1;
  }
  return count === 1 && found.length === 1 ? found[0] : undefined;
}

/** Whether a module gives its server an application of Django, in which nothing else answers. */
const servesDjango = ({ names, attribute }: StartModule): boolean =>
  !names.isOpen && /^get_[aw]sgi_application$/.test(names.calls.get(attribute) ?? '');

/** The settings of Django that servers use. */
export interface ServedSettings {
  /** The module that is named, before those that it imports everything from. */
  readonly files: readonly SourceFile[];
  /** How many lines of code name a setting. */
  readonly mentions: (name: string) => number;
  /**
   * The first line of the only assignment to a setting in the first of the modules that name it; undefined under a condition other than
   * `if not DEBUG:` where DEBUG is off.
   */
  readonly assignment: (name: string) => Assignment | undefined;
  /** The texts of a list or tuple that is all of a setting. */
  readonly texts: (name: string) => readonly string[] | undefined;
  /** In their order; undefined where it is not known. */
  readonly middleware: readonly string[] | undefined;
}

interface Assignment {
  readonly file: SourceFile;
  /** Its right side. */
  readonly text: string;
  readonly place: Place;
}

/** Undefined where it is not known which modules they are, or where code fills them in. */
export const servedSettings = fact('servedSettings', (project): ServedSettings | undefined => {
  const start = platform(project).language === 'python' ? onlyStartModule(project) : undefined;
  const files = start && servesDjango(start) ? settingsFiles(start, project) : undefined;
  if (!files) return undefined;
  const linesOf = (name: string) =>
    files.map((file) => ({ file, lines: codeLines(file).filter((line) => hasWord(line, name)) }));
  const mentions = (name: string) => linesOf(name).reduce((sum, { lines }) => sum + lines.length, 0);
  const assignment = (name: string) => {
    const { file } = linesOf(name).find(({ lines }) => lines.length > 0) ?? {};
    const value = file && (onlyValue(file, name) ?? valueWithoutDebug(file, name, files));
    return file && value && { file, ...value };
  };
  const texts = (name: string) => {
    const at = assignment(name);
    const listed = at && textsListedIn(at.file, name);
    return listed && isWholeList(at.file, listed) ? listed.map(({ text }) => text) : undefined;
  };
  const middleware = mentions('MIDDLEWARE') === 1 ? texts('MIDDLEWARE') : undefined;
  return { files, mentions, assignment, texts, middleware };
});

/** The module of settings that is named, before those that it imports everything from; undefined where one is not known. */
function settingsFiles(start: StartModule, project: Project): readonly SourceFile[] | undefined {
  const find = pythonModules(start, project);
  const setting = settings(project).effective(ENVIRONMENT_PROPERTIES, 'DJANGO_SETTINGS_MODULE');
  const name = setting ? trim(literalText(setting.value) ?? '') : settingsNamedIn(start.file);
  const first = name === undefined || name === '' ? undefined : find(name, start.file);
  if (/\benviron\[[^\]]*\]\s*=/.test(start.file.text)) return undefined;
  if (!first || (!setting && !FOR_DEPLOYMENT.test(first.name) && !isOnlySettings(first, project)))
    return undefined;
  const files = [first];
  for (const file of files) {
    const [star, ...others] = file.text.matchAll(/^([ \t]*)from[ \t]+([.\w]+)[ \t]+import[ \t]*\(?\*/gm);
    if (others.length > 0 || files.length > MAX_FOLLOWED_MODULES || FILLS_IN.test(file.text))
      return undefined;
    if (!star) break;
    const base = find(star[2] ?? '', file);
    const isFirst = star[1] === '' && !/^\w+[ \t]*\+?=/m.test(file.text.slice(0, star.index));
    if (!base || !isFirst || files.includes(base)) return undefined;
    files.push(base);
  }
  return files;
}

/** Modules of settings that are named for where they are deployed. */
const FOR_DEPLOYMENT = /(?:^|[/_.])(?:aws|beanstalk|deploy\w*|eb|prod\w*)\.py$/;

/** Packages and code that fill in settings. */
const FILLS_IN =
  /\b(?:configurations|django_heroku|django_on_heroku|split_settings|dynaconf)\b|\b(?:globals|locals|vars|exec|setattr)\s*\(|\bsys\.modules\b/;

const codeLines = oncePer(({ text }: SourceFile): readonly string[] =>
  text.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line)),
);

const hasWord = (line: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(line);

/** What a line in `if not DEBUG:` assigns, where DEBUG is off. */
function valueWithoutDebug(file: SourceFile, name: string, files: readonly SourceFile[]) {
  const debugs = files.flatMap((one) => codeLines(one).filter((line) => /^\s*DEBUG\b[^=]*=(?!=)/.test(line)));
  const lines = codeLines(file).filter((line) => hasWord(line, name));
  if (debugs.length !== 1 || lines.length !== 1 || !/^DEBUG\s*=\s*False\s*(?:#|$)/.test(debugs[0] ?? ''))
    return undefined;
  for (const block of file.text.matchAll(/^if not DEBUG:[ \t]*(?:#.*)?\r?\n((?:(?:[ \t].*|#.*)?\r?\n)+)/gm)) {
    const [, body = ''] = block;
    const [indentation = ''] = /^[ \t]+(?=[^\s#])/m.exec(body) ?? [];
    const line = new RegExp(`^${indentation}(${name}[ \\t]*=[ \\t]*([^=\\s].*?))[ \\t]*\\r?$`, 'm').exec(
      body,
    );
    if (!line || indentation === '') continue;
    const start = block.index + block[0].length - body.length + line.index + indentation.length;
    return { text: line[2] ?? '', place: placeOf(file, start, start + (line[1] ?? '').length) };
  }
  return undefined;
}

/** Middleware that answers no path itself, other than static files below their own. */
export const PASSES_ON = /^(?:django\.|corsheaders\.|whitenoise\.|simple_history\.|crum\.)/;

const SETTINGS = /\bsetdefault\(\s*["']DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/;

/** The settings that a module such as `wsgi.py` chooses where the environment does not. */
export const settingsNamedIn = ({ text }: SourceFile): string | undefined => SETTINGS.exec(text)?.[1];

const TOKEN = /#[^\n]*|"([^"\\\n]*)"|'([^'\\\n]*)'|[[\](){}]|\b(?:if|for|not)\b|\S/g;

/** The texts of a list or tuple that a name is given at the top level; undefined where that is not all of it. */
export function textsListedIn(
  file: SourceFile,
  name: string,
): readonly { readonly text: string; readonly place: Place }[] | undefined {
  const [list, ...others] = file.text.matchAll(new RegExp(`^${name}\\s*=\\s*[[(]`, 'gm'));
  if (!list || others.length > 0) return undefined;
  const found: { readonly text: string; readonly place: Place }[] = [];
  let depth = 1;
  TOKEN.lastIndex = list.index + list[0].length;
  for (let token = TOKEN.exec(file.text); token; token = TOKEN.exec(file.text)) {
    const [word, ...texts] = token;
    const text = texts.find((one) => one !== undefined);
    if (/^[[({]$/.test(word)) depth++;
    else if (/^[\])}]$/.test(word)) depth--;
    else if (depth === 1 && /^\w/.test(word)) return undefined;
    else if (depth === 1 && text !== undefined) {
      const start = token.index + 1;
      found.push({ text, place: placeOf(file, start, start + text.length) });
    }
    if (depth === 0) return found;
  }
  return undefined;
}

/** Whether nothing is added to a list after its last text. */
function isWholeList({ text }: SourceFile, texts: readonly { readonly place: Place }[]): boolean {
  const last = texts.at(-1);
  return (
    last !== undefined &&
    /^["'](?:\s|,|#[^\n]*\n)*[\])][ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.test(text.slice(last.place.span.end))
  );
}
