import { existingFiles } from '../bundle/existing-files.js';
import type { ProjectFile, ProjectFiles } from '../project.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings, type Settings } from '../settings/settings.js';
import { baseName, folderOf } from '../../util/paths.js';
import type { ServerContext } from './server-layers.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';

/** What the servers in the containers of a project depend on. */
export const contextOfProject = fact('contextOfProject', (project) =>
  serverContextOf(deployedFiles(project), settings(project)),
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
