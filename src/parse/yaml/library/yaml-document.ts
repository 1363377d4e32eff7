import { Lexer, Parser, YAMLParseError, type CST, type Document } from 'yaml';
import { composeDocuments } from './yaml-composer.js';
import { itemsOf } from './yaml-items.js';
import { SnakeYamlLexer, withLineFeeds } from './yaml-lexer.js';
import { says } from './yaml-library-messages.js';
import { refusals } from './yaml-refusals.js';
import { MAX_YAML_DEPTH } from '../../../knowledge/limits.js';

/** A parsed text; `text` is as long as the one that was given and differs from it in line breaks alone. */
export interface YamlDocument {
  readonly document: Document;
  readonly text: string;
}

/**
 * Reads a text as Elastic Beanstalk's YAML reader does. What that reader refuses is read a second time with the library's
 * own rules, whose errors are nearer to the mistake.
 * @throws RangeError for a text that is nested too deeply
 */
export function parseYamlDocument(written: string): YamlDocument {
  const text = withLineFeeds(written);
  const document = parse(text, new SnakeYamlLexer());
  if (document.errors.length === 0) return { document, text };
  const byTheLibrary = parse(text, new Lexer());
  return { document: byTheLibrary.errors.length > 0 ? byTheLibrary : document, text };
}

/** The error that is first in the text. */
export const firstError = (errors: readonly YAMLParseError[]): YAMLParseError | undefined =>
  errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0];

/** Whether a text means to be JSON, below comments or not, which JSON does not have and YAML has. */
export const looksLikeJson = (text: string): boolean => /^\s*(?:#[^\n]*\n\s*)*\{/.test(text);

/** What is not an error to SnakeYAML, or is found by `refusals`. */
const NO_ERRORS = ['comment not separated', 'name not separated'] as const;

function parse(text: string, lexer: { lex(source: string): Iterable<string> }): Document {
  const tokens = [...tokensOf(text, lexer)];
  const items = [...itemsOf(tokens)];
  // Before the library goes down by calls: at the end of the stack V8 cannot even compile a pattern, and gives up.
  if (items.some(({ depth }) => depth > MAX_YAML_DEPTH)) throw new RangeError('Nested too deeply');
  const [document, second] = composeDocuments(tokens, text.length);
  if (!document) throw new TypeError('The library composes a document for every text.');
  if (second)
    document.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', ''));
  document.errors = [
    ...document.errors.filter(
      (error) => error.code !== 'KEY_OVER_1024_CHARS' && !NO_ERRORS.some((message) => says(error, message)),
    ),
    ...refusals(items, text),
  ];
  return document;
}

function* tokensOf(text: string, lexer: { lex(source: string): Iterable<string> }): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of lexer.lex(text)) yield* parser.next(lexeme);
  yield* parser.end();
}
