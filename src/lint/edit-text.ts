import { groupBy } from '../model/group-by.js';
import type { ProjectFiles } from '../model/project-files.js';
import type { Edit } from '../rules/rule.js';
import type { SourceFile, Span } from '../source/index.js';

/** What stands for every byte that is no UTF-8. */
const REPLACEMENT_CHARACTER = '\uFFFD';

const inOrder = (a: Edit, b: Edit): number => a.span.start - b.span.start || a.span.end - b.span.end;

const overlaps = (edits: readonly Edit[]): boolean =>
  edits.some((edit, index) => index > 0 && edit.span.start < edits[index - 1]!.span.end);

/** A text with edits made; undefined where two of them touch the same characters. */
export function editText(text: string, edits: readonly Edit[]): string | undefined {
  const sorted = edits.toSorted(inOrder);
  if (overlaps(sorted)) return undefined;
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: replacement } of sorted) {
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}

/** Where the edits of one file stand once they are made: offsets in the new text. */
export function spansAfter(edits: readonly Edit[]): Span[] {
  let shift = 0;
  return edits.toSorted(inOrder).map(({ span, text }) => {
    const start = span.start + shift;
    shift += text.length - (span.end - span.start);
    return { start, end: start + text.length };
  });
}

/**
 * A project with edits made in its files; undefined where they contradict each other or touch a file that is not its own
 * or not UTF-8, whose other bytes would be lost.
 */
export function editProject(project: ProjectFiles, edits: readonly Edit[]): ProjectFiles | undefined {
  const byFile = groupBy(edits, ({ file }) => [file]);
  const edited = new Map<SourceFile, SourceFile>();
  for (const [file, own] of byFile) {
    const text = editText(file.text, own);
    if (text === undefined || file.text.includes(REPLACEMENT_CHARACTER)) return undefined;
    edited.set(file, file.withText(text));
  }
  const files = project.files.map((file) => {
    const source = 'source' in file ? edited.get(file.source) : undefined;
    return source ? { name: file.name, path: file.path, source } : file;
  });
  const isOwn = [...edited.values()].every((source) =>
    files.some((file) => 'source' in file && file.source === source),
  );
  return isOwn ? { ...project, files } : undefined;
}
