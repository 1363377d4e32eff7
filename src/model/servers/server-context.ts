import { existingFiles } from '../bundle/existing-files.js';
import type { ProjectFile, ProjectFiles } from '../bundle/project-files.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/environment-properties.js';
import type { Settings } from '../settings/settings.js';
import { oncePer } from '../../util/once-per.js';
import { baseName, folderOf } from '../../util/paths.js';
import type { ServerContext } from './options/server-layers.js';

/** The same of a project, which is made once. */
export const contextOfProject = oncePer(
  ({ files, settings }: { readonly files: ProjectFiles; readonly settings: Settings }): ServerContext =>
    serverContextOf(files, settings),
);

/** What the servers of a project depend on besides their command lines. */
export function serverContextOf(project: ProjectFiles, settings: Settings): ServerContext {
  const { files } = project;
  const byName = new Map(files.map((file) => [file.name, file]));
  const textOf = (file: ProjectFile | undefined) => (file && 'source' in file ? file.source : undefined);
  return {
    hasFile: (name: string) => byName.has(name),
    fileText: (name: string) => textOf(byName.get(name)),
    environmentProperty: (name: string) => settings.effective(ENVIRONMENT_PROPERTIES, name)?.value,
    namesIn: (folder: string) => [
      ...[...byName.keys()].filter((name) => folderOf(name) === (folder && `${folder}/`)).map(baseName),
      ...(existingFiles(project).in(folder)?.keys() ?? []),
    ],
  };
}
