import { HOOK_FOLDERS } from '../../knowledge/instance/deployment-order.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { mayBeMoved } from '../../model/bundle/may-be-filled-in.js';
import type { Project, ProjectFiles } from '../../model/project.js';
import { startOfFile } from '../../source/index.js';
import { editDistance } from '../../util/nearest.js';
import type { Finding, Rule } from '../rule.js';
import { renaming } from '../support/migration/move-to-bundle.js';

export const misnamedFolder: Rule = {
  meta: {
    summary: 'The folder of configuration files or hooks has the wrong name',
    why: 'Elastic Beanstalk reads configuration files only from a folder with the exact name .ebextensions in the root of the bundle, and hooks and proxy files only from .platform. It silently ignores a folder with any other name, with all settings, commands and hooks in it.',
    consequence: 'silently-ignored',
    references: ['guide:ebextensions'],
  },
  *check(project) {
    const deployed = deployedFiles(project);
    const { root, folders = [] } = deployed;
    for (const { name, isMisnamed } of FOLDERS) {
      for (const folder of folders) {
        if (folder === name || !isMisnamed(folder, deployed)) continue;
        const files = configFilesIn(folder, deployed);
        if (folders.includes(name) && !files.some((file) => isMissingIn(name, file, deployed))) continue;
        // Builds copy a folder without a dot to its place.
        if (isWithoutDot(folder) && mayBeMoved(deployed, folder)) continue;
        yield {
          at: startOfFile({ path: `${root}/${folder}`, name: folder }),
          message: `The folder is named "${folder}", but Elastic Beanstalk reads only "${name}"`,
          help: folders.includes(name) ? `Move its files to \`${name}\`.` : `Rename it to \`${name}\`.`,
          ...trialFor(`${folder}/`, name, project),
          related: files.map((file) => ({
            at: startOfFile({ path: `${root}/${folder}/${file}`, name: `${folder}/${file}` }),
            note: 'this file is not read',
          })),
        };
      }
    }
  },
};

/** The files of the folder under its right name. */
function trialFor(folder: string, name: string, project: Project): Pick<Finding, 'trial'> {
  const moved = deployedFiles(project)
    .files.filter((file) => file.name.startsWith(folder))
    .slice(0, MAX_RENAMED)
    .flatMap(
      (file) => renaming(file, `${name}/${file.name.slice(folder.length)}`, project).trial?.files ?? [],
    );
  return moved.length > 0 ? { trial: { edits: [], files: moved } } : {};
}

/** Files of one folder that are read to try it under its right name. */
const MAX_RENAMED = 20;

/** The names of the configuration files right in a folder. */
const configFilesIn = (folder: string, files: ProjectFiles): readonly string[] =>
  [...(existingFiles(files).in(folder)?.keys() ?? [])].filter((name) => name.endsWith('.config'));

/** Whether there is no file of that name in the right folder: else the folder may hold what is not used. */
const isMissingIn = (folder: string, file: string, files: ProjectFiles): boolean =>
  existingFiles(files).in(folder)?.has(file) === false;

/** One or two letters differ, dot, underscore and case aside; without its dot, `platform` is a folder of many projects, which have no hooks in it. */
const FOLDERS = [
  {
    name: '.ebextensions',
    isMisnamed: (folder: string): boolean => {
      const name = folder.replace(/^[._]?/, '.').toLowerCase();
      return name.startsWith('.eb') && name.length > 8 && editDistance(name, '.ebextensions') <= 2;
    },
  },
  {
    name: '.platform',
    isMisnamed: (folder: string, files: ProjectFiles): boolean =>
      folder.startsWith('.')
        ? editDistance(folder.toLowerCase(), '.platform') <= (folder.startsWith('.platform') ? 1 : 2)
        : /^_?platforms?$/.test(folder) && holdsHooks(folder, files),
  },
] as const;

/** Whether a folder has the folders of hooks or of the proxy that only `.platform` has. */
function holdsHooks(folder: string, files: ProjectFiles): boolean {
  const existing = existingFiles(files);
  return ['hooks', 'confighooks', 'nginx'].some((inner) => {
    const kinds = existing.in(`${folder}/${inner}`);
    return (inner === 'nginx' ? OF_NGINX : HOOK_FOLDERS).some((name) => kinds?.has(name));
  });
}

const OF_NGINX = ['conf.d', 'nginx.conf'];

const isWithoutDot = (folder: string): boolean => !folder.startsWith('.');
