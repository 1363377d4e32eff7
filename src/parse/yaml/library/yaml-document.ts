import { type CST, type Document, Lexer, Parser, YAMLParseError } from 'yaml';
import { MAX_SYNTAX_ERRORS, MAX_YAML_DEPTH } from '../../../util/limits.js';
import { withLineFeeds } from '../scalar-text.js';
import { composeDocuments, SnakeYamlLexer } from './yaml-internals.js';
import { says } from './yaml-library-messages.js';
import { lineBefore } from './yaml-tokens.js';

/** A parsed text; `text` is as long as the one that was given and differs from it only in line breaks. */
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
  const isNearer = byTheLibrary.errors.length > 0 && !isAboutClosedQuote(byTheLibrary, document, text);
  return { document: isNearer ? byTheLibrary : document, text };
}

/**
 * Whether the library stumbles only over a quoted text whose next lines are not indented: SnakeYAML reads on to the
 * quote that closes it, and finds its own first mistake on a line after that.
 */
function isAboutClosedQuote(byTheLibrary: Document, document: Document, text: string): boolean {
  const unclosed = firstError(byTheLibrary.errors);
  const own = firstError(document.errors);
  if (!unclosed || !own || !says(unclosed, 'missing quote')) return false;
  const end = closingQuote(text, unclosed.pos[0], unclosed.message.includes('"') ? '"' : "'");
  return end !== -1 && /\n/.test(text.slice(end, own.pos[0]));
}

/** Where the next quote is that is neither escaped nor doubled; -1 without one. */
function closingQuote(text: string, from: number, quote: '"' | "'"): number {
  let at = text.indexOf(quote, from);
  while (at !== -1) {
    const isDoubled = quote === "'" && text[at + 1] === quote;
    if (!isDoubled && !(quote === '"' && isEscaped(text, at))) return at;
    at = text.indexOf(quote, at + (isDoubled ? 2 : 1));
  }
  return -1;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}

/** The error that is first in the text. */
export const firstError = (errors: readonly YAMLParseError[]): YAMLParseError | undefined =>
  errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0];

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

/** What the library takes and SnakeYAML refuses. */
function refusals(items: readonly ItemInPlace[], text: string): YAMLParseError[] {
  const errors: YAMLParseError[] = [];
  for (const { item, isInFlow } of items) {
    if (errors.length > MAX_SYNTAX_ERRORS) break;
    const { start, sep = NO_TOKENS, key, value } = item;
    if (!isInFlow) errors.push(...explicitKeyRefusals(item, text));
    errors.push(...keyRefusals(item, isInFlow, text));
    for (const token of start) errors.push(...tokenRefusals(token, text));
    for (const token of sep) errors.push(...tokenRefusals(token, text));
    if (key) errors.push(...scalarRefusals(key, isInFlow));
    if (value) errors.push(...scalarRefusals(value, isInFlow));
  }
  return errors;
}

/** Most items have none: nothing is made for them. */
const NONE: readonly YAMLParseError[] = [];
const NO_TOKENS: readonly CST.SourceToken[] = [];

/** What replaces a key that is left out. */
const BEFORE_KEY: ReadonlySet<string> = new Set(['anchor', 'tag']);

/** Characters, not UTF-16 units, from the start of a key to its colon. */
const KEY_CHARACTERS = 1024;

/**
 * A key without a question mark is not left out, and is on one line with its colon, quotes and brackets included. Between
 * brackets its tag and anchor are on that line, too; elsewhere they may be those of the map.
 */
function keyRefusals({ start, key, sep }: Item, isInFlow: boolean, text: string): readonly YAMLParseError[] {
  const colon = offsetOf('map-value-ind', sep);
  if (colon === undefined || offsetOf('explicit-key-ind', start) !== undefined) return NONE;
  const before = start.find(({ type }) => BEFORE_KEY.has(type))?.offset;
  if (!isInFlow && !key && before !== undefined) return NONE;
  const from = (isInFlow ? before : undefined) ?? key?.offset;
  if (from === undefined) return [new YAMLParseError([colon, colon + 1], 'BAD_SCALAR_START', '')];
  const written = text.slice(from, colon);
  if (written.includes('\n')) return [new YAMLParseError([from, colon], 'MULTILINE_IMPLICIT_KEY', '')];
  if (written.length <= KEY_CHARACTERS || [...written].length <= KEY_CHARACTERS) return NONE;
  return [new YAMLParseError([from, colon], 'KEY_OVER_1024_CHARS', '')];
}

/** A key with a question mark has its colon after it; where it begins a line, right below the question mark. */
function explicitKeyRefusals({ start, sep, value }: Item, text: string): readonly YAMLParseError[] {
  const questionMark = offsetOf('explicit-key-ind', start);
  const colon = offsetOf('map-value-ind', sep);
  const at = colon ?? value?.offset;
  if (questionMark === undefined || at === undefined) return NONE;
  const indent = lineBefore(text, at);
  const isInPlace = indent.trim() !== '' || indent.length === lineBefore(text, questionMark).length;
  if (colon !== undefined && isInPlace) return NONE;
  return [new YAMLParseError([at, at + 1], 'BAD_INDENT', '')];
}

const offsetOf = (wanted: CST.SourceToken['type'], tokens: readonly CST.SourceToken[] = NO_TOKENS) =>
  tokens.find(({ type }) => type === wanted)?.offset;

/** The name after `&`, as SnakeYAML's scanner reads it. */
const ANCHOR = /^&[^[\]{},/.*&:]+$/;

function tokenRefusals(token: CST.SourceToken, text: string): readonly YAMLParseError[] {
  if (token.type === 'anchor') return anchorRefusals(token, text);
  return token.type === 'tag' ? tagRefusals(token, text) : NONE;
}

/** `command: && ls`, `- &x.y z`: what means to be text is taken for an anchor. An alias to such a name names nothing. */
function anchorRefusals({ offset, source }: CST.SourceToken, text: string): readonly YAMLParseError[] {
  const end = offset + source.length;
  if (ANCHOR.test(source) && !/[[{]/.test(text.charAt(end))) return NONE;
  return [new YAMLParseError([offset, end], 'BAD_ALIAS', '')];
}

/** `!b#c`, `[!b]`: a tag has no `#` and ends with a space. */
function tagRefusals({ offset, source }: CST.SourceToken, text: string): readonly YAMLParseError[] {
  if (!source.includes('#') && !/\S/.test(text.charAt(offset + source.length))) return NONE;
  return [new YAMLParseError([offset, offset + 1], 'BAD_SCALAR_START', '')];
}

function scalarRefusals(token: CST.Token, isInFlow: boolean): readonly YAMLParseError[] {
  if (token.type === 'block-scalar') return headerRefusals(token);
  if (token.type === 'scalar') return isInFlow ? flowRefusals(token) : NONE;
  if (token.type !== 'double-quoted-scalar' && token.type !== 'single-quoted-scalar') return NONE;
  if (isClosed(token.source)) return NONE;
  const end = token.offset + token.source.length;
  return [new YAMLParseError([end, end + 1], 'MISSING_CHAR', 'Missing closing quote')];
}

/** `|#`: a comment begins after a space. */
function headerRefusals({ props }: CST.BlockScalar): readonly YAMLParseError[] {
  const [header, next] = props.slice(props.findIndex(({ type }) => type === 'block-scalar-header'));
  if (!header || next?.type !== 'comment') return NONE;
  return [new YAMLParseError([next.offset, next.offset + 1], 'UNEXPECTED_TOKEN', 'Block scalar header')];
}

/** `{url: /a?b}`, `{:a}`: between brackets a question mark ends a scalar, and a colon does not begin one. */
function flowRefusals({ offset, source }: CST.FlowScalar): readonly YAMLParseError[] {
  const at = offset + source.search(/^:|\?/);
  return at < offset ? NONE : [new YAMLParseError([at, at + 1], 'BAD_SCALAR_START', '')];
}

/** Whether the last quote of a quoted text closes it: it may be escaped, or the second one of two. */
const isClosed = (source: string): boolean =>
  source.startsWith('"')
    ? /(?<!\\)(?:\\\\)*"$/.test(source.slice(1))
    : /(?<!')(?:'')*'$/.test(source.slice(1));

type Item = CST.CollectionItem;

interface ItemInPlace {
  readonly item: Item;
  /** Whether it is between brackets. */
  readonly isInFlow: boolean;
  /** How many maps and lists it is in. */
  readonly depth: number;
}

/** Everything in which a value may be, in the order of the text. `CST.visit` copies the way to each of them. */
function* itemsOf(tokens: readonly CST.Token[]): Generator<ItemInPlace> {
  const waiting: ItemInPlace[] = tokens
    .filter((token) => token.type === 'document')
    .map((item) => ({ item, isInFlow: false, depth: 0 }))
    .reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const token of [next.item.value, next.item.key]) {
      if (!token || !('items' in token)) continue;
      const inside = { isInFlow: token.type === 'flow-collection', depth: next.depth + 1 };
      for (const item of token.items.toReversed()) waiting.push({ item, ...inside });
    }
  }
}
