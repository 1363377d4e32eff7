import { isKnownModule } from '../../knowledge/packages/python-packages.js';
import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import { MAX_FOLLOWED_MODULES } from '../../util/limits.js';
import { folderOf } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { isOnlySettings, settingsNamedIn, textsListedIn } from './django-settings.js';
import { moduleFolders, moduleIn, startFiles, startModule, startModules } from './missing-starts.js';

/** A module of a known package that the application imports when it starts, and that the project does not have. */
export interface ImportedModule {
  /** Its first name: `rest_framework` of `rest_framework.routers`. */
  readonly name: string;
  readonly place: Place;
}

/**
 * The first import of each: what the modules that servers start with import, and what the modules of the project import that these import: at their top
 * level and without a condition. Django imports the applications that its settings list as well.
 * https://docs.djangoproject.com/en/stable/ref/applications/#how-applications-are-loaded
 */
export const importedModules = fact('importedModules', (project): readonly ImportedModule[] => {
  const existing = existingFiles(deployedFiles(project));
  if (moduleFolders(project)?.length !== 1) return [];
  const found = new Map<string, ImportedModule>();
  for (const { file: start, folder } of [
    ...startModules(project).values(),
    ...startFiles(/\.py$/, project),
  ]) {
    const files = [start];
    for (const file of files) {
      // What changes where modules are looked for may find any.
      if (/\bsys\.path\b/.test(file.text)) continue;
      for (const { name, place } of [...importsOf(file, folder), ...applicationsIn(file)]) {
        const own = startModule(`${folder === '' ? '' : `${folder}/`}${name.replaceAll('.', '/')}`, project);
        if (own && !files.includes(own.file) && files.length < MAX_FOLLOWED_MODULES) files.push(own.file);
        const [first = ''] = name.split('.');
        if (found.has(first) || !isKnownModule(first)) continue;
        if (existing.hasModule(first, folder) === false) found.set(first, { name: first, place });
      }
      const django = settingsNamedIn(file);
      const module = django && startModule(django.replaceAll('.', '/'), project);
      if (module && isOnlySettings(module.file, project)) files.push(module.file);
    }
  }
  return [...found.values()];
});

/** What a file imports, with the full names of modules of its own package. */
function importsOf(file: SourceFile, folder: string): ImportedModule[] {
  const own = folderOf(folder === '' ? file.name : file.name.slice(folder.length + 1))
    .split('/')
    .filter((part) => part !== '');
  return moduleIn(file).imports.flatMap(({ module, start, end }) => {
    const rest = module.replace(/^\.+/, '');
    const dots = module.length - rest.length;
    const parents = dots === 0 ? [] : own.slice(0, own.length + 1 - dots);
    const name = [...parents, ...(rest === '' ? [] : [rest])].join('.');
    return name === '' ? [] : [{ name, place: placeOf(file, start, end) }];
  });
}

/** What may take applications from the list again. */
const CHANGES = /\bINSTALLED_APPS\b\s*(?:\.(?!append|extend|insert)|\[|=(?!=))/g;

/** The applications of Django that settings list, where nothing decides about them. */
function applicationsIn(file: SourceFile): ImportedModule[] {
  if ([...file.text.matchAll(CHANGES)].length > 1) return [];
  return (textsListedIn(file, 'INSTALLED_APPS') ?? []).flatMap(({ text, place }) =>
    /^\w+(?:\.\w+)*$/.test(text) ? [{ name: text, place }] : [],
  );
}
