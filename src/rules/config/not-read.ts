import {
  IN_FOLDER_BELOW,
  IN_PLATFORM_FOLDER,
  intendedStem,
  isBesideFolder,
  isConfigFile,
} from '../../model/bundle/config-file-name.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { mayBeMoved } from '../../model/bundle/may-be-filled-in.js';
import { scriptOfCommand } from '../../model/execution/instance-script.js';
import type { ProjectFile, ProjectFiles } from '../../model/project.js';
import { type ConfigFile, parseConfigFile } from '../../parse/config-file/config-file.js';
import { recognizeSection } from '../../parse/config-file/recognize-section.js';
import { entriesIn, sectionNamesIn } from '../../parse/config-file/sections.js';
import type { Located, SourceFile } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import { WordIndex } from '../../util/word-index.js';
import type { Rule } from '../rule.js';
import { moving } from '../support/migration/move-to-bundle.js';
import { onlyRestartsProxy } from '../support/migration/only-restarts-proxy.js';

export const notRead: Rule = {
  meta: {
    summary:
      'A file contains configuration, but its name or its folder keeps Elastic Beanstalk from reading it',
    why: 'Elastic Beanstalk reads only the files directly in .ebextensions whose names end in .config. It silently ignores all others, and those in other folders, so the settings, commands and resources in them have no effect.',
    consequence: 'file-ignored',
    references: ['guide:ebextensions'],
  },
  *check(project) {
    for (const { section, betterName, folder } of unreadSections(
      deployedFiles(project),
      configFiles(project),
    )) {
      // A build may copy the folder of one environment to where it is read.
      if (folder && mayBeMoved(deployedFiles(project), '.ebextensions')) continue;
      yield {
        at: section.place,
        // What happens to a folder is not documented.
        ...(folder ? { warnsBecause: 'intent' as const } : {}),
        message: `Section "${section.value}" is in ${PLACES[folder ?? 'root']}`,
        help: onlyRestarts(section.place.file)
          ? 'Delete the file: Elastic Beanstalk starts the proxy itself.'
          : `${folder ? 'Move' : 'Rename'} the file to \`${betterName}\`.`,
        ...(!onlyRestarts(section.place.file) && { trial: moving(section.place.file, betterName) }),
      };
    }
  },
};

/** Whether all that a file would do is to restart the proxy, which is too early in a command. */
function onlyRestarts(file: SourceFile): boolean {
  const config = parseConfigFile(file);
  const commands = entriesIn(config, 'commands', 'container_commands');
  const isAll = sectionNamesIn(config).every(({ text }) => /^(?:container_)?commands$/.test(text));
  return (
    isAll && commands.length > 0 && commands.every((each) => onlyRestartsProxy(scriptOfCommand(each).script))
  );
}

const PLACES = {
  root: 'a file whose name does not end in .config',
  subfolder: 'a file in a subfolder of .ebextensions',
  platform: 'a file in .platform, where no section is read',
  beside: 'a file outside of .ebextensions',
} as const;

/** A section of Elastic Beanstalk's in a file that it does not read. */
interface UnreadSection {
  /** The name of the first section, with its place. */
  readonly section: Located<string>;
  /** Where the file is, apart from `.ebextensions` itself: in a folder below it, in `.platform`, or beside them. */
  readonly folder: 'subfolder' | 'platform' | 'beside' | undefined;
  /** What the file would have to be called: a name that no other file has. */
  readonly betterName: string;
}

/**
 * Elastic Beanstalk's sections in files of `.ebextensions` whose names keep it from reading them, in files of `.platform`, and
 * in those beside. A file that another file mentions by name is data for a command, and one that cannot be parsed is unknown.
 */
export function unreadSections({ files }: ProjectFiles, configFiles: readonly ConfigFile[]): UnreadSection[] {
  const names = new Set(files.map(({ name }) => name));
  const isMentioned = mentionsIn(files, configFiles);
  return files.flatMap((file) => {
    const betterName = betterNameOf(file.name);
    if (betterName === undefined || isMentioned(file)) return [];
    const section = 'source' in file && recognizeSection(file.source);
    if (!section) return [];
    const free = freeName(betterName, names);
    names.add(free);
    return { section, folder: folderOf(file.name), betterName: free };
  });
}

function folderOf(name: string): UnreadSection['folder'] {
  if (IN_FOLDER_BELOW.test(name)) return 'subfolder';
  if (IN_PLATFORM_FOLDER.test(name)) return 'platform';
  return isBesideFolder(name) ? 'beside' : undefined;
}

function betterNameOf(name: string): string | undefined {
  if (folderOf(name)) return `.ebextensions/${baseName(name)}`;
  const stem = intendedStem(name);
  return stem === undefined ? undefined : `.ebextensions/${stem}.config`;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/\.config$/, '');
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${stem}-${number}.config`;
  return free;
}

function mentionsIn(
  files: readonly ProjectFile[],
  configFiles: readonly ConfigFile[],
): (file: ProjectFile) => boolean {
  const configuration = new WordIndex(configFiles, ({ file }) => file.text);
  const others = new WordIndex(
    files.filter(({ name }) => !isConfigFile(name)),
    (file) => ('source' in file ? file.source.text : ''),
  );
  return ({ name }) =>
    configuration.mayName(name) || (others.naming(name)?.some((other) => other.name !== name) ?? true);
}
