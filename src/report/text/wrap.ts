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

/** What a terminal shows as one character, as the package measures; a text is never measured twice as it grows. */
const clustersOf = (text: string): string[] =>
  isAscii(text) ? [...text] : Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);

/**
 * A text as lines of at most `width` columns, broken at spaces. A word that is wider than a line, such as a path or a URL, has a
 * line of its own: people copy it, and terminals make links of it.
 */
export function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of text.split(' ')) {
    const needed = measure(word);
    if (line !== '' && taken + 1 + needed > width) {
      lines.push(line);
      [line, taken] = ['', 0];
    }
    taken += (line === '' ? 0 : 1) + needed;
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
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
  const before = line.slice(0, start);
  if (measure(before) > width / 2)
    from = start - lengthWithin(clustersOf(before).reverse(), width / 2 - 2, measure);
  const head = from > 0 ? '…' : '';
  const to = from + lengthWithin(clustersOf(line.slice(from)), width - measure(head), measure);
  const tail = to < line.length ? '…' : '';
  return {
    text: head + line.slice(from, to) + tail,
    start: start - from + head.length,
    end: Math.min(end, to) - from + head.length,
  };
}

/** How many UTF-16 units of some clusters take less than `width` columns. */
function lengthWithin(clusters: readonly string[], width: number, measure: Measure): number {
  let [length, taken] = [0, 0];
  for (const cluster of clusters) {
    taken += measure(cluster);
    if (taken >= width) break;
    length += cluster.length;
  }
  return length;
}
