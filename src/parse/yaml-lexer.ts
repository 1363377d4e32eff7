import { Lexer } from 'yaml';

/** What the library's lexer keeps to itself. The tests of `parseYaml` fail where a new version changes it. */
interface LexerInternals {
  /** How deep the next line has to be indented to belong to what is open. */
  indentNext: number;
  lex(source: string): Iterable<string>;
  parseFlowCollection(): Generator<string, unknown>;
  parseQuotedScalar(): Generator<string, unknown>;
}

const YamlLexer = Lexer as unknown as new () => LexerInternals;

/** The library's lexer, but between quotes and brackets it does not look at indentation, as SnakeYAML does not. */
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
}

/** What ends a line to SnakeYAML beside LF and CR LF: every YAML 1.1 line break. */
const OTHER_LINE_BREAKS = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/** A text of the same length in which every line ends with LF or CR LF. */
export const withLineFeeds = (text: string): string => text.replace(OTHER_LINE_BREAKS, '\n');
