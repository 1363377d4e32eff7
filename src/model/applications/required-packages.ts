import { MAX_FOLLOWED_MODULES } from '../../knowledge/limits.js';
import { packageOf } from '../../knowledge/packages/node-packages.js';
import { filesOfModule, loadedModulesIn } from '../../parse/server-config/local-modules.js';
import { placeOf, type Place, type SourceFile } from '../../source/index.js';
import { folderOf } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { startFiles } from './missing-starts.js';
import { readStartScript } from '../servers/start-script.js';

/** A package that a script of Node.js requires as it begins. */
export interface RequiredPackage {
  readonly name: string;
  readonly place: Place;
}

/**
 * The first place at which each package is required: in the scripts that processes start with, and in the files of the project
 * that these require, each at its top level and without a condition.
 */
export const requiredPackages = fact('requiredPackages', (project): readonly RequiredPackage[] => {
  const isChanged = settings(project)
    .of(ENVIRONMENT_PROPERTIES)
    .some(({ option }) => /^NODE_(?:PATH|OPTIONS)$/.test(option.value));
  if (platform(project).language !== 'node' || isChanged) return [];
  const files = startsOf(project).filter((file) => isOfRoot(file, project));
  const found = new Map<string, RequiredPackage>();
  for (const file of files) {
    // What changes where modules are looked for may find any.
    if (CHANGES_PATH.test(file.text)) return [];
    for (const { name, start } of loadedModulesIn(file.text)) {
      const own = packageOf(name);
      if (own !== undefined && !found.has(own))
        found.set(own, { name: own, place: placeOf(file, start, start + name.length) });
      const local = name.startsWith('.') ? localFile(name, file, project) : undefined;
      if (local && !files.includes(local) && files.length < MAX_FOLLOWED_MODULES) files.push(local);
    }
  }
  return [...found.values()];
});

const SCRIPT = /\.[cm]?js$/;

const CHANGES_PATH = /\bmodule-alias\b|\bapp-module-path\b|\bNODE_PATH\b|\bModule\._|\bregisterHooks\b/;

/** Without a Procfile and a start script, the platform starts one of two files. */
function startsOf(project: Project): SourceFile[] {
  const existing = existingFiles(deployedFiles(project));
  const starts = startFiles(SCRIPT, project).map(({ file }) => file);
  const isDefault =
    platform(project).place && !procfile(project) && !readStartScript(deployedFiles(project).files);
  const byDefault = isDefault ? ['app.js', 'server.js'].find((name) => existing.has(name)) : undefined;
  const file = byDefault === undefined ? undefined : existing.source(byDefault);
  return file ? [...starts, file] : starts;
}

/** Whether no folder on the way to a file has packages, or a list of packages, of its own. */
function isOfRoot({ name }: SourceFile, project: Project): boolean {
  const existing = existingFiles(deployedFiles(project));
  const parts = name.split('/').slice(0, -1);
  return parts.every((_, index) => {
    const folder = parts.slice(0, index + 1).join('/');
    return ['node_modules', 'package.json'].every((one) => existing.has(`${folder}/${one}`) === false);
  });
}

function localFile(module: string, { name }: SourceFile, project: Project): SourceFile | undefined {
  const existing = existingFiles(deployedFiles(project));
  const path = filesOfModule(module, folderOf(name)).find((one) => existing.has(one));
  const file = path !== undefined && SCRIPT.test(path) ? existing.source(path) : undefined;
  return file && isOfRoot(file, project) ? file : undefined;
}
