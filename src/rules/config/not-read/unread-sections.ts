import { recognizeSection } from '../../../parse/config-file/recognize-section.js';
import { MEANT_AS_CONFIG_FILE } from '../../../model/bundle/config-file-name.js';
import type { Located } from '../../../source/index.js';
import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import type { ProjectFile, ProjectFiles } from '../../../model/bundle/project-files.js';

/** A section of Elastic Beanstalk's in a file that it does not read. */
export interface UnreadSection {
  /** The name of the first section, with its place. */
  readonly section: Located<string>;
  /** What the file would have to be called; undefined where a file of that name is there already. */
  readonly betterName: string | undefined;
}

/**
 * Elastic Beanstalk's sections in files of `.ebextensions` whose names keep it from reading them. A file that the
 * configuration mentions by name is data for a command, and one that cannot be parsed is unknown.
 */
export function unreadSections({ files }: ProjectFiles, configFiles: readonly ConfigFile[]): UnreadSection[] {
  return files.flatMap((file) => {
    const [, stem] = MEANT_AS_CONFIG_FILE.exec(file.name) ?? [];
    if (stem === undefined || isMentioned(file, configFiles)) return [];
    const section = 'source' in file && recognizeSection(file.source);
    if (!section) return [];
    const betterName = `${stem}.config`;
    return { section, betterName: files.some(({ name }) => name === betterName) ? undefined : betterName };
  });
}

const isMentioned = ({ name }: ProjectFile, configFiles: readonly ConfigFile[]): boolean =>
  configFiles.some(({ file }) => file.text.includes(name.slice(name.lastIndexOf('/') + 1)));
