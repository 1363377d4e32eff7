import { YAMLParseError, type CST } from 'yaml';
import { MAX_ERRORS } from './yaml-composer.js';

/** What the library takes and SnakeYAML refuses. */
export function refusals(tokens: readonly CST.Token[], text: string): YAMLParseError[] {
  const errors: YAMLParseError[] = [];
  for (const item of itemsOf(tokens)) {
    if (errors.length > MAX_ERRORS) break;
    errors.push(...keyRefusals(item, text), ...anchorRefusals(item, text));
  }
  return errors;
}

type Item = CST.CollectionItem;

/** Everything in which a value may stand, in the order of the text. `CST.visit` copies the way to each of them. */
function* itemsOf(tokens: readonly CST.Token[]): Generator<Item> {
  const waiting: Item[] = tokens.filter((token) => token.type === 'document').reverse();
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    yield item;
    for (const token of [item.value, item.key])
      if (token && 'items' in token) for (const inner of token.items.toReversed()) waiting.push(inner);
  }
}

/** What stands for a key that is left out. */
const STANDS_FOR_KEY: ReadonlySet<string> = new Set(['anchor', 'tag']);

/** A key without a question mark is not left out, and stands on one line with its colon, quotes and brackets included. */
function keyRefusals({ start, key, sep }: Item, text: string): YAMLParseError[] {
  const colon = sep?.find(({ type }) => type === 'map-value-ind')?.offset;
  if (colon === undefined || start.some(({ type }) => type === 'explicit-key-ind')) return [];
  if (!key && start.some(({ type }) => STANDS_FOR_KEY.has(type))) return [];
  if (!key) return [new YAMLParseError([colon, colon + 1], 'BAD_SCALAR_START', '')];
  if (!text.slice(key.offset, colon).includes('\n')) return [];
  return [new YAMLParseError([key.offset, colon], 'MULTILINE_IMPLICIT_KEY', '')];
}

/** The name behind `&`, as SnakeYAML's scanner reads it. A colon ends it there, which is left to the library. */
const ANCHOR = /^&[^[\]{},/.*&]+$/;

/** `command: && ls`, `- &x.y z`: what means to be text is taken for an anchor. An alias to such a name names nothing. */
const anchorRefusals = ({ start, sep = [] }: Item, text: string): YAMLParseError[] =>
  [...start, ...sep].flatMap(({ type, offset, source }) => {
    const end = offset + source.length;
    if (type !== 'anchor' || (ANCHOR.test(source) && !/[[{]/.test(text.charAt(end)))) return [];
    return [new YAMLParseError([offset, end], 'BAD_ALIAS', '')];
  });
