import type { PythonModule } from '../../parse/server-config/python-module.js';
import { literalText, placeOf, type Place, type SourceFile } from '../../source/index.js';
import { folderOf } from '../../util/paths.js';
import { trim } from '../../util/text.js';
import { existingFiles } from '../bundle/existing-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import type { Project } from '../project.js';
import { isComplete } from '../scripts/completeness.js';
import { startModule } from './missing-starts.js';

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
    if (word.test(line)) count++;
    const text = line.startsWith(name) ? /^\w+[ \t]*=[ \t]*([^=\s].*)$/.exec(line.trimEnd())?.[1] : undefined;
    if (text !== undefined) found.push({ text, place: placeOf(file, start, start + line.trimEnd().length) });
    start += line.length + 1;
  }
  return count === 1 && found.length === 1 ? found[0] : undefined;
}

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
