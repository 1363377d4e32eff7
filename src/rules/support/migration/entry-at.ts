import { configFiles } from '../../../model/bundle/config-files.js';
import type { Project } from '../../../model/project.js';
import { type CommandEntry, type ConfigFile, entriesIn, type FileEntry } from '../../../parse/index.js';
import type { Place } from '../../../source/index.js';
import { oncePer } from '../../../util/memo.js';

/** The entry of `files`, `commands` or `container_commands` with a name at a place. */
export function entryAt(name: Place, project: Project): CommandEntry | FileEntry | undefined {
  const config = configFiles(project).find(({ file }) => file === name.file);
  return config && entriesByName(config).get(name);
}

const entriesByName = oncePer(
  (config: ConfigFile): ReadonlyMap<Place, CommandEntry | FileEntry> =>
    new Map(
      entriesIn(config, 'files', 'commands', 'container_commands').map((entry) => [entry.name.place, entry]),
    ),
);
