import type { InstanceScript } from '../../../model/execution/instance-script.js';
import type { Project } from '../../../model/project.js';
import type { SectionEntry } from '../../../parse/index.js';
import { groupBy } from '../../../util/collections.js';
import type { Finding, Fix } from '../../rule.js';
import { type Removal, removeParts } from '../remove-parts.js';
import { entryAt } from './entry-at.js';

/** An entry of a section, and the file that it is in. */
export type PlacedEntry = Pick<SectionEntry, 'config' | 'part'>;

/** Removes entries of several files. */
export function removeEntries(entries: readonly PlacedEntry[]): Removal | undefined {
  const removals = [...groupBy(entries, ({ config }) => [config])].map(([config, own]) =>
    removeParts(
      config,
      own.map(({ part }) => part),
    ),
  );
  const known = removals.filter((removal) => removal !== undefined);
  return known.length < removals.length
    ? undefined
    : { edits: known.flatMap(({ edits }) => edits), files: known.flatMap(({ files }) => files) };
}

/** The fix that only removes entries. */
export function removalFix(
  title: string,
  safety: Fix['safety'],
  entries: readonly PlacedEntry[],
): Pick<Finding, 'fix'> {
  const removal = removeEntries(entries);
  return removal ? { fix: { title, safety, ...removal } } : {};
}

/** The fix that removes the entry of `commands`, `container_commands` or `files` that a script comes from, if it is one. */
export function removeScript(
  title: string,
  safety: Fix['safety'],
  { name }: Pick<InstanceScript, 'name'>,
  project: Project,
): Pick<Finding, 'fix'> {
  const placed = entryAt(name.place, project);
  return placed ? removalFix(title, safety, [placed]) : {};
}
