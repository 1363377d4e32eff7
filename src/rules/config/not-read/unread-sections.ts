import { recognizeSection } from '../../../parse/config-file/recognize-section.js';
import {
  IN_FOLDER_BELOW,
  IN_PLATFORM_FOLDER,
  isConfigFile,
  MEANT_AS_CONFIG_FILE,
} from '../../../model/bundle/config-file-name.js';
import type { Located } from '../../../source/index.js';
import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import type { ProjectFile, ProjectFiles } from '../../../model/bundle/project-files.js';
import { groupBy } from '../../../util/group-by.js';
import { oncePer } from '../../../util/once-per.js';
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
  return files.flatMap((file) => {
    const betterName = isConfigFile(file.name) ? undefined : betterNameOf(file.name);
    if (betterName === undefined || isMentioned(file, configFiles, wordsInPlatform(files))) return [];
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

const isMentioned = (
  { name }: ProjectFile,
  configFiles: readonly ConfigFile[],
  inPlatform: ReadonlyMap<string, readonly ProjectFile[]>,
): boolean =>
  configFiles.some(({ file }) => file.text.includes(baseName(name))) ||
  wordsIn(name)
    .slice(-1)
    .some((word) => inPlatform.get(word)?.some((other) => other.name !== name));

/** The files of `.platform` with each word: to search all of them for each name would take too long. */
const wordsInPlatform = oncePer((files: readonly ProjectFile[]) =>
  groupBy(
    files.filter(({ name }) => name.startsWith('.platform/')),
    (file) => ('source' in file ? wordsIn(file.source.text).filter((word) => word.includes('.')) : []),
  ),
);

const wordsIn = (text: string): string[] => text.split(/[^\w.-]+/);
