import { recognizeSection } from '../../../parse/config-file/recognize-section.js';
import {
  IN_FOLDER_BELOW,
  IN_PLATFORM_FOLDER,
  isConfigFile,
  MEANT_AS_CONFIG_FILE,
} from '../../../model/bundle/config-file-name.js';
import type { Located } from '../../../source/index.js';
import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import type { ProjectFile, ProjectFiles } from '../../../model/project.js';
import { WordIndex } from '../../../util/word-index.js';
import { baseName } from '../../../util/paths.js';

/** A section of Elastic Beanstalk's in a file that it does not read. */
export interface UnreadSection {
  /** The name of the first section, with its place. */
  readonly section: Located<string>;
  /** Where the file is, apart from `.ebextensions` itself: in a folder below it, or in `.platform`. */
  readonly folder: 'subfolder' | 'platform' | undefined;
  /** What the file would have to be called; undefined where a file of that name is there already. */
  readonly betterName: string | undefined;
}

/**
 * Elastic Beanstalk's sections in files of `.ebextensions` whose names keep it from reading them, and in files of `.platform`.
 * A file that the configuration or a file of `.platform` mentions by name is data for a command, and one that cannot be parsed
 * is unknown.
 */
export function unreadSections({ files }: ProjectFiles, configFiles: readonly ConfigFile[]): UnreadSection[] {
  const names = new Set(files.map(({ name }) => name));
  const isMentioned = mentionsIn(files, configFiles);
  return files.flatMap((file) => {
    const betterName = isConfigFile(file.name) ? undefined : betterNameOf(file.name);
    if (betterName === undefined || isMentioned(file)) return [];
    const section = 'source' in file && recognizeSection(file.source);
    if (!section) return [];
    return {
      section,
      folder: folderOf(file.name),
      betterName: names.has(betterName) ? undefined : betterName,
    };
  });
}

function folderOf(name: string): UnreadSection['folder'] {
  if (IN_FOLDER_BELOW.test(name)) return 'subfolder';
  return IN_PLATFORM_FOLDER.test(name) ? 'platform' : undefined;
}

function betterNameOf(name: string): string | undefined {
  if (folderOf(name)) return `.ebextensions/${baseName(name)}`;
  const [, stem] = MEANT_AS_CONFIG_FILE.exec(name) ?? [];
  return stem === undefined ? undefined : `${stem}.config`;
}

function mentionsIn(
  files: readonly ProjectFile[],
  configFiles: readonly ConfigFile[],
): (file: ProjectFile) => boolean {
  const configuration = new WordIndex(configFiles, ({ file }) => file.text);
  const platform = new WordIndex(
    files.filter(({ name }) => name.startsWith('.platform/')),
    (file) => ('source' in file ? file.source.text : ''),
  );
  return ({ name }) =>
    configuration.mayName(name) || (platform.naming(name)?.some((other) => other.name !== name) ?? true);
}
