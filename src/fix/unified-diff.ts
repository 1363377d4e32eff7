import { diffArrays, FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk } from 'diff';
import type { SourceFile } from '../source/index.js';
import { relativePath } from '../util/paths.js';
import type { ChangedFile } from './fix-project.js';

export interface DiffOptions {
  /** The folder that the names in the diff begin in: the top of the repository, for git to find them anywhere in it. */
  readonly folder: string;
  /** The lines, from 1 and as git counts them, that must not be shown. */
  readonly hiddenLines: (file: SourceFile) => ReadonlySet<number>;
}

/** How many unchanged lines a diff shows around a change. */
const CONTEXT = 3;

/**
 * A change of one file as `git apply` takes it. A hidden line is never in it: undefined
 * where such a line is changed, or where git could not place a change without it.
 */
export function unifiedDiff(change: ChangedFile, { folder, hiddenLines }: DiffOptions): string | undefined {
  const { before, after } = change;
  const lines = withNumbers(diffLines(before?.written ?? '', after?.written ?? ''));
  const hidden = (file: SourceFile | undefined) => (file ? hiddenLines(file) : NO_LINES);
  const isHidden = hider(hidden(before), hidden(after));
  if (lines.some((line) => line.sign !== ' ' && isHidden(line))) return undefined;
  const hunks = hunksOf(lines, shownLines(lines, isHidden));
  const count = lines.filter(({ sign }) => sign !== '+').length;
  if (before && after && !hunks.every((hunk) => canBePlaced(hunk, count))) return undefined;
  const path = relativePath(folder, (after ?? before).path);
  const patch = formatPatch(
    { oldFileName: `a/${path}`, newFileName: `b/${path}`, oldHeader: '', newHeader: '', index: '', hunks },
    FILE_HEADERS_ONLY,
  );
  // Only below such a line git takes names as they are from the top of the repository, wherever it is called.
  const [headers, ours, theirs] = /^--- (.*)\n\+\+\+ (.*)\n/.exec(patch) ?? ['', '', ''];
  return `diff --git ${ours} ${theirs}\n${modeLine(change)}${fileHeaders(change, headers)}${patch.slice(headers.length)}`;
}

const NO_LINES: ReadonlySet<number> = new Set();

/** The mode of what is deleted is not known here; git warns where it differs, and deletes. */
function modeLine(change: ChangedFile): string {
  if (change.before === undefined) return `new file mode ${change.isExecutable ? '100755' : '100644'}\n`;
  return change.after === undefined ? 'deleted file mode 100644\n' : '';
}

/** Of an empty file git wants no header. */
function fileHeaders({ before, after }: ChangedFile, headers: string): string {
  if ((before?.written ?? '') === '' && (after?.written ?? '') === '') return '';
  if (before === undefined) return headers.replace(/^--- .*/, '--- /dev/null');
  return after === undefined ? headers.replace(/^\+\+\+ .*/m, '+++ /dev/null') : headers;
}

/** With the numbers of the lines, from 1, that it is in both texts, or would be. */
interface NumberedLine extends DiffLine {
  readonly old: number;
  readonly now: number;
}

function withNumbers(lines: readonly DiffLine[]): NumberedLine[] {
  let [old, now] = [1, 1];
  return lines.map((line) => ({
    ...line,
    old: line.sign === '+' ? old : old++,
    now: line.sign === '-' ? now : now++,
  }));
}

const hider =
  (before: ReadonlySet<number>, after: ReadonlySet<number>) =>
  ({ sign, old, now }: NumberedLine): boolean =>
    (sign !== '+' && before.has(old)) || (sign !== '-' && after.has(now));

/** The changed lines and those around them, up to the next that is hidden. */
function shownLines(
  lines: readonly NumberedLine[],
  isHidden: (line: NumberedLine) => boolean,
): ReadonlySet<NumberedLine> {
  const shown = new Set<NumberedLine>();
  for (const way of [lines, lines.toReversed()]) {
    let left = 0;
    for (const line of way) {
      if (line.sign !== ' ') left = CONTEXT + 1;
      else if (isHidden(line)) left = 0;
      if (left > 0) shown.add(line);
      if (line.sign === ' ') left--;
      else left = CONTEXT;
    }
  }
  return shown;
}

function hunksOf(lines: readonly NumberedLine[], shown: ReadonlySet<NumberedLine>): StructuredPatchHunk[] {
  const runs: [NumberedLine, ...NumberedLine[]][] = [];
  let run: [NumberedLine, ...NumberedLine[]] | undefined;
  for (const line of lines) {
    if (!shown.has(line)) run = undefined;
    else if (run) run.push(line);
    else runs.push((run = [line]));
  }
  return runs.map((run) => ({
    oldStart: run[0].old,
    oldLines: run.filter(({ sign }) => sign !== '+').length,
    newStart: run[0].now,
    newLines: run.filter(({ sign }) => sign !== '-').length,
    lines: run.flatMap(({ sign, text }) =>
      text.endsWith('\n') ? [sign + text.slice(0, -1)] : [sign + text, '\\ No newline at end of file'],
    ),
  }));
}

/** Without a line to see after a change git takes it for one at the end of the file, and refuses it anywhere else. */
function canBePlaced({ oldStart, oldLines, lines }: StructuredPatchHunk, count: number): boolean {
  const isAtEnd = oldStart + oldLines > count;
  return (isAtEnd || lines.at(-1)?.startsWith(' ') === true) && (oldLines > 0 || count === 0);
}

/** One line of a diff: kept, taken away or added, with its line break. */
interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** How one text becomes another, line by line; only line feeds end a line, as for git. */
function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  return old.length === now.length ? inPlace(old, now) : shortest(old, now);
}

/** Lines that change in place, as nearly all fixes do: no search for the shortest way, which takes long for thousands. */
function inPlace(old: readonly string[], now: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  const added: DiffLine[] = [];
  for (const [index, text] of old.entries()) {
    const isKept = text === now[index];
    if (isKept) lines.push(...added.splice(0));
    lines.push({ sign: isKept ? ' ' : '-', text });
    if (!isKept) added.push({ sign: '+', text: now[index]! });
  }
  return [...lines, ...added];
}

const shortest = (old: string[], now: string[]): DiffLine[] =>
  diffArrays(old, now).flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => ({ sign: added ? '+' : removed ? '-' : ' ', text })),
  );

const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));
