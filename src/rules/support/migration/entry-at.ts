import type { Project } from '../../../model/project.js';
import { knownEntriesOf, sectionsOf, type ConfigFile, type MapEntry } from '../../../parse/index.js';
import type { Place } from '../../../source/index.js';
import { oncePer } from '../../../util/once-per.js';
import { configFiles } from '../../../model/bundle/config-files.js';

/** An entry of a section, and the file that it is in. */
export interface PlacedEntry {
  readonly config: ConfigFile;
  readonly entry: MapEntry;
}

/** The entry of `files`, `commands` or `container_commands` with a key at a place. */
export function entryAt(key: Place, project: Project): PlacedEntry | undefined {
  const config = configFiles(project).find(({ file }) => file === key.file);
  const entry = config && entriesByKey(config).get(key);
  return entry && { config, entry };
}

const entriesByKey = oncePer(
  (config: ConfigFile): ReadonlyMap<Place, MapEntry> =>
    new Map(
      ['files', 'commands', 'container_commands'].flatMap((name) =>
        sectionsOf(config, name).flatMap((section) =>
          knownEntriesOf(section).map((entry) => [entry.key.place, entry] as const),
        ),
      ),
    ),
);
