import type { Node, ScalarNode } from '../parse/yaml/node.js';
import { partsOf, scalarsIn, type Part } from '../parse/tree/tree.js';
import type { Project } from '../model/project.js';
import { placeOf, type Place, type SourceFile } from '../source/index.js';
import { partitionPoint } from '../util/partition-point.js';

/** Names in one comment: more than there are rules. */
export const MAX_NAMES = 100;

/** One `# eblint-disable-line` or `# eblint-disable-next-line` comment, or one that looks like it. */
export interface SuppressionComment {
  readonly at: Place;
  /** The word after `eblint-`: anything but `disable-line` and `disable-next-line` has no effect. */
  readonly directive: string;
  /** The line that the comment mentions. */
  readonly line: number;
  /** The last line of what begins there: a block scalar or a map is covered whole. */
  readonly lastLine: number;
  /** The first `MAX_NAMES` of them. */
  readonly rules: readonly { readonly id: string; readonly at: Place }[];
  readonly hasMoreRules: boolean;
  readonly hasReason: boolean;
}

const COMMENT = /(?<=^|\s)#[ \t]*eblint-((?:disable|enable|ignore)[\w-]*)([^\r\n]*)/gm;

/** The comments of the files that may hold some, in the order of the text. */
export function readSuppressionComments({ configFiles, dataFiles, files }: Project): SuppressionComment[] {
  const parsed = [...configFiles, ...dataFiles];
  const others = new Set(files.files.flatMap((file) => ('source' in file ? [file.source] : [])));
  for (const { file } of parsed) others.delete(file);
  return [
    ...parsed.flatMap(({ file, root }) => commentsOf(file, root)),
    ...[...others].flatMap((file) => commentsOf(file, undefined)),
  ];
}

function commentsOf(file: SourceFile, root: Node | undefined): SuppressionComment[] {
  if (!file.text.includes('eblint-')) return [];
  const parts = [...partsOf(root)];
  const isInsideScalar = scalarFinder(scalarsIn(root, parts));
  const lastLines = lastLinesOf(parts, file);
  const nextLines = nextLinesOf(file);
  return [...file.text.matchAll(COMMENT)]
    .filter(({ index }) => !isInsideScalar(index))
    .map((match) => {
      const own = file.positionAt(match.index).line;
      const line = match[1] === 'disable-line' ? own : (nextLines[own] ?? own + 1);
      return { ...readComment(file, match), line, lastLine: lastLines.get(line) ?? line };
    });
}

function readComment(
  file: SourceFile,
  { 0: whole, 1: directive = '', 2: rest = '', index }: RegExpExecArray,
) {
  const [names = '', ...reason] = rest.split(/\s--(?:\s|$)/);
  const rules = [...namesIn(file, index + whole.length - rest.length, names)];
  return {
    at: placeOf(file, index, index + whole.length),
    directive,
    rules: rules.slice(0, MAX_NAMES),
    hasMoreRules: rules.length > MAX_NAMES,
    hasReason: reason.join('').trim() !== '',
  };
}

/** The names in a part of a file, with one more than are taken at most. */
function* namesIn(file: SourceFile, start: number, text: string) {
  let count = 0;
  for (const { 0: id, index } of text.matchAll(/[^\s,]+/g)) {
    yield { id, at: placeOf(file, start + index, start + index + id.length) };
    if (count++ === MAX_NAMES) return;
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

/** A `#` inside a text is not a comment; after the `|` of a block scalar it is one. */
function scalarFinder(scalars: readonly ScalarNode[]): (offset: number) => boolean {
  return (offset) => {
    const node = lastBefore(scalars, offset);
    if (!node || offset >= node.place.span.end) return false;
    const lineBreak = node.place.file.text.lastIndexOf('\n', offset);
    return node.style !== 'block' || lineBreak >= node.place.span.start;
  };
}

/** The last of some sorted scalars that begins at an offset or before it. */
const lastBefore = (scalars: readonly ScalarNode[], offset: number): ScalarNode | undefined =>
  scalars[partitionPoint(scalars, ({ place }) => place.span.start <= offset) - 1];

/** By the line on which an entry or item begins, the last line of the longest one. */
function lastLinesOf(parts: readonly Part[], file: SourceFile): Map<number, number> {
  const lastLines = new Map<number, number>();
  for (const { place } of parts) {
    const { start, end } = place.span;
    const first = file.positionAt(start).line;
    const last = file.positionAt(Math.max(start, end - 1)).line;
    lastLines.set(first, Math.max(last, lastLines.get(first) ?? 0));
  }
  return lastLines;
}
