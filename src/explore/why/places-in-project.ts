import type { NamedThing } from '../../knowledge/deployment-errors/index.js';
import {
  commandEntries,
  fileEntries,
  packageEntries,
  resourceEntries,
} from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { type SectionEntry } from '../../parse/index.js';
import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import { MAX_WHY_PLACES } from '../../util/limits.js';
import type { ErrorMatch } from './match-errors.js';

/** A place of a project that an error text names. */
export interface NamedPlace {
  readonly at: Place;
  readonly note: string;
}

/** Where a project has what the holes of an error text name. */
export function placesInProject({ error, held }: ErrorMatch, project: Project): NamedPlace[] {
  const things = error.holes ?? [];
  return held
    .flatMap((text, index) => PLACES[things[index] ?? 'word'](text, project))
    .slice(0, MAX_WHY_PLACES);
}

const PLACES: Readonly<Record<NamedThing, (name: string, project: Project) => NamedPlace[]>> = {
  word: () => [],
  command: (name, project) => placesOf(commandEntries(project), name, ({ section }) => `entry of ${section}`),
  file: (name, project) => [
    ...placesOf(fileEntries(project), name, () => 'file that is written'),
    ...bundledFiles(name, project),
  ],
  option: (name, project) =>
    settings(project).all.flatMap(({ option, namespace }) =>
      option.value === name ? [{ at: option.place, note: `option of ${namespace.value}` }] : [],
    ),
  package: (name, project) =>
    placesOf(packageEntries(project), name, ({ manager }) => `package of ${manager?.text}`),
  resource: (names, project) =>
    names
      .split(/[,\s[\]]+/)
      .flatMap((name) => placesOf(resourceEntries(project), name, () => 'resource of this id')),
};

/** The entries of a name. */
const placesOf = <Entry extends SectionEntry>(
  entries: readonly Entry[],
  name: string,
  noteOn: (entry: Entry) => string,
): NamedPlace[] =>
  entries.flatMap((entry) =>
    entry.name.text === name ? [{ at: entry.name.place, note: noteOn(entry) }] : [],
  );

/** A text may name a file from any folder on. */
function bundledFiles(name: string, project: Project): NamedPlace[] {
  const tail = name.replace(/^(?:\/var\/app\/(?:current|staging)\/|\.\/)/, '');
  return deployedFiles(project).files.flatMap((file) =>
    'source' in file && tail !== '' && (file.name === tail || file.name.endsWith(`/${tail}`))
      ? [{ at: placeOf(file.source, 0, 0), note: noteOn(file.source) }]
      : [],
  );
}

/** No rule reports CRLF in hooks, which current platform versions convert. */
const noteOn = ({ text }: SourceFile): string =>
  /^#![^\n]*\r\n/.test(text) ? 'file of this name, with CRLF line ends' : 'file of this name';
