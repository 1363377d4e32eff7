import { positionsOf, type Place } from '../source/index.js';
import { withoutControls } from './one-line.js';

/** The line of source in which a place begins, or as much of it as may be shown around the place. */
export interface Excerpt {
  readonly text: string;
  /** Where the place begins and ends in `text`: UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units on each side of a place: more than the widest terminal shows. */
const MARGIN = 300;

const TAB = '    ';

/** The excerpt of a place; undefined where its line is empty. */
export function excerptOf(place: Place): Excerpt | undefined {
  const { file, span } = place;
  const line = file.lineSpan(positionsOf(place).start.line);
  if (line.start === line.end) return undefined;
  const from = Math.max(line.start, span.start - MARGIN);
  const to = Math.min(line.end, span.start + MARGIN);
  const shown = (start: number, end: number): string =>
    withoutControls(file.text.slice(start, Math.max(start, end))).replaceAll('\t', TAB);
  const before = shown(from, Math.min(span.start, to));
  const marked = shown(Math.min(span.start, to), Math.min(span.end, to));
  return {
    text: before + marked + shown(Math.max(from, Math.min(span.end, to)), to),
    start: before.length,
    end: before.length + marked.length,
  };
}
