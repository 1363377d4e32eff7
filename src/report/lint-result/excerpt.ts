import { secretSpans } from '../../model/settings/secret-spans.js';
import { positionsOf, type Place, type Span } from '../../source/index.js';
import { withoutControls } from '../text/one-line.js';

/** The line of source in which a place begins, or as much of it as may be shown around the place. */
export interface Excerpt {
  /** Without secrets, which three stars stand for. */
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
  const secrets = secretSpans(file, line);
  const cut = (start: number, end: number): string =>
    masked(file.text, clamp({ start, end }, shown), secrets);
  const before = cut(shown.start, span.start);
  const marked = cut(span.start, span.end);
  return {
    text: before + marked + cut(Math.max(span.start, span.end), shown.end),
    start: before.length,
    end: before.length + marked.length,
  };
}

const clamp = ({ start, end }: Span, within: Span): Span => ({
  start: Math.min(Math.max(start, within.start), within.end),
  end: Math.max(Math.min(end, within.end), within.start),
});

/** A stretch of a text with stars in place of what it has of secrets. */
function masked(text: string, { start, end }: Span, secrets: readonly Span[]): string {
  let at = start;
  let result = '';
  for (const secret of secrets) {
    if (secret.end <= at || secret.start >= end) continue;
    result += printable(text.slice(at, Math.max(at, secret.start))) + SECRET;
    at = Math.min(end, secret.end);
  }
  return result + printable(text.slice(at, Math.max(at, end)));
}

const printable = (text: string): string => withoutControls(text).replaceAll('\t', TAB);
