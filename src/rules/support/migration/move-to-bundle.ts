import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { type Project, type ProjectFile, type ProjectFiles, sourceNamed } from '../../../model/project.js';
import type { SourceFile } from '../../../source/index.js';
import { oncePer } from '../../../util/memo.js';
import type { Changes, FileChange, Finding } from '../../rule.js';
import type { Removal } from '../remove-parts.js';
import { type PlacedEntry, removeEntries } from './remove-entries.js';

/** A new file of the bundle: its path below the root, and what is in it. */
type NewFile = Pick<Extract<FileChange, { kind: 'create' }>, 'name' | 'text' | 'isExecutable'>;

/** The fix that moves a text, or what to do where there is a file of that name. */
type Move = Pick<Finding, 'fix' | 'help'>;

/** The fix that makes a file of the bundle out of entries of `.config` files. None where there is one of that name. */
export const moveToBundle = (file: NewFile, entries: readonly PlacedEntry[], project: Project): Move =>
  moved(file, removeEntries(entries), project);

/** The fix that moves a file of the bundle. */
export const moveFile = (file: SourceFile, name: string, project: Project): Move =>
  moved(
    { name, text: file.written, isExecutable: false },
    { edits: [], files: [{ kind: 'delete', file }] },
    project,
  );

/** What moving a file makes of the project, for a help that is tried. */
export const moving = (file: SourceFile, name: string, text = file.written): Changes => ({
  edits: [],
  files: [
    { kind: 'create', name, text, isExecutable: false },
    { kind: 'delete', file },
  ],
});

/** The same for a file whose text may not have been read; nothing where it is not known. */
export function renaming(file: ProjectFile, name: string, project: Project): Pick<Finding, 'trial'> {
  if ('source' in file) return { trial: moving(file.source, name) };
  const text = project.files.textOf?.(file.name);
  return text === undefined
    ? {}
    : { trial: { edits: [], files: [{ kind: 'create', name, text, isExecutable: false }] } };
}

/** In lower case: some disks tell no other names apart. */
const namesIn = oncePer(
  ({ files }: ProjectFiles): ReadonlySet<string> => new Set(files.map(({ name }) => name.toLowerCase())),
);

function moved(file: NewFile, removal: Removal | undefined, project: Project): Move {
  const bundled = deployedFiles(project);
  if (isThere(file, bundled)) return copied(file.name, removal);
  if (namesIn(bundled).has(file.name.toLowerCase()))
    return { help: `Delete it, and write what \`${file.name}\` lacks of it there.` };
  if (!removal) return {};
  return {
    fix: {
      title: `Move it to ${file.name}`,
      safety: 'migration',
      edits: removal.edits,
      files: [{ kind: 'create', ...file }, ...removal.files],
    },
  };
}

/** Whether the new file is there, such as after a run that was ended before it deleted the old one. */
const isThere = ({ name, text, isExecutable }: NewFile, bundled: ProjectFiles): boolean =>
  sourceNamed(name, bundled.files)?.written === text &&
  !(isExecutable && bundled.isExecutable?.(name) === false);

/** The fix for what a file of the bundle says as well. */
export const copied = (name: string, removal: Removal | undefined): Move => ({
  help: `Delete it: \`${name}\` says the same.`,
  ...(removal && {
    fix: { title: 'Delete it', safety: 'migration', edits: removal.edits, files: removal.files },
  }),
});
