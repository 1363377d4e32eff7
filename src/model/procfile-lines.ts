import type { Procfile, RefusedLine } from '../parse/procfile.js';
import { placeOf, type Place } from '../source/index.js';

export type { BadLineReason } from '../parse/procfile.js';

/** Comment and blank lines that follow one another in a Procfile. */
export interface SkippedLines {
  readonly comments: number;
  readonly blanks: number;
  /** From the beginning of the first line to the end of the last. */
  readonly place: Place;
}

/** The comment and blank lines of a Procfile, one block for those that stand together. */
export function skippedLines({ file, lines }: Procfile): SkippedLines[] {
  const blocks: RefusedLine[][] = [];
  let lastLine = -1;
  for (const refused of lines) {
    if (refused.kind === 'bad') continue;
    const { line } = file.positionAt(refused.place.span.start);
    if (line === lastLine + 1) blocks.at(-1)!.push(refused);
    else blocks.push([refused]);
    lastLine = line;
  }
  return blocks.map((block) => ({
    comments: block.filter(({ kind }) => kind === 'comment').length,
    blanks: block.filter(({ kind }) => kind === 'blank').length,
    place: placeOf(file, block[0]!.place.span.start, block.at(-1)!.place.span.end),
  }));
}
