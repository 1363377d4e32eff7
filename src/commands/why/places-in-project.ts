import type { NamedThing } from '../../knowledge/deployment-errors/index.js';
import { entriesOfSection } from '../../parse/index.js';
import { packagesOf } from '../../model/instance/packages/wanted-packages.js';
import type { Project } from '../../model/project.js';
import { placeOf, type Place } from '../../source/index.js';
import type { ErrorMatch } from './match-errors.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { settings } from '../../model/settings/settings.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

/** A place of a project that an error text names. */
export interface NamedPlace {
  readonly at: Place;
  readonly note: string;
}

/** More places of one name are no help. */
const MAX_PLACES = 5;

/** Where a project has what the holes of an error text name. */
export function placesInProject({ error, held }: ErrorMatch, project: Project): NamedPlace[] {
  const things = error.holes ?? [];
  return held.flatMap((text, index) => PLACES[things[index] ?? 'word'](text, project)).slice(0, MAX_PLACES);
}

const PLACES: Readonly<Record<NamedThing, (name: string, project: Project) => NamedPlace[]>> = {
  word: () => [],
  command: (name, project) =>
    configFiles(project).flatMap(({ commands }) =>
      commands.flatMap((command) =>
        command.name.value === name ? [{ at: command.name.place, note: `entry of ${command.section}` }] : [],
      ),
    ),
  file: (name, project) => [...writtenFiles(name, project), ...bundledFiles(name, project)],
  option: (name, project) =>
    settings(project).all.flatMap(({ option, namespace }) =>
      option.value === name ? [{ at: option.place, note: `option of ${namespace.value}` }] : [],
    ),
  package: (name, project) =>
    configFiles(project)
      .flatMap(packagesOf)
      .flatMap(({ manager, name: { text, place } }) =>
        text === name ? [{ at: place, note: `package of ${manager.text}` }] : [],
      ),
  resource: (name, project) => {
    const ids = name.split(/[,\s[\]]+/);
    return configFiles(project).flatMap(({ resources }) =>
      resources.flatMap(({ id }) =>
        ids.includes(id.value) ? [{ at: id.place, note: 'resource of this id' }] : [],
      ),
    );
  },
};

/** What `files` writes to an instance. */
const writtenFiles = (name: string, project: Project): NamedPlace[] =>
  configFiles(project).flatMap((file) =>
    entriesOfSection(file, 'files').flatMap(({ name: target }) =>
      target.text === name ? [{ at: target.place, note: 'file that is written' }] : [],
    ),
  );

/** A text may name a file from any folder on. */
function bundledFiles(name: string, project: Project): NamedPlace[] {
  const tail = name.replace(/^(?:\/var\/app\/(?:current|staging)\/|\.\/)/, '');
  return deployedFiles(project).files.flatMap((file) =>
    'source' in file && tail !== '' && (file.name === tail || file.name.endsWith(`/${tail}`))
      ? [{ at: placeOf(file.source, 0, 0), note: 'file of this name' }]
      : [],
  );
}
