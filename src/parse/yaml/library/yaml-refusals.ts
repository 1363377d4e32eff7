import { YAMLParseError, type CST } from 'yaml';
import { MAX_ERRORS } from './yaml-composer.js';
import type { Item, ItemInPlace } from './yaml-items.js';
import { lineBefore } from './yaml-tokens.js';

/** What the library takes and SnakeYAML refuses. */
export function refusals(items: readonly ItemInPlace[], text: string): YAMLParseError[] {
  const errors: YAMLParseError[] = [];
  for (const { item, isInFlow } of items) {
    if (errors.length > MAX_ERRORS) break;
    errors.push(
      ...(isInFlow ? [] : explicitKeyRefusals(item, text)),
      ...keyRefusals(item, text),
      ...anchorRefusals(item, text),
      ...tagRefusals(item, text),
      ...[item.key, item.value].flatMap((token) => (token ? scalarRefusals(token, isInFlow) : [])),
    );
  }
  return errors;
}

/** What stands for a key that is left out. */
const STANDS_FOR_KEY: ReadonlySet<string> = new Set(['anchor', 'tag']);

/** A key without a question mark is not left out, and is on one line with its colon, quotes and brackets included. */
function keyRefusals({ start, key, sep }: Item, text: string): YAMLParseError[] {
  const colon = offsetOf('map-value-ind', sep);
  if (colon === undefined || offsetOf('explicit-key-ind', start) !== undefined) return [];
  if (!key && start.some(({ type }) => STANDS_FOR_KEY.has(type))) return [];
  if (!key) return [new YAMLParseError([colon, colon + 1], 'BAD_SCALAR_START', '')];
  if (!text.slice(key.offset, colon).includes('\n')) return [];
  return [new YAMLParseError([key.offset, colon], 'MULTILINE_IMPLICIT_KEY', '')];
}

/** A key with a question mark has its colon after it; where it begins a line, right below the question mark. */
function explicitKeyRefusals({ start, sep, value }: Item, text: string): YAMLParseError[] {
  const questionMark = offsetOf('explicit-key-ind', start);
  const colon = offsetOf('map-value-ind', sep);
  const at = colon ?? value?.offset;
  if (questionMark === undefined || at === undefined) return [];
  const indent = lineBefore(text, at);
  const isInPlace = indent.trim() !== '' || indent.length === lineBefore(text, questionMark).length;
  if (colon !== undefined && isInPlace) return [];
  return [new YAMLParseError([at, at + 1], 'BAD_INDENT', '')];
}

const offsetOf = (wanted: CST.SourceToken['type'], tokens: readonly CST.SourceToken[] = []) =>
  tokens.find(({ type }) => type === wanted)?.offset;

/** The name after `&`, as SnakeYAML's scanner reads it. */
const ANCHOR = /^&[^[\]{},/.*&:]+$/;

/** `command: && ls`, `- &x.y z`: what means to be text is taken for an anchor. An alias to such a name names nothing. */
const anchorRefusals = ({ start, sep = [] }: Item, text: string): YAMLParseError[] =>
  [...start, ...sep].flatMap(({ type, offset, source }) => {
    const end = offset + source.length;
    if (type !== 'anchor' || (ANCHOR.test(source) && !/[[{]/.test(text.charAt(end)))) return [];
    return [new YAMLParseError([offset, end], 'BAD_ALIAS', '')];
  });

/** `!b#c`, `[!b]`: a tag has no `#` and ends with a space. */
const tagRefusals = ({ start, sep = [] }: Item, text: string): YAMLParseError[] =>
  [...start, ...sep].flatMap(({ type, offset, source }) =>
    type === 'tag' && (source.includes('#') || /\S/.test(text.charAt(offset + source.length)))
      ? [new YAMLParseError([offset, offset + 1], 'BAD_SCALAR_START', '')]
      : [],
  );

function scalarRefusals(token: CST.Token, isInFlow: boolean): YAMLParseError[] {
  if (token.type === 'block-scalar') return headerRefusals(token);
  if (token.type === 'scalar') return isInFlow ? flowRefusals(token) : [];
  if (token.type !== 'double-quoted-scalar' && token.type !== 'single-quoted-scalar') return [];
  if (isClosed(token.source)) return [];
  const end = token.offset + token.source.length;
  return [new YAMLParseError([end, end + 1], 'MISSING_CHAR', 'Missing closing quote')];
}

/** `|#`: a comment begins after a space. */
function headerRefusals({ props }: CST.BlockScalar): YAMLParseError[] {
  const [header, next] = props.slice(props.findIndex(({ type }) => type === 'block-scalar-header'));
  if (!header || next?.type !== 'comment') return [];
  return [new YAMLParseError([next.offset, next.offset + 1], 'UNEXPECTED_TOKEN', 'Block scalar header')];
}

/** `{url: /a?b}`, `{:a}`: between brackets a question mark ends a scalar, and a colon does not begin one. */
function flowRefusals({ offset, source }: CST.FlowScalar): YAMLParseError[] {
  const at = offset + source.search(/^:|\?/);
  return at < offset ? [] : [new YAMLParseError([at, at + 1], 'BAD_SCALAR_START', '')];
}

/** Whether the last quote of a quoted text closes it: it may be escaped, or the second one of two. */
const isClosed = (source: string): boolean =>
  source.startsWith('"')
    ? /(?<!\\)(?:\\\\)*"$/.test(source.slice(1))
    : /(?<!')(?:'')*'$/.test(source.slice(1));
