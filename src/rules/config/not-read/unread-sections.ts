import { recognizeSection } from '../../../parse/config-file/recognize-section.js';
import {
  IN_FOLDER_BELOW,
  isConfigFile,
  MEANT_AS_CONFIG_FILE,
} from '../../../model/bundle/config-file-name.js';
import type { Located } from '../../../source/index.js';
import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import type { ProjectFile, ProjectFiles } from '../../../model/bundle/project-files.js';
import { baseName } from '../../../util/paths.js';

/** A section of Elastic Beanstalk's in a file that it does not read. */
export interface UnreadSection {
  /** The name of the first section, with its place. */
  readonly section: Located<string>;
  /** The file is in a folder below `.ebextensions`. */
  readonly isInFolderBelow: boolean;
  /** What the file would have to be called; undefined where a file of that name is there already. */
  readonly betterName: string | undefined;
}

/**
 * Elastic Beanstalk's sections in files of `.ebextensions` whose names keep it from reading them. A file that the
 * configuration mentions by name is data for a command, and one that cannot be parsed is unknown.
 */
export function unreadSections({ files }: ProjectFiles, configFiles: readonly ConfigFile[]): UnreadSection[] {
  return files.flatMap((file) => {
    const betterName = isConfigFile(file.name) ? undefined : betterNameOf(file.name);
    if (betterName === undefined || isMentioned(file, configFiles)) return [];
    const section = 'source' in file && recognizeSection(file.source);
    if (!section) return [];
    return {
      section,
      isInFolderBelow: IN_FOLDER_BELOW.test(file.name),
      betterName: files.some(({ name }) => name === betterName) ? undefined : betterName,
    };
  });
}

function betterNameOf(name: string): string | undefined {
  if (IN_FOLDER_BELOW.test(name)) return `.ebextensions/${baseName(name)}`;
  const [, stem] = MEANT_AS_CONFIG_FILE.exec(name) ?? [];
  return stem === undefined ? undefined : `${stem}.config`;
}

const isMentioned = ({ name }: ProjectFile, configFiles: readonly ConfigFile[]): boolean =>
  configFiles.some(({ file }) => file.text.includes(baseName(name)));
