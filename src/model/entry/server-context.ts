import type { SourceFile, Value } from '../../source/index.js';
import { baseName, folderOf } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import type { ProjectFile, ProjectFiles } from '../project.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { type Settings, settings } from '../settings/settings.js';

/** What servers depend on besides their command lines. */
export interface ServerContext {
  /** Whether a file lies in the project, by its path below the root. */
  hasFile(name: string): boolean;
  /** The text of such a file, where it has been read. */
  fileText(name: string): SourceFile | undefined;
  /** The text of any file of the bundle, if it can be read: also of one that nothing else asks for. */
  existingText(name: string): SourceFile | undefined;
  /** An environment property as Elastic Beanstalk's settings give it. */
  environmentProperty(name: string): Value | undefined;
  /** The names of the files in a folder below the root, as far as they are known. */
  namesIn(folder: string): Iterable<string>;
}

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
    existingText: (name: string) => existingFiles(project).source(name),
    environmentProperty: (name: string) => settings.effective(ENVIRONMENT_PROPERTIES, name)?.value,
    namesIn: (folder: string) => [
      ...[...byName.keys()].filter((name) => folderOf(name) === (folder && `${folder}/`)).map(baseName),
      ...(existingFiles(project).in(folder)?.keys() ?? []),
    ],
  };
}
