import type { Setting } from '../../parse/config-file/option-settings.js';
import type { Place } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { configFiles } from '../bundle/config-files.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';
import { writtenEnvironments } from './environments.js';
import { manifestSettings } from './manifest-settings.js';

/** A namespace as one file names it, however often. */
export interface NamespaceMention {
  /** Without a resource prefix. */
  readonly name: string;
  /** Where it is: the list form repeats it with every option. */
  readonly places: readonly [Place, ...Place[]];
  /** What the file sets in it, without options whose names only a template engine or the deployment knows. */
  readonly settings: readonly Setting[];
}

/** The settings of a file, or of an environment that a file describes. */
export interface SettingGroup {
  readonly settings: readonly Setting[];
  /** A tool has filled in the values: they are in no file that people wrote. */
  readonly isFilledIn?: boolean;
}

/** The settings that people wrote, file by file and environment by environment. */
export const settingGroups = fact('settingGroups', (project): readonly SettingGroup[] => [
  ...configFiles(project),
  ...writtenEnvironments(project),
]);

/** The namespaces that a file names, in the order of its text, without those that a template engine fills in. */
export const namespaceMentions = ({ settings }: SettingGroup): readonly NamespaceMention[] =>
  mentionsIn(settings);

/** The namespaces that `env.yaml` names. */
export const manifestMentions = (project: Project): readonly NamespaceMention[] =>
  mentionsIn(manifestSettings(project));

const mentionsIn = oncePer((settings: readonly Setting[]): readonly NamespaceMention[] => {
  const byNamespace = groupBy(settings, ({ namespace }) => [namespace.value]);
  return [...byNamespace].flatMap(([name, own]) => {
    if (own.some(({ namespace }) => namespace.valueKind !== 'literal')) return [];
    const places = new Map(own.map(({ namespace: { place } }) => [place.span.start, place]));
    return [
      {
        name,
        places: [...places.values()] as [Place, ...Place[]],
        settings: own.filter(({ option }) => option.valueKind === 'literal'),
      },
    ];
  });
});
