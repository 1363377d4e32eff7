import type { Project } from '../../../model/project.js';
import type { SourceFile } from '../../../source/index.js';
import type { FileChange, Finding, Fix } from '../../rule.js';
import { removeParts, type Removal } from '../remove-parts.js';
import { groupBy } from '../../../util/group-by.js';
import type { PlacedEntry } from './entry-at.js';

/** A new file of the bundle: its path below the root, and what is in it. */
type NewFile = Pick<Extract<FileChange, { kind: 'create' }>, 'name' | 'text' | 'isExecutable'>;

/** The fix that makes a file of the bundle out of entries of `.config` files. None where there is one of that name. */
export const moveToBundle = (
  file: NewFile,
  entries: readonly PlacedEntry[],
  project: Project,
): Pick<Finding, 'fix'> => moved(file, removeEntries(entries), project);

/** The fix that moves a file of the bundle. */
export const moveFile = (file: SourceFile, name: string, project: Project): Pick<Finding, 'fix'> =>
  moved(
    { name, text: file.written, isExecutable: false },
    { edits: [], files: [{ kind: 'delete', file }] },
    project,
  );

function moved(file: NewFile, removal: Removal | undefined, { files }: Project): Pick<Finding, 'fix'> {
  const isTaken = files.files.some(({ name }) => name.toLowerCase() === file.name.toLowerCase());
  if (isTaken || !removal) return {};
  return {
    fix: {
      title: `Move it to ${file.name}`,
      safety: 'migration',
      edits: removal.edits,
      files: [{ kind: 'create', ...file }, ...removal.files],
    },
  };
}

/** Removes entries of several files. */
function removeEntries(entries: readonly PlacedEntry[]): Removal | undefined {
  const removals = [...groupBy(entries, ({ config }) => [config])].map(([config, own]) =>
    removeParts(
      config,
      own.map(({ entry }) => entry),
    ),
  );
  const known = removals.filter((removal) => removal !== undefined);
  return known.length < removals.length
    ? undefined
    : { edits: known.flatMap(({ edits }) => edits), files: known.flatMap(({ files }) => files) };
}

/** The fix that does nothing but to remove entries. */
export function removalFix(
  title: string,
  safety: Fix['safety'],
  entries: readonly PlacedEntry[],
): Pick<Finding, 'fix'> {
  const removal = removeEntries(entries);
  return removal ? { fix: { title, safety, ...removal } } : {};
}
