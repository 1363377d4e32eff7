import { placeOf } from '../../source/index.js';
import { ListNode, type MapEntry, type MapNode, type Node, type ScalarNode } from '../yaml/node.js';
import { type Inside, readHeredoc, readQuoted, skipBrackets, skipExpression } from './expression.js';
import type { HclCursor } from './hcl-cursor.js';

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A literal, a list or a map; anything else is dynamic. */
export function readValue(at: HclCursor, inside: Inside): Node {
  if (inside === 'body') at.skipInLine();
  else at.skipAll();
  const start = at.offset;
  const literal = readLiteral(at);
  const end = at.offset;
  if (literal && isOver(at, inside)) return literal;
  at.offset = end;
  skipExpression(at, inside);
  if (at.offset === start) at.fail({ code: 'not-hcl', expected: 'a value' });
  return at.unknown(start);
}

function readLiteral(at: HclCursor): Node | undefined {
  const start = at.offset;
  switch (at.next) {
    case '"':
      return readQuoted(at);
    case '[':
      return at.deeper(() => readList(at));
    case '{':
      return at.deeper(() => readObject(at));
    case '<':
      return readHeredoc(at);
  }
  if (at.skip(NUMBER)) {
    const text = at.text.slice(start, at.offset);
    return /^-?(?:0|[1-9]\d*)$/.test(text) ? at.scalar(start, text, 'plain', 'integer') : undefined;
  }
  if (!at.skip(NAME)) return undefined;
  const word = at.text.slice(start, at.offset);
  return word === 'true' || word === 'false' ? at.scalar(start, word, 'plain', 'boolean') : undefined;
}

/** Whether a value ends here, and no operator follows it. */
function isOver(at: HclCursor, inside: Inside): boolean {
  if (inside === 'list') at.skipAll();
  else at.skipInLine();
  const rest = at.text.slice(at.offset, at.offset + 2);
  if (rest === '' || rest.startsWith('#') || rest === '//') return true;
  return inside === 'body'
    ? /^[\n}]/.test(rest)
    : inside === 'list'
      ? /^[,\]]/.test(rest)
      : /^[\n,}]/.test(rest);
}

/** Undefined where it is a loop. */
function readList(at: HclCursor): ListNode | undefined {
  const start = at.offset++;
  const items: Node[] = [];
  for (;;) {
    at.skipAll();
    if (at.next === ']') break;
    if (at.next === '') at.fail({ code: 'unclosed-bracket', bracket: '[' }, start);
    items.push(readValue(at, 'list'));
    at.skipAll();
    if (at.next === ',') at.offset++;
    else if (at.next !== ']')
      at.fail(
        at.next === '' ? { code: 'unclosed-bracket', bracket: '[' } : { code: 'not-hcl', expected: '"]"' },
        at.next === '' ? start : at.offset,
      );
  }
  at.offset++;
  const isFor = items.some((item) => item.kind === 'scalar' && /^for\s/.test(item.written));
  const place = placeOf(at.file, start, at.offset);
  return isFor ? undefined : new ListNode(items, { tag: undefined, place });
}

/** A map; undefined where a key is not a name, or it has a loop. */
function readObject(at: HclCursor): MapNode | undefined {
  const start = at.offset;
  const entries: MapEntry[] = [];
  at.offset++;
  for (;;) {
    at.skipAll();
    if (at.next === '}') break;
    if (at.next === ',') {
      at.offset++;
      continue;
    }
    const key = at.next === '"' ? readQuoted(at) : nameHere(at);
    at.skipInLine();
    if (!key || !/^(?:=(?![=>])|:)/.test(at.text.slice(at.offset, at.offset + 2)) || key.text === 'for') {
      at.offset = start;
      skipBrackets(at);
      return undefined;
    }
    at.offset++;
    const value = readValue(at, 'map');
    entries.push(at.entry(key, value));
    at.skipAll();
    if (at.next === '') at.fail({ code: 'unclosed-bracket', bracket: '{' }, start);
  }
  at.offset++;
  return at.map(entries, start);
}

/** Undefined where there is none. */
export function nameHere(at: HclCursor): ScalarNode | undefined {
  const start = at.offset;
  return at.skip(NAME) ? at.scalar(start, at.text.slice(start, at.offset), 'plain') : undefined;
}
