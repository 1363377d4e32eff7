const BOM = '\uFEFF';

/** UTF-16 that was read as UTF-8: a mark of two unreadable bytes, or every second character is U+0000. */
const UTF_16 = /^\ufffd\ufffd|(?:[^\0\r\n]\0){2}|(?:\0[^\0\r\n]){2}/;

/** A line and a column as people count them: both from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One text file of a project. Offsets are UTF-16 units in `text`, which never begins with a byte order mark. */
export class SourceFile {
  readonly text: string;
  readonly hasBom: boolean;
  #lineStarts: readonly number[] | undefined;

  /**
   * @param path absolute path, as results name the file
   * @param name path below the project's root with forward slashes, as messages name the file
   */
  constructor(
    readonly path: string,
    readonly name: string,
    text: string,
  ) {
    this.hasBom = text.startsWith(BOM);
    this.text = this.hasBom ? text.slice(1) : text;
  }

  /** The text as it is in the file, the byte order mark included. */
  get written(): string {
    return this.hasBom ? BOM + this.text : this.text;
  }

  /** Whether it is saved as UTF-16: read as UTF-8, it makes no sense, and has no lines. */
  get isUtf16(): boolean {
    return UTF_16.test(this.text);
  }

  /**
   * The file as programs see it that heed the byte order mark of UTF-16: for places and their lines, not to be edited.
   * The file itself where it is not in UTF-16 or more than ASCII is in it, of which the bytes are lost.
   */
  get decoded(): SourceFile {
    const text = this.isUtf16 ? asciiOf(this.text) : undefined;
    return text === undefined ? this : new SourceFile(this.path, this.name, text);
  }

  /** How lines end in this file: what is inserted ends in the same way. */
  get lineBreak(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** The same file with another text; its byte order mark stays. */
  withText(text: string): SourceFile {
    return new SourceFile(this.path, this.name, this.hasBom ? BOM + text : text);
  }

  /** Offset of each line's first character. A line ends at LF, CR LF or a lone CR, as in YAML. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  /**
   * The position of an offset; one outside the text is taken as the nearest end, and one inside of CR LF as the end of
   * its line.
   */
  positionAt(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    const clamped = inside > 0 && this.text.startsWith('\r\n', inside - 1) ? inside - 1 : inside;
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
  }

  /** The span of a line (from 1), without its line break; an empty one at the end of the text for a line that is not there. */
  lineSpan(line: number): { start: number; end: number } {
    const start = this.lineStarts[line - 1] ?? this.text.length;
    let end = Math.max(start, this.lineStarts[line] ?? this.text.length);
    while (end > start && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) end--;
    return { start, end };
  }
}

/** The text of a file in UTF-16 with its mark that was read as UTF-8; undefined where a character is not ASCII. */
function asciiOf(text: string): string | undefined {
  if (!text.startsWith('\ufffd\ufffd') || text.length % 2 !== 0) return undefined;
  const low = text[2] === '\0' ? 3 : 2;
  for (let at = 2; at < text.length; at += 2) {
    const code = text.charCodeAt(at + low - 2);
    if (code === 0 || code > 127 || text[at + 3 - low] !== '\0') return undefined;
  }
  return text.slice(2).replaceAll('\0', '');
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
