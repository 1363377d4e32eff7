import { YAMLParseError, type CST } from 'yaml';
import type { Item, ItemInPlace } from './yaml-items.js';
import { lineBefore } from './yaml-tokens.js';
import { MAX_SYNTAX_ERRORS } from '../../../knowledge/limits.js';

/** What the library takes and SnakeYAML refuses. */
export function refusals(items: readonly ItemInPlace[], text: string): YAMLParseError[] {
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

/** What stands for a key that is left out. */
const STANDS_FOR_KEY: ReadonlySet<string> = new Set(['anchor', 'tag']);

/** Characters, not UTF-16 units, from the start of a key to its colon. */
const KEY_CHARACTERS = 1024;

/**
 * A key without a question mark is not left out, and is on one line with its colon, quotes and brackets included. Between
 * brackets its tag and anchor are on that line, too; elsewhere they may be those of the map.
 */
function keyRefusals({ start, key, sep }: Item, isInFlow: boolean, text: string): readonly YAMLParseError[] {
  const colon = offsetOf('map-value-ind', sep);
  if (colon === undefined || offsetOf('explicit-key-ind', start) !== undefined) return NONE;
  const before = start.find(({ type }) => STANDS_FOR_KEY.has(type))?.offset;
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
