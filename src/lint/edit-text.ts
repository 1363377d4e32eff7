import type { ProjectFile, ProjectFiles } from '../model/project.js';
import type { Changes, Edit, FileChange } from '../rules/rule.js';
import { SourceFile, type Span } from '../source/index.js';
import { groupBy } from '../util/collections.js';

const inOrder = (a: Edit, b: Edit): number => a.span.start - b.span.start || a.span.end - b.span.end;

/** The edits by file, each file's in the order of its text. */
export const editsByFile = (edits: readonly Edit[]): Map<SourceFile, Edit[]> =>
  new Map([...groupBy(edits, ({ file }) => [file])].map(([file, own]) => [file, own.toSorted(inOrder)]));

/** Whether two edits touch the same characters. */
export const overlaps = (edits: readonly Edit[]): boolean =>
  [...editsByFile(edits).values()].some((own) => {
    const ends = own.map(({ span }) => span.end);
    return own.some(({ span }, index) => span.start < (ends[index - 1] ?? -Infinity));
  });

/** A text with edits made, which do not overlap. */
export function editText(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: replacement } of edits.toSorted(inOrder)) {
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}

/** Where the edits of one file, which are in order, are once they are made: offsets in the new text. */
export function spansAfter(edits: readonly Edit[]): Span[] {
  let shift = 0;
  return edits.map(({ span, text }) => {
    const start = span.start + shift;
    shift += text.length - (span.end - span.start);
    return { start, end: start + text.length };
  });
}

/** A project with edits made in its files, which do not overlap, and files created and deleted. */
export function editProject(
  project: ProjectFiles,
  edits: readonly Edit[],
  changes: readonly FileChange[] = [],
): ProjectFiles {
  const byFile = editsByFile(edits);
  const deleted = new Set(changes.flatMap((change) => (change.kind === 'delete' ? [change.file] : [])));
  const files = project.files.flatMap((file): ProjectFile[] => {
    if (!('source' in file)) return [file];
    if (deleted.has(file.source)) return [];
    const own = byFile.get(file.source);
    return [own ? { ...file, source: file.source.withText(editText(file.source.text, own)) } : file];
  });
  return { ...project, files: [...files, ...changes.flatMap((change) => createdFile(change, project))] };
}

/** The files that a fix creates, or deletes. */
export const filesOf = <K extends FileChange['kind']>(
  { files = [] }: Changes,
  kind: K,
): Extract<FileChange, { kind: K }>[] =>
  files.filter((change): change is Extract<FileChange, { kind: K }> => change.kind === kind);

function createdFile(change: FileChange, { root }: ProjectFiles): ProjectFile[] {
  if (change.kind === 'delete') return [];
  const { name, text } = change;
  const path = `${root}/${name}`;
  return [{ name, path, source: new SourceFile(path, name, text) }];
}
