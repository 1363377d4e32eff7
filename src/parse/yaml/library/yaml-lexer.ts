import { Lexer } from 'yaml';

/** What the library's lexer keeps to itself. The tests of `parseYaml` fail where a new version changes it. */
interface LexerInternals {
  /** The text, and how far it was read. */
  readonly buffer: string;
  readonly pos: number;
  /** How deep the next line has to be indented to belong to what is open. */
  indentNext: number;
  lex(source: string): Iterable<string>;
  parseFlowCollection(): Generator<string, unknown>;
  parseQuotedScalar(): Generator<string, unknown>;
  parseBlockScalar(): Generator<string, unknown>;
  /** Reads an anchor, an alias or what follows `|` and `>`. */
  pushUntil(isEnd: (character: string | undefined) => boolean): Generator<string, number>;
}

const YamlLexer = Lexer as unknown as new () => LexerInternals;

/** The library's lexer, but as SnakeYAML: between quotes and brackets it does not look at indentation, and a colon ends a name. */
export class SnakeYamlLexer extends YamlLexer {
  override *parseFlowCollection(): Generator<string, unknown> {
    const { indentNext } = this;
    this.indentNext = 0;
    const next = yield* super.parseFlowCollection();
    this.indentNext = indentNext;
    return next;
  }

  override *parseQuotedScalar(): Generator<string, unknown> {
    const { indentNext } = this;
    this.indentNext = 0;
    const next = yield* super.parseQuotedScalar();
    this.indentNext = indentNext;
    return next;
  }

  /** In a document that is nothing but text, its lines are indented as well. */
  override *parseBlockScalar(): Generator<string, unknown> {
    this.indentNext = Math.max(1, this.indentNext);
    return yield* super.parseBlockScalar();
  }

  override *pushUntil(isEnd: (character: string | undefined) => boolean): Generator<string, number> {
    const isName = /[&*]/.test(this.buffer.charAt(this.pos));
    return yield* super.pushUntil((character) => isEnd(character) || (isName && character === ':'));
  }
}

/** What ends a line to SnakeYAML beside LF and CR LF: every YAML 1.1 line break. */
const OTHER_LINE_BREAKS = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/** A text of the same length in which every line ends with LF or CR LF. */
export const withLineFeeds = (text: string): string => text.replace(OTHER_LINE_BREAKS, '\n');
