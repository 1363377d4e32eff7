import { ScalarNode } from '../node.js';
import { resolvePlain } from '../yaml-scalar.js';
import { ODD, Reading } from './reading.js';

/** On one line, with the escapes that are in most files. */
const DOUBLE_QUOTED = /"[^"\\\r\n]*(?:\\["\\/nrt][^"\\\r\n]*)*"/y;
const ESCAPE = /\\(.)/g;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const SINGLE_QUOTED = /'[^'\r\n]*(?:''[^'\r\n]*)*'/y;

/** On one line. A colon and a number sign are part of it unless a space, or the end of the line, makes them something else. */
const PLAIN =
  /(?:[^\s:,[\]{}#&*!|>'"%@`?-]|[:?-](?=\S))[^\s:]*(?::(?=\S)[^\s:]*)*(?: +(?:[^\s:#]|:(?=\S))[^\s:]*(?::(?=\S)[^\s:]*)*)*/y;

/** The same between brackets, which are no part of it. */
const PLAIN_IN_BRACKETS =
  /(?:[^\s:,[\]{}#&*!|>'"%@`?-]|-(?=[^\s:,[\]{}?]))[^\s:,[\]{}?]*(?::(?=[^\s,[\]{}?])[^\s:,[\]{}?]*)*(?: +[^\s:,[\]{}?#][^\s:,[\]{}?]*(?::(?=[^\s,[\]{}?])[^\s:,[\]{}?]*)*)*/y;

const BLOCK_HEADER = /[|>]-? *\r?\n/y;
const INDENTED_MORE = /^[ \t]/m;
const LINE_BREAKS = /\n+/g;
const LINE_BREAK = /\r?\n/y;
const LINE = /[^\n]*(?:\n|$)/y;

/** Reads scalars: those on one line, and texts below `|` and `>`. */
export class ScalarReading extends Reading {
  protected scalar(plain: RegExp = PLAIN): ScalarNode {
    const start = this.at;
    const sign = this.next;
    if (sign === '"') {
      this.expect(DOUBLE_QUOTED);
      const inner = this.text.slice(start + 1, this.at - 1);
      const text = inner.includes('\\') ? inner.replace(ESCAPE, unescaped) : inner;
      return this.#string(text, 'double', start);
    }
    if (sign === "'") {
      this.expect(SINGLE_QUOTED);
      return this.#string(this.text.slice(start + 1, this.at - 1).replaceAll("''", "'"), 'single', start);
    }
    this.expect(plain);
    const written = this.text.slice(start, this.at);
    // As a key it merges maps; as a value it is a mistake.
    if (written === '<<') throw ODD;
    const { type, text } = resolvePlain(written);
    return new ScalarNode({ type, text, written, style: 'plain' }, this.from(start));
  }

  protected scalarInBrackets(): ScalarNode {
    return this.scalar(PLAIN_IN_BRACKETS);
  }

  /**
   * A text below `|` or `>`: the lines that are indented as far as its first one.
   * @param outside how far that is indented which it is the value of
   */
  protected blockText(outside: number): ScalarNode {
    const start = this.at;
    const isFolded = this.next === '>';
    this.expect(BLOCK_HEADER);
    const isStripped = this.text[start + 1] === '-';
    const first = this.at;
    this.skipSpaces();
    const margin = this.at - first;
    // It is empty, or begins with empty lines.
    if (margin <= outside || this.take(LINE_BREAK)) throw ODD;
    this.at = this.#endOfLines(first, margin);
    const lines = this.text.slice(first, this.at).split(/\r?\n/);
    const literal = lines.map((line) => line.slice(margin)).join('\n');
    // Line breaks around lines that are indented more are not folded.
    if (isFolded && INDENTED_MORE.test(literal)) throw ODD;
    const text = isFolded ? folded(literal) : literal;
    return this.#string(isStripped ? text.replace(/\n$/, '') : text, 'block', start);
  }

  /** Where the last line ends that has more than a margin. Shorter lines between such lines are empty. */
  #endOfLines(first: number, margin: number): number {
    let end = first;
    for (this.at = first; this.at < this.text.length;) {
      const line = this.at;
      this.skipSpaces();
      const width = this.at - line;
      if (this.at === this.text.length) throw ODD;
      const isEmptyLine = this.take(LINE_BREAK);
      if (!isEmptyLine && width < margin) break;
      if (!isEmptyLine) this.take(LINE);
      if (!isEmptyLine || width > margin) end = this.at;
    }
    return end;
  }

  #string(text: string, style: 'single' | 'double' | 'block', start: number): ScalarNode {
    return new ScalarNode({ type: 'string', text, written: text, style }, this.from(start));
  }
}

const unescaped = (_: string, sign: string): string => ESCAPED[sign] ?? sign;

/** A line break is a space, and empty lines are line breaks. */
function folded(text: string): string {
  const end = text.endsWith('\n') ? '\n' : '';
  const lines = text.slice(0, text.length - end.length);
  return lines.replace(LINE_BREAKS, (breaks) => breaks.slice(1) || ' ') + end;
}
