import type { Project } from '../model/project.js';
import { piecesIn, placeOf, type Place, type SourceFile } from '../source/index.js';
import { commentedText, commentedTree, type CommentedText, UNPARSED } from './commented-text.js';
import { configFiles } from '../model/bundle/config-files.js';
import { dataFiles } from '../model/platform/data-files.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import { MAX_COMMENT_PIECES, MAX_COMMENT_RULES } from '../knowledge/limits.js';

/** One `# eblint-disable`, `# eblint-disable-line` or `# eblint-disable-next-line` comment, or one that looks like it. */
export interface SuppressionComment {
  readonly at: Place;
  /** The word after `eblint-`: anything but `disable`, `disable-line` and `disable-next-line` has no effect. */
  readonly directive: string;
  /** The line that the comment mentions, the first one where it is about the file. */
  readonly line: number;
  /** The last line of what begins there: a block scalar or a map is covered whole. */
  readonly lastLine: number;
  /** The first `MAX_COMMENT_RULES` of them. */
  readonly rules: readonly { readonly id: string; readonly at: Place }[];
  readonly hasMoreRules: boolean;
  /** Empty where none is given. */
  readonly reason: string;
  /** What `(until …)` says: a date such as `2027-03-01`, if it is right. */
  readonly until: string | undefined;
}

const UNTIL = /\(until\b([^()]*)\)/;

const COMMENT = /(?<=^|\s)#[ \t]*eblint-((?:disable|enable|ignore)[\w-]*)([^\r\n]*)/gm;

/** The comments of the files that may hold some, in the order of the text. */
export function readSuppressionComments(project: Project): SuppressionComment[] {
  const parsed = [...configFiles(project), ...dataFiles(project)];
  const others = new Set(
    deployedFiles(project).files.flatMap((file) => ('source' in file ? [file.source] : [])),
  );
  for (const { file } of parsed) others.delete(file);
  let pieces = 0;
  const read = (file: SourceFile): CommentedText => {
    pieces += piecesIn(file.text);
    return pieces > MAX_COMMENT_PIECES ? UNPARSED : commentedText(file);
  };
  return [
    ...parsed.flatMap(({ file, root }) => commentsOf(file, () => commentedTree(root))),
    ...[...others].flatMap((file) => commentsOf(file, () => read(file))),
  ];
}

function commentsOf(file: SourceFile, read: () => CommentedText): SuppressionComment[] {
  if (!file.text.includes('eblint-')) return [];
  const { isInText, parts } = read();
  const lastLines = lastLinesOf(parts, file);
  const nextLines = nextLinesOf(file);
  return [...file.text.matchAll(COMMENT)]
    .filter(({ index }) => !isInText(index))
    .map((match) => {
      const comment = readComment(file, match);
      if (comment.directive === 'disable') return { ...comment, line: 1, lastLine: Infinity };
      const own = file.positionAt(match.index).line;
      const line = comment.directive === 'disable-line' ? own : (nextLines[own] ?? own + 1);
      return { ...comment, line, lastLine: lastLines.get(line) ?? line };
    });
}

function readComment(
  file: SourceFile,
  { 0: whole, 1: directive = '', 2: rest = '', index }: RegExpExecArray,
) {
  const [names = '', ...others] = rest.split(/\s--(?:\s|$)/);
  const text = others.join(' -- ').trim();
  const until = UNTIL.exec(text)?.[1]?.trim();
  const rules = [...namesIn(file, index + whole.length - rest.length, names)];
  return {
    at: placeOf(file, index, index + whole.length),
    directive,
    rules: rules.slice(0, MAX_COMMENT_RULES),
    hasMoreRules: rules.length > MAX_COMMENT_RULES,
    // The date alone gives no reason.
    reason: text.replace(UNTIL, '').replace(/\s+/g, ' ').trim(),
    until,
  };
}

/** The names in a part of a file, with one more than are taken at most. */
function* namesIn(file: SourceFile, start: number, text: string) {
  let count = 0;
  for (const { 0: id, index } of text.matchAll(/[^\s,]+/g)) {
    yield { id, at: placeOf(file, start + index, start + index + id.length) };
    if (count++ === MAX_COMMENT_RULES) return;
  }
}

/** For each line (from 1) the next one that is more than a comment, so that several comments can mention one line. */
function nextLinesOf(file: SourceFile): number[] {
  const nextLines: number[] = [];
  for (let line = file.lineStarts.length; line >= 1; line--) {
    const { start, end } = file.lineSpan(line + 1);
    const isComment = file.text.slice(start, end).trimStart().startsWith('#');
    nextLines[line] = isComment ? nextLines[line + 1]! : line + 1;
  }
  return nextLines;
}

/** By the line on which an entry or item begins, the last line of the longest one. */
function lastLinesOf(parts: readonly Place[], file: SourceFile): Map<number, number> {
  const lastLines = new Map<number, number>();
  for (const { span } of parts) {
    const { start, end } = span;
    const first = file.positionAt(start).line;
    const last = file.positionAt(Math.max(start, end - 1)).line;
    lastLines.set(first, Math.max(last, lastLines.get(first) ?? 0));
  }
  return lastLines;
}
