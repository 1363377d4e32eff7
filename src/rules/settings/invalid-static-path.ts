import { djangoSettings, servedSettings } from '../../model/applications/django-settings.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { STATIC_FILES } from '../../model/nginx/nginx.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { absenceOf } from '../../model/scripts/absent-paths.js';
import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { type SourceFile, startOfFile, trimmedText } from '../../source/index.js';
import { option } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const invalidStaticPath: Rule = {
  meta: {
    summary:
      'The URL path or the folder of static files has an invalid form, or is another one than that of Django',
    why: 'The name of the option is the path that the proxy serves, such as /static, and its value is a folder of the application, such as static. A path without a slash, a URL or a pattern never matches a request, so the files are not served. What else happens is not documented.',
    consequence: 'silently-ignored',
    references: [
      'guide:environment-cfg-staticfiles',
      'guide:command-options-general#command-options-general-environmentproxystaticfiles',
    ],
    yieldsTo: ['config/look-alike-character', 'settings/missing-namespace', 'settings/wrong-namespace'],
  },
  needs: option(STATIC_FILES),
  *check(project) {
    for (const setting of settings(project).of(STATIC_FILES)) {
      const finding =
        inPath(setting.option) ??
        inFolder(setting) ??
        dottedFolder(setting, project) ??
        otherFolder(setting, project);
      if (finding) yield finding;
    }
  },
};

/** A path that a template engine fills in is not known. */
function inPath({ value: path, place: at, valueKind }: EffectiveSetting['option']): Finding | undefined {
  if (valueKind !== 'literal') return undefined;
  if (/^https?:/.test(path))
    return {
      at,
      message: `"${path}" is a URL instead of a path`,
      help: `Use only its path, \`/${trimSlashes(path.replace(/^https?:\/*[^/]*/, ''))}\`.`,
    };
  if (/[*?^$\\|()]/.test(path))
    return {
      at,
      message: `"${path}" is a pattern instead of a path`,
      help: `Use a path without a pattern, such as \`/${literalStart(path) || 'static'}\`, which includes all below it.`,
    };
  if (!path.startsWith('/'))
    return { at, message: `The path "${path}" does not begin with a slash`, help: `Use \`/${path}\`.` };
  return undefined;
}

const trimSlashes = (path: string): string => path.split('/').filter(Boolean).join('/');

/** The folders before the first special character: `css` of `/css/*`. */
const literalStart = (pattern: string): string =>
  trimSlashes(/^[^*?^$\\|()]*\/(?![^/])|^[\w/.-]*\//.exec(pattern)?.[0] ?? '');

/** The folder in which the application is, and a folder in it. */
const IN_APPLICATION = /^\/var\/app\/(?:current|staging|ondeck)\/([^/].*)$/;

const ABSOLUTE = /^\/(?:var|opt|home|usr)\//;

function inFolder({ value, option }: EffectiveSetting): Finding | undefined {
  const folder = trimmedText(value);
  if (folder === undefined || !ABSOLUTE.test(folder)) return undefined;
  const [, inApplication] = IN_APPLICATION.exec(folder) ?? [];
  return {
    at: value.place,
    message: `The folder of ${option.value} is an absolute path of the instance`,
    help: `Use a folder of the application, such as \`${inApplication ?? 'static'}\`.`,
  };
}

/** `shop.static`, as Python writes a module, where the folder is `shop/static`. */
function dottedFolder({ value }: EffectiveSetting, project: Project): Finding | undefined {
  const folder = trimmedText(value) ?? '';
  const intended = folder.replaceAll('.', '/');
  const absence = absenceOf(folder, project);
  if (!/^\w[\w-]*(?:\.\w[\w-]*)+$/.test(folder) || !absence) return undefined;
  if (existingFiles(deployedFiles(project)).has(intended) !== true) return undefined;
  return {
    at: value.place,
    doubt: absence.doubt,
    message: `The project has no folder "${folder}"`,
    help: `Use \`${intended}\`.`,
  };
}

/** A folder that is not there, where Django collects static files in another one. */
function otherFolder({ value }: EffectiveSetting, project: Project): Finding | undefined {
  const folder = trimmedText(value)?.replace(/\/$/, '');
  if (folder === undefined || !/^[\w-]+(?:\/[\w-]+)*$/.test(folder)) return undefined;
  const absence = absenceOf(folder, project);
  if (!absence) return undefined;
  const collected = platform(project).language === 'python' ? collectedFolder(project) : undefined;
  if (!collected || folder === collected.root || folder.startsWith(`${collected.root}/`)) return undefined;
  return {
    at: value.place,
    doubt: absence.doubt,
    message: `The project has no folder "${folder}", and collectstatic writes to "${collected.root}"`,
    help: `Use \`${collected.root}\`.`,
    related: [{ at: startOfFile(collected.file), note: 'sets STATIC_ROOT' }],
  };
}

/** The folder in the root where Django collects static files, as one module of settings says, or those that servers use. */
function collectedFolder(project: Project): { readonly root: string; readonly file: SourceFile } | undefined {
  const one = djangoSettings(project);
  const served = one ? undefined : servedSettings(project);
  const value = one?.value('STATIC_ROOT');
  const at = one ? value && { file: one.file, text: value.text } : served?.assignment('STATIC_ROOT');
  const root = COLLECTED.exec(at?.text ?? '')?.[1];
  const isInRoot = isRootNamedIn(one ? [one.file] : (served?.files ?? []));
  return at && root !== undefined && isInRoot ? { root, file: at.file } : undefined;
}

/** Whether BASE_DIR is the root, given once: each step goes one folder up from the module. */
function isRootNamedIn(files: readonly SourceFile[]): boolean {
  const [only, ...others] = files.flatMap(({ name, text }) =>
    Array.from(text.matchAll(/^BASE_DIR[ \t]*=(.*__file__.*)$/gm), ([, value = '']) => ({ name, value })),
  );
  const steps = only?.value.match(/\.parent\b|\bdirname\(/g)?.length;
  return others.length === 0 && steps !== undefined && steps === only?.name.split('/').length;
}

const COLLECTED =
  /^(?:BASE_DIR\s*\/\s*|os\.path\.join\(\s*BASE_DIR\s*,\s*)["']([\w-]+)\/?["']\)?[ \t]*(?:#.*)?$/;
