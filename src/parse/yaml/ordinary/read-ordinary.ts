import type { Place, SourceFile } from '../../../source/index.js';
import { ListNode, type MapEntry, MapNode, type Node, ScalarNode } from '../node.js';
import type { ParsedYaml } from '../parsed-yaml.js';
import { FlowReading } from './flow.js';
import { ODD } from './reading.js';

/** What is not a letter, digit or sign to YAML, or may not be: most kinds of spaces, and line breaks other than LF and CR LF. */
const ODD_CHARACTER =
  /\r(?!\n)|[^\t\r\n -~\u00a1-\u167f\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff\ufe00-\ufe0f\uff01-\uffe6\u{1f300}-\u{1faff}]/u;

/**
 * Reads what most files are: maps and lists of lines or in brackets, scalars on one line, texts below `|` and `>`, and comments.
 * @returns what the library would make of it; undefined for any other text, be it right or broken
 */
export function readOrdinary(file: SourceFile): ParsedYaml | undefined {
  if (ODD_CHARACTER.test(file.text)) return undefined;
  const reading = new OrdinaryReading(file);
  try {
    return { root: reading.document(), problems: reading.duplicates, aliased: 0 };
  } catch (error) {
    if (error === ODD) return undefined;
    throw error;
  }
}

const DOCUMENT_START = /---/y;
/** Of another document, or of the end of one. */
const DOCUMENT_MARK = /^(?:---|\.\.\.)/m;

const LINE_BREAK = /\r?\n/y;
const COMMENT = /#[^\n]*(?:\n|$)/y;
/** What may be left of a line that is read. */
const LINE_END = / *(?:(?<= )#[^\n]*)?(?:\r?\n|$)/y;

const COLON = / {0,9}:(?=[ \r\n]|$)/y;
const DASH = /-(?=[ \r\n]|$)/y;

/** Further left than any text or comment. */
const NOWHERE = -1;

/** Reads maps and lists of lines by their columns. */
class OrdinaryReading extends FlowReading {
  /** Of the next text; `NOWHERE` where there is none. */
  #column = NOWHERE;
  /** Of the comments before it that belong to no value yet: the one that is furthest right. */
  #commentColumn = NOWHERE;
  /** Where the last value ends to a map or list that ends with it: its line and the comments that belong to it included. */
  #end = 0;

  document(): Node | undefined {
    this.#toText();
    if (this.#column === 0 && this.take(DOCUMENT_START)) {
      this.expect(LINE_END);
      this.#toText();
      if (this.#isAtEnd) throw ODD;
    }
    if (this.#isAtEnd) return undefined;
    if (DOCUMENT_MARK.test(this.text.slice(this.at))) throw ODD;
    const root = this.isAtBracket ? this.#onLine(NOWHERE) : this.#block();
    if (!this.#isAtEnd) throw ODD;
    return root;
  }

  get #isAtEnd(): boolean {
    return this.#column === NOWHERE;
  }

  /** A map or list that begins its line. */
  #block(): Node {
    return this.take(DASH) ? this.#list(this.#column) : this.#map(this.#column, this.#key());
  }

  #key(): ScalarNode {
    const key = this.scalar();
    this.expect(COLON);
    return key;
  }

  #map(column: number, first: ScalarNode): MapNode {
    const known = new Map<string, MapEntry>();
    const entries = this.inside(() => {
      const read: MapEntry[] = [];
      for (let key = first; ; key = this.#key()) {
        read.push(this.entry(known, key.asKey(), () => this.#value(column)));
        if (this.#column !== column) return read;
      }
    });
    return new MapNode(entries, this.#closed(first.place.span.start, column));
  }

  /** @param isBelowKey whether it begins in the column of its key, where the next key may follow */
  #list(column: number, isBelowKey = false): ListNode {
    const start = this.at - 1;
    const items = this.inside(() => {
      const read: Node[] = [];
      do read.push(this.#item(column));
      while (this.#column === column && this.take(DASH));
      return read;
    });
    if (this.#column === column && !isBelowKey) throw ODD;
    return new ListNode(items, this.#closed(start, column));
  }

  /** What follows a colon. */
  #value(column: number): Node {
    this.skipSpaces();
    const start = this.at;
    if (!this.take(LINE_END)) return this.#onLine(column);
    const isCommented = this.text[start] === '#';
    this.#toText();
    if (this.#column > column) return this.#block();
    if (this.#column === column && this.take(DASH)) return this.#list(column, true);
    // Comments below a value that is left out belong to it.
    this.#end = isCommented || this.#commentColumn !== NOWHERE ? this.at : start;
    this.#commentColumn = NOWHERE;
    return new ScalarNode({ type: 'null', text: '', written: '', style: 'plain' }, this.from(start, start));
  }

  /** What follows a dash. */
  #item(column: number): Node {
    const dash = this.at - 1;
    this.skipSpaces();
    if (!this.take(LINE_END)) {
      const inner = column + this.at - dash;
      return this.take(DASH) ? this.#list(inner) : this.#onLine(column, inner);
    }
    this.#toText();
    if (this.#column <= column) throw ODD;
    return this.#block();
  }

  /**
   * A value that begins on the line of what it belongs to.
   * @param inner the column of the value where it may be a map
   */
  #onLine(column: number, inner?: number): Node {
    if (this.next === '|' || this.next === '>') {
      const block = this.blockText(column);
      this.#end = this.at;
      this.#toText();
      return block;
    }
    const value = this.isAtBracket ? this.flow() : this.scalar();
    if (inner !== undefined && value.kind === 'scalar' && this.take(COLON)) return this.#map(inner, value);
    this.expect(LINE_END);
    this.#end = this.at;
    this.#toText(column);
    return value;
  }

  /**
   * Passes over comments and empty lines.
   * @param column comments right below a value belong to it where they are further right than this
   */
  #toText(column = Infinity): void {
    this.#commentColumn = NOWHERE;
    for (;;) {
      const line = this.at;
      this.skipSpaces();
      const own = this.at - line;
      if (this.next === '#') {
        this.take(COMMENT);
        if (own > column && this.#commentColumn === NOWHERE) this.#end = this.at;
        else this.#commentColumn = Math.max(this.#commentColumn, own);
      } else if (!this.take(LINE_BREAK)) {
        this.#column = this.at === this.text.length ? NOWHERE : own;
        return;
      }
    }
  }

  /** The place of a map or list that is read to its end. Comments in its column belong to it, but are not in its place. */
  #closed(start: number, column: number): { readonly tag: undefined; readonly place: Place } {
    if (this.#column > column) throw ODD;
    const origin = this.from(start, this.#end);
    if (column > 0 && this.#commentColumn >= column) {
      this.#end = this.at;
      this.#commentColumn = NOWHERE;
    }
    return origin;
  }
}
