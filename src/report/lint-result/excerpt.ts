import { secretSpans } from '../../model/settings/secret-spans.js';
import { type Place, positionsOf, type Span } from '../../source/index.js';
import { withoutControls } from '../text/one-line.js';

/** The line of source in which a place begins, or as much of it as may be shown around the place. */
export interface Excerpt {
  /** Without secrets, which three stars replace. */
  readonly text: string;
  /** Where the place begins and ends in `text`: UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units on each side of a place: more than the widest terminal shows. */
const MARGIN = 300;

const TAB = '    ';
const SECRET = '***';

/** The excerpt of a place; undefined where its line is empty. */
export function excerptOf(place: Place): Excerpt | undefined {
  const { file, span } = place;
  const { line } = positionsOf(place).start;
  const whole = file.lineSpan(line);
  if (whole.start === whole.end) return undefined;
  const shown = {
    start: Math.max(whole.start, span.start - MARGIN),
    end: Math.min(whole.end, span.start + MARGIN),
  };
  const masked = maskedLine(file.text, shown, secretSpans(file, line));
  return {
    text: masked.text,
    start: masked.columnOf(span.start, 'start'),
    end: masked.columnOf(Math.min(Math.max(span.start, span.end), shown.end), 'end'),
  };
}

interface MaskedLine {
  readonly text: string;
  /** Where an offset of the file is in the text; within a secret, where its stars start or end. */
  readonly columnOf: (offset: number, edge: 'start' | 'end') => number;
}

/** A stretch of a text with stars in place of each secret, once even where a place ends in the middle of it. */
function maskedLine(text: string, shown: Span, secrets: readonly Span[]): MaskedLine {
  const parts: { readonly from: Span; readonly text: string; readonly isSecret: boolean }[] = [];
  const add = (start: number, end: number, isSecret: boolean): void => {
    if (start < end)
      parts.push({
        from: { start, end },
        text: isSecret ? SECRET : printable(text.slice(start, end)),
        isSecret,
      });
  };
  let at = shown.start;
  for (const secret of secrets) {
    const start = Math.max(at, secret.start);
    const end = Math.min(shown.end, secret.end);
    if (start >= end) continue;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, shown.end, false);
  return {
    text: parts.map((part) => part.text).join(''),
    columnOf(offset, edge) {
      let column = 0;
      for (const { from, text: shownAs, isSecret } of parts) {
        const isInside = edge === 'start' ? offset < from.end : offset <= from.end;
        if (!isInside) column += shownAs.length;
        else if (!isSecret) return column + printable(text.slice(from.start, offset)).length;
        else return edge === 'start' ? column : column + shownAs.length;
      }
      return column;
    },
  };
}

const printable = (text: string): string => withoutControls(text).replaceAll('\t', TAB);
