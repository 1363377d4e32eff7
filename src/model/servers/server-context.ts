import type { ProjectFile, ProjectFiles } from '../bundle/project-files.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/environment-properties.js';
import type { Settings } from '../settings/settings.js';
import type { ServerContext } from './options/server-layers.js';

/** What the servers of a project depend on besides their command lines. */
export function serverContextOf({ files }: ProjectFiles, settings: Settings): ServerContext {
  const byName = new Map(files.map((file) => [file.name, file]));
  const textOf = (file: ProjectFile | undefined) => (file && 'source' in file ? file.source : undefined);
  return {
    hasFile: (name: string) => byName.has(name),
    fileText: (name: string) => textOf(byName.get(name)),
    environmentProperty: (name: string) => settings.effective(ENVIRONMENT_PROPERTIES, name)?.value,
  };
}
