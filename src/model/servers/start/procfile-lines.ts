import type { Procfile, RefusedLine } from '../../../parse/procfile.js';
import { placeOf, type Place } from '../../../source/index.js';

export type { BadLineReason } from '../../../parse/procfile.js';

/** Consecutive comments and empty lines in a Procfile. */
export interface SkippedLines {
  readonly comments: number;
  readonly empty: number;
  /** From the beginning of the first line to the end of the last. */
  readonly place: Place;
}

/** A comment that somebody wrote for eblint is there on purpose. */
const isForLinter = ({ kind, place: { file, span } }: RefusedLine): boolean =>
  kind === 'comment' && /^#[ \t]*eblint-/.test(file.text.slice(span.start, span.end));

/** The comments and empty lines of a Procfile, in blocks of consecutive lines. */
export function skippedLines({ file, lines }: Procfile): SkippedLines[] {
  const blocks: [RefusedLine, ...RefusedLine[]][] = [];
  let lastLine = -1;
  for (const refused of lines) {
    if (refused.kind === 'bad' || isForLinter(refused)) continue;
    const { line } = file.positionAt(refused.place.span.start);
    const block = line === lastLine + 1 ? blocks.at(-1) : undefined;
    if (block) block.push(refused);
    else blocks.push([refused]);
    lastLine = line;
  }
  return blocks.map((block) => ({
    comments: block.filter(({ kind }) => kind === 'comment').length,
    empty: block.filter(({ kind }) => kind === 'empty').length,
    place: placeOf(file, block[0].place.span.start, (block.at(-1) ?? block[0]).place.span.end),
  }));
}
