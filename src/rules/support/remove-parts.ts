import type { ConfigFile, MapEntry, Node } from '../../parse/index.js';
import type { SourceFile, Span } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { Edit, FileChange } from '../rule.js';

/** An entry of a map, or an item of a list. */
type Part = MapEntry | Node;

/** What a fix does to a file. */
export interface Removal {
  readonly edits: readonly Edit[];
  readonly files: readonly FileChange[];
}

/**
 * Removes parts of a `.config` file with their comments; a section that is empty by it goes as well, and a file without
 * any other content is deleted. Undefined where the text does not show how.
 */
export function removeParts(config: ConfigFile, parts: readonly Part[]): Removal | undefined {
  const { file, root } = config;
  const outermost = withEmptied(parts, parentsIn(config));
  if (root && outermost.includes(root)) return { edits: [], files: [{ kind: 'delete', file }] };
  const spans = outermost.map((part) => spanOf(part, parentsIn(config).get(part), file));
  const known = spans.filter((span) => span !== undefined);
  if (known.length === 0 || known.length < spans.length) return undefined;
  return { edits: known.map((span) => ({ file, span, text: '' })), files: [] };
}

interface Parent {
  /** The map or list that a part is in. */
  readonly node: Node;
  /** The part whose value that is; the root itself has none. */
  readonly owner: Part;
  readonly count: number;
}

const parentsIn = oncePer(({ root }: ConfigFile): ReadonlyMap<Part, Parent> => {
  const parents = new Map<Part, Parent>();
  const walk = (node: Node, owner: Part): void => {
    const parts = node.kind === 'map' ? node.entries : node.kind === 'list' ? node.items : [];
    for (const part of parts) {
      parents.set(part, { node, owner, count: parts.length });
      const value = 'key' in part ? part.value : part;
      // What is merged in, or an alias, is in another place.
      if (isInside(value.place.span, node.place.span)) walk(value, part);
    }
  };
  if (root) walk(root, root);
  return parents;
});

const isInside = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** The parts, and instead of all parts of a map or list that itself. */
function withEmptied(parts: readonly Part[], parents: ReadonlyMap<Part, Parent>): readonly Part[] {
  const byOwner = new Map<Part, { readonly parent: Parent; readonly own: Part[] }>();
  const outermost: Part[] = [];
  for (const part of new Set(parts)) {
    const parent = parents.get(part);
    if (!parent) outermost.push(part);
    else {
      const group = byOwner.get(parent.owner) ?? { parent, own: [] };
      group.own.push(part);
      byOwner.set(parent.owner, group);
    }
  }
  if (byOwner.size === 0) return outermost;
  const emptied: Part[] = [];
  for (const [owner, { parent, own }] of byOwner)
    if (own.length === parent.count) emptied.push(owner);
    else outermost.push(...own);
  return [...outermost, ...(emptied.length > 0 ? withEmptied(emptied, parents) : [])];
}

function spanOf(part: Part, parent: Parent | undefined, file: SourceFile): Span | undefined {
  if (!parent || !isInside(part.place.span, parent.node.place.span)) return undefined;
  const opening = file.text.charAt(parent.node.place.span.start);
  return opening === '{' || opening === '['
    ? flowSpan(part.place.span, file)
    : blockSpan(part.place.span, file);
}

/** With its comma: the one after it, or the one before it where it is the last; with its line where nothing else is on it. */
function flowSpan({ start, end }: Span, file: SourceFile): Span {
  const { text } = file;
  const comma = skipSpace(text, end);
  if (text[comma] !== ',') {
    let before = start;
    while (before > 0 && isSpace(text[before - 1])) before--;
    return { start: text[before - 1] === ',' ? before - 1 : start, end };
  }
  const { line } = file.positionAt(start);
  const lineStart = file.lineSpan(line).start;
  const { line: lastLine } = file.positionAt(comma);
  const lineEnd = file.lineSpan(lastLine).end;
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(comma + 1, lineEnd).trim() === '';
  return isAlone
    ? { start: lineStart, end: file.lineStarts[lastLine] ?? text.length }
    : { start, end: skipSpace(text, comma + 1) };
}

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text[at])) at++;
  return at;
}

/** Whole lines, with the comments right above and what is indented deeper below. */
function blockSpan({ start, end }: Span, file: SourceFile): Span | undefined {
  const { text } = file;
  const valueEnd = start + text.slice(start, end).trimEnd().length;
  let first = file.positionAt(start).line;
  const lead = text.slice(file.lineSpan(first).start, start);
  // Something else of the list's or the map's is on the same line.
  if (!/^\s*(?:-\s+)?$/.test(lead)) return undefined;
  const margin = /^\s*/.exec(lead)?.[0] ?? '';
  while (first > 1 && lineOf(file, first - 1).startsWith(`${margin}#`)) first--;
  let last = file.positionAt(Math.max(start, valueEnd - 1)).line;
  while (isDeeperComment(lineOf(file, last + 1), margin)) last++;
  const isAtEdge = first === 1 || lineOf(file, first - 1).trim() === '';
  // Of the empty lines on both sides one is enough.
  while (isAtEdge && last < file.lineStarts.length && lineOf(file, last + 1).trim() === '') last++;
  const isLast = last >= file.lineStarts.length;
  while (isLast && first > 1 && lineOf(file, first - 1).trim() === '') first--;
  return { start: file.lineSpan(first).start, end: file.lineStarts[last] ?? text.length };
}

const lineOf = (file: SourceFile, line: number): string => {
  const { start, end } = file.lineSpan(line);
  return file.text.slice(start, end);
};

function isDeeperComment(line: string, margin: string): boolean {
  const indentation = /^(\s+)#/.exec(line)?.[1];
  return indentation !== undefined && indentation.length > margin.length;
}
