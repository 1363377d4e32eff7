/** How many columns a text takes on a terminal. */
export type Measure = (text: string) => number;

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** The measure for some texts: the package that knows wide characters is loaded only where there are some. */
export async function measureFor(texts: Iterable<string>): Promise<Measure> {
  for (const text of texts) {
    if (isAscii(text)) continue;
    const { default: stringWidth } = await import('string-width');
    return (part) => (isAscii(part) ? part.length : stringWidth(part));
  }
  return ({ length }) => length;
}

/**
 * A text as lines of at most `width` columns, broken at spaces. A word that is wider than a line, such as a long path, is
 * broken after a slash, or else where the line ends.
 */
export function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (part: string, gap: string): void => {
    if (line !== '' && measure(line + gap + part) > width) {
      lines.push(line);
      line = part;
    } else line = line === '' ? part : line + gap + part;
  };
  for (const word of text.split(' ')) {
    if (measure(word) <= width) add(word, ' ');
    else
      for (const [index, part] of partsOf(word, width, measure).entries()) add(part, index === 0 ? ' ' : '');
  }
  return [...lines, line];
}

const partsOf = (word: string, width: number, measure: Measure): string[] =>
  word
    .split(/(?<=\/)(?=[^/])/)
    .flatMap((part) => (measure(part) <= width ? [part] : slices(part, width, measure)));

/** Pieces that fit, whatever they are. */
function slices(text: string, width: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    if (piece !== '' && measure(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** The stretch of a line that fits into `width` columns and shows the columns from `start` on, with … where it is cut. */
export interface Cut {
  readonly text: string;
  /** What was `start` and `end` in the line, in the cut text. */
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a line down to `width` columns around a stretch of it; offsets are UTF-16 units.
 * The beginning of the line stays where the stretch fits with it.
 */
export function cutAround(
  line: string,
  { start, end }: { readonly start: number; readonly end: number },
  width: number,
  measure: Measure,
): Cut {
  if (measure(line) <= width) return { text: line, start, end };
  let from = 0;
  // Half of the room stays for what comes before the stretch.
  if (measure(line.slice(0, start)) > width / 2) {
    from = start;
    while (from > 0 && measure(line.slice(from - 1, start)) < width / 2 - 2) from--;
    from = boundary(line, from);
  }
  const head = from > 0 ? '…' : '';
  let to = from;
  while (to < line.length && measure(head + line.slice(from, to + 1)) < width) to++;
  to = boundary(line, to);
  const tail = to < line.length ? '…' : '';
  return {
    text: head + line.slice(from, to) + tail,
    start: start - from + head.length,
    end: Math.min(end, to) - from + head.length,
  };
}

/** Not between the halves of a pair of surrogates. */
const boundary = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
