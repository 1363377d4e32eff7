import { SourceFile } from './source-file.js';

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

/** A line and a column as people count them: both from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const placeOf = (file: SourceFile, start: number, end: number): Place => ({
  file,
  span: { start, end },
});

/** The start of a file or folder whose text is not known. */
export const startOfFile = ({ path, name }: Pick<SourceFile, 'path' | 'name'>): Place =>
  placeOf(new SourceFile(path, name, ''), 0, 0);

/** Where a place begins and ends; the end column is that of the first character behind it. */
export const positionsOf = ({ file, span }: Place): { start: Position; end: Position } => ({
  start: file.positionAt(span.start),
  end: file.positionAt(span.end),
});

/** `name:line` of a place, as messages name the other end of a conflict. */
export const nameOf = ({ file, span }: Place): string => `${file.name}:${file.positionAt(span.start).line}`;

/** What is written at a place. */
export const textAt = ({ file, span }: Place): string => file.text.slice(span.start, span.end);
