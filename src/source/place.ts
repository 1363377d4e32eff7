import { partitionPoint } from '../util/collections.js';
import { type Position, SourceFile } from './source-file.js';

/** A stretch of a file's text: UTF-16 offsets from 0, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of one file. */
export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

/** A value that knows where it is. */
export interface Located<T> {
  readonly value: T;
  readonly place: Place;
}

export const placeOf = (file: SourceFile, start: number, end: number): Place => ({
  file,
  span: { start, end },
});

/** The start of a file or folder whose text is not known. */
export const startOfFile = ({ path, name }: Pick<SourceFile, 'path' | 'name'>): Place =>
  placeOf(new SourceFile(path, name, ''), 0, 0);

/** Where a place begins and ends; the end column is that of the first character after it. */
export const positionsOf = ({ file, span }: Place): { start: Position; end: Position } => ({
  start: file.positionAt(span.start),
  end: file.positionAt(span.end),
});

/** `name:line` of a place, as messages name the other end of a conflict. */
export const nameOf = ({ file, span }: Place): string => `${file.name}:${file.positionAt(span.start).line}`;

/** What is written at a place. */
export const textAt = ({ file, span }: Place): string => file.text.slice(span.start, span.end);

/** Another place that a finding mentions, and what is there. */
export interface Related {
  readonly at: Place;
  readonly note: string;
}

/** A text to put in the place of another. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/** Whether an edit changes one of many stretches of text, or inserts something right beside it. */
export function touching(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  // How far the spans up to each one reach: they may hold each other.
  let reach = -1;
  const reaches = sorted.map(({ end }) => (reach = Math.max(reach, end)));
  return ({ start, end }) => {
    const count = partitionPoint(sorted, (span) => span.start <= end);
    return (reaches[count - 1] ?? -Infinity) >= start;
  };
}

/** Where the text of a name is: its place without quotes. A YAML or JSON name begins with a quote only if it ends with one. */
export function insideQuotes({ file, span }: Place): Place {
  const isQuoted = /^["']/.test(file.text.slice(span.start, span.end));
  return isQuoted ? { file, span: { start: span.start + 1, end: span.end - 1 } } : { file, span };
}

/**
 * A stretch of spaces and tabs, a line break, or a sign that ends a word to one of the parsers; `-`, `.` and `/` are
 * inside of words. As a pattern, because a loop over all characters takes a start of the program longer.
 */
const PIECE = /[\t ]+|[\n\r\u0085\u2028\u2029!"#$%&'()*+,:;<=>?@[\\\]^`{|}~]/g;

/**
 * How many pieces a parser may make of a text: words, signs and lines. No parser makes more than a few tokens, nodes or
 * commands of each, so this tells before it is parsed what a text will cost.
 */
export const piecesIn = (text: string): number => 1 + (text.match(PIECE)?.length ?? 0);
