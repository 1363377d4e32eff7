import { configFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { dataFiles } from '../../model/platform/data-files.js';
import type { Project } from '../../model/project.js';
import { type NginxDirective, parseNginx } from '../../parse/nginx/nginx.js';
import { nginxTokens } from '../../parse/nginx/nginx-scanner.js';
import { parseProcfile } from '../../parse/procfile.js';
import { parseScript, type ShellScript } from '../../parse/shell/script.js';
import { mappedText, placeOfMapped } from '../../parse/shell/word.js';
import { partsOf, scalarsIn } from '../../parse/tree/tree.js';
import type { Node, ScalarNode } from '../../parse/yaml/node.js';
import { piecesIn, type Place, placeOf, type SourceFile, type Span } from '../../source/index.js';
import { partitionPoint } from '../../util/collections.js';
import { MAX_COMMENT_PIECES, MAX_COMMENT_RULES } from '../../util/limits.js';
import { fileKind } from '../file-kind.js';

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
    // A date is no reason by itself.
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

/** What has to be known of a file to find its comments, and what they cover. */
interface CommentedText {
  /** Whether a `#` is a part of a text: of a value, a quoted word, a here-document. */
  readonly isInText: (offset: number) => boolean;
  /** What begins on a line and may go on for more: a comment covers it whole. */
  readonly parts: readonly Place[];
}

/** What is known without parsing: each comment covers its own line or the next. */
const UNPARSED: CommentedText = { isInText: () => false, parts: [] };

/** A file that is neither YAML nor JSON, by the program that reads it. */
function commentedText(file: SourceFile): CommentedText {
  switch (fileKind(file)) {
    case 'procfile':
      return ofProcfile(file);
    case 'nginx':
      return ofNginx(file);
    case 'shell':
      return ofShell(parseScript(file));
    case 'other':
      return UNPARSED;
  }
}

const ofProcfile = (file: SourceFile): CommentedText => ({
  isInText: insideOf(parseProcfile(file).entries.flatMap(({ command }) => textsOf(parseScript(command)))),
  parts: [],
});

const ofShell = (script: ShellScript): CommentedText => ({
  isInText: insideOf(textsOf(script)),
  parts: script.commands.map(({ place }) => place),
});

const textsOf = ({ words, redirections }: ShellScript): Place[] => [
  ...words.map(({ place }) => place),
  ...redirections.flatMap(({ hereDocument }) => (hereDocument ? [placeOfMapped(hereDocument.body)] : [])),
];

function ofNginx(file: SourceFile): CommentedText {
  const source = mappedText(file);
  const words = [...nginxTokens(source)].flatMap((token) =>
    token.kind === 'word' ? [token.word.place] : [],
  );
  return { isInText: insideOf(words), parts: [...partsOfBlock(parseNginx(source).directives)] };
}

/** Every directive from its name to the end of what is in it. */
function* partsOfBlock(directives: readonly NginxDirective[]): Iterable<Place> {
  for (const { name, args, block = [] } of directives) {
    const inner = [...partsOfBlock(block)];
    yield* inner;
    const end = [name, ...args].at(-1)?.place.span.end ?? name.place.span.end;
    const last = inner.reduce((latest, { span }) => Math.max(latest, span.end), end);
    yield { file: name.place.file, span: { start: name.place.span.start, end: last } };
  }
}

/** A file of YAML or JSON. */
function commentedTree(root: Node | undefined): CommentedText {
  const parts = [...partsOf(root)];
  return { isInText: scalarFinder(scalarsIn(root, parts)), parts: parts.map(({ place }) => place) };
}

function insideOf(places: readonly Place[]): (offset: number) => boolean {
  const spans = places.map(({ span }) => span).sort((a, b) => a.start - b.start);
  return (offset) => (lastBefore(spans, offset, (span) => span)?.end ?? -1) > offset;
}

/** A `#` inside a text is not a comment; after the `|` of a block scalar it is one. */
function scalarFinder(scalars: readonly ScalarNode[]): (offset: number) => boolean {
  return (offset) => {
    const node = lastBefore(scalars, offset, ({ place }) => place.span);
    if (!node || offset >= node.place.span.end) return false;
    const lineBreak = node.place.file.text.lastIndexOf('\n', offset);
    return node.style !== 'block' || lineBreak >= node.place.span.start;
  };
}

/** The last of some sorted items that begins at an offset or before it. */
const lastBefore = <T>(items: readonly T[], offset: number, spanOf: (item: T) => Span): T | undefined =>
  items[partitionPoint(items, (item) => spanOf(item).start <= offset) - 1];
