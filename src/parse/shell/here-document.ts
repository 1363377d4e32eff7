import { type MappedText, sliceMapped, type Word } from './word.js';

/** The text that `<<` gives to a command. */
export interface HereDocument {
  readonly body: MappedText;
  /** Whether its delimiter is quoted: then the shell replaces nothing in it. */
  readonly isQuoted: boolean;
}

/** A `<<` whose text begins after the end of its line. */
export interface PendingHereDocument {
  readonly delimiter: Word;
  readonly isQuoted: boolean;
  /** `<<-`: tabs before its lines are removed. */
  readonly isIndented: boolean;
}

/** Reads a here-document from the line that begins at `start`; `end` is where the line after its delimiter begins. */
export function readHereDocument(
  source: MappedText,
  start: number,
  { delimiter, isQuoted, isIndented }: PendingHereDocument,
): { readonly document: HereDocument; readonly end: number; readonly isClosed: boolean } {
  const lines: MappedText[] = [];
  for (let at = start; at < source.text.length;) {
    const lineEnd = endOfLine(source.text, at);
    const line = sliceMapped(source, isIndented ? endOfTabs(source.text, at) : at, lineEnd);
    if (line.text.replace(/\r?\n$/, '') === delimiter.text)
      return { document: { body: joined(source, lines, at), isQuoted }, end: lineEnd, isClosed: true };
    lines.push(line);
    at = lineEnd;
  }
  const end = source.text.length;
  return { document: { body: joined(source, lines, end), isQuoted }, end, isClosed: false };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end + 1;
}

function endOfTabs(text: string, start: number): number {
  let at = start;
  while (text[at] === '\t') at++;
  return at;
}

const joined = ({ file, offsets }: MappedText, lines: readonly MappedText[], end: number): MappedText => ({
  file,
  text: lines.map(({ text }) => text).join(''),
  offsets: [...lines.flatMap((line) => line.offsets.slice(0, -1)), ...offsets.slice(end, end + 1)],
});
