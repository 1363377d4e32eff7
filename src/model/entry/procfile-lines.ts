import type { Procfile, RefusedLine } from '../../parse/procfile.js';
import { type Place, placeOf } from '../../source/index.js';

export type { BadLineReason } from '../../parse/procfile.js';

/** Consecutive comments in a Procfile, or consecutive empty lines. */
export interface SkippedLines {
  readonly kind: 'comment' | 'empty';
  readonly count: number;
  /** One of them is a comment for eblint. */
  readonly isForLinter: boolean;
  /** From the beginning of the first line to the end of the last. */
  readonly place: Place;
}

const isForLinter = ({ place: { file, span } }: RefusedLine): boolean =>
  /^#[ \t]*eblint-/.test(file.text.slice(span.start, span.end));

/** The comments and empty lines of a Procfile, in blocks of consecutive lines of a kind; none where there is no file. */
export function skippedLines(procfile: Procfile | undefined): SkippedLines[] {
  if (!procfile) return [];
  const { file, lines } = procfile;
  const blocks: { kind: SkippedLines['kind']; lines: [RefusedLine, ...RefusedLine[]] }[] = [];
  let lastLine = -1;
  for (const refused of lines) {
    const { kind } = refused;
    if (kind === 'bad') continue;
    const { line } = file.positionAt(refused.place.span.start);
    const block = line === lastLine + 1 ? blocks.at(-1) : undefined;
    if (block?.kind === kind) block.lines.push(refused);
    else blocks.push({ kind, lines: [refused] });
    lastLine = line;
  }
  return blocks.map(({ kind, lines: [first, ...others] }) => ({
    kind,
    count: others.length + 1,
    isForLinter: [first, ...others].some(isForLinter),
    place: placeOf(file, first.place.span.start, (others.at(-1) ?? first).place.span.end),
  }));
}
