import { placeOf, type SourceFile, type Span } from '../../source/index.js';
import { MAX_HCL_DEPTH } from '../../util/limits.js';
import { endOfMatch } from '../../util/text.js';
import type { SyntaxFault } from '../problem.js';
import { type MapEntry, MapNode, type Node, ScalarNode, type ScalarType } from '../yaml/node.js';

/** Ends the reading of one file. */
export class HclError extends Error {
  constructor(
    readonly fault: SyntaxFault,
    readonly span: Span,
  ) {
    super(fault.code);
  }
}

/** The tag of what only Terraform can evaluate. */
const EXPRESSION = '!expression';

const SPACE = /[ \t\r\n\ufeff]+/y;
const SPACE_IN_LINE = /[ \t\r]+/y;
const LINE_COMMENT = /(?:#|\/\/)[^\n]*/y;

/** A place in a text that is read from its start to its end, and the nodes of what was read. */
export class HclCursor {
  offset = 0;
  #depth = 0;
  readonly text: string;

  constructor(readonly file: SourceFile) {
    this.text = file.text;
  }

  get next(): string {
    return this.text.charAt(this.offset);
  }

  /** Skips what a sticky pattern matches here; whether there was anything. */
  skip(pattern: RegExp): boolean {
    const end = endOfMatch(pattern, this.text, this.offset);
    const moved = end !== undefined && end > this.offset;
    this.offset = end ?? this.offset;
    return moved;
  }

  /** Skips spaces, line breaks and comments. */
  skipAll(): boolean {
    const start = this.offset;
    while (this.skip(SPACE) || this.skip(LINE_COMMENT) || this.#skipComment());
    return this.offset > start;
  }

  /** Skips the same in one line, up to a comment that ends it. */
  skipInLine(): void {
    while (this.skip(SPACE_IN_LINE) || this.#skipComment());
  }

  /** `/* … *\/` */
  #skipComment(): boolean {
    if (!this.text.startsWith('/*', this.offset)) return false;
    const end = this.text.indexOf('*/', this.offset + 2);
    if (end === -1) this.fail({ code: 'not-hcl', expected: '"*/" after this' });
    this.offset = end + 2;
    return true;
  }

  /** Whether a pattern fits the next two characters. */
  begins(pattern: RegExp): boolean {
    return pattern.test(this.text.slice(this.offset, this.offset + 2));
  }

  fail(fault: SyntaxFault, start = this.offset, end = Math.min(start + 1, this.text.length)): never {
    throw new HclError(fault, { start, end });
  }

  /** Reads what is inside of one more bracket. */
  deeper<T>(read: () => T): T {
    if (this.#depth >= MAX_HCL_DEPTH) this.fail({ code: 'too-deep', limit: MAX_HCL_DEPTH });
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  /** A literal from `start` to here. */
  scalar(start: number, text: string, style: ScalarNode['style'], type: ScalarType = 'string'): ScalarNode {
    return new ScalarNode(
      { text, written: text, type, style },
      { tag: undefined, place: placeOf(this.file, start, this.offset) },
    );
  }

  /** An expression from `start` to here. */
  unknown(start: number): ScalarNode {
    const written = this.text.slice(start, this.offset).trimEnd();
    const place = placeOf(this.file, start, start + written.length);
    return new ScalarNode({ text: '', written, type: 'string', style: 'plain' }, { tag: EXPRESSION, place });
  }

  entry(key: ScalarNode, value: Node): MapEntry {
    return { key, value, place: placeOf(this.file, key.place.span.start, value.place.span.end) };
  }

  map(entries: readonly MapEntry[], start: number): MapNode {
    return new MapNode(entries, { tag: undefined, place: placeOf(this.file, start, this.offset) });
  }
}
