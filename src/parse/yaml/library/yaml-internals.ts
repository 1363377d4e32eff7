import {
  Composer,
  type CST,
  type Document,
  type DocumentOptions,
  Lexer,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml';
import { MAX_SYNTAX_ERRORS } from '../../../util/limits.js';

/*
 * All that uses parts of the library that are not public, and only because the public ones cannot do it: YAML 1.2 wants lines
 * between quotes and brackets indented, and a text of a million errors would keep them all. The version for which this was
 * written is that of test/parse/yaml/library/yaml-library-messages.test.ts.
 */

/** What the library's lexer keeps to itself. */
interface LexerInternals {
  /** The text, and how far it was read. */
  readonly buffer: string;
  readonly pos: number;
  /** How deep the next line has to be indented to belong to what is open. */
  indentNext: number;
  lex(source: string): Iterable<string>;
  parseLineStart(): Generator<string, unknown>;
  parseFlowCollection(): Generator<string, unknown>;
  parseQuotedScalar(): Generator<string, unknown>;
  parseBlockScalar(): Generator<string, unknown>;
  /** Reads an anchor, an alias or what follows `|` and `>`. */
  pushUntil(isEnd: (character: string | undefined) => boolean): Generator<string, number>;
}

const YamlLexer = Lexer as unknown as new () => LexerInternals;

/**
 * The library's lexer, but as SnakeYAML: it does not look at the indentation of empty lines, comments, and lines between
 * quotes and brackets, and a colon ends a name.
 */
export class SnakeYamlLexer extends YamlLexer {
  override *parseLineStart(): Generator<string, unknown> {
    const { indentNext, pos } = this;
    const next = yield* super.parseLineStart();
    const isEmptyLine =
      /[#\r\n]/.test(this.buffer.charAt(this.pos)) && this.buffer.slice(pos, this.pos).trim() === '';
    if (isEmptyLine) this.indentNext = indentNext;
    return next;
  }

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

const OPTIONS = {
  version: '1.1',
  // Every scalar stays text: `resolvePlain` knows SnakeYAML's types, which differ from the library's.
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;

/** What the library's composer keeps to itself. */
interface ComposerInternals {
  onError: (...error: readonly unknown[]) => void;
  compose(tokens: Iterable<CST.Token>, forceDoc: true, end: number): Iterable<Document.Parsed>;
}

const YamlComposer = Composer as unknown as new (options: typeof OPTIONS) => ComposerInternals;

/** The documents of a text, with a bounded number of errors. */
export function composeDocuments(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  const composer = new YamlComposer(OPTIONS);
  const { onError } = composer;
  let errors = 0;
  composer.onError = (...error) => {
    if (errors++ < MAX_SYNTAX_ERRORS) onError(...error);
  };
  return [...composer.compose(boundedErrors(tokens), true, end)];
}

function boundedErrors(tokens: readonly CST.Token[]): CST.Token[] {
  let errors = 0;
  return tokens.filter(({ type }) => type !== 'error' || errors++ < MAX_SYNTAX_ERRORS);
}
