import { placeOf } from '../../source/index.js';
import { ScalarNode } from '../yaml/node.js';
import type { HclCursor } from './hcl-cursor.js';

/** What ends a value: the end of a line does not inside of a list or call. */
export type Inside = 'body' | 'list' | 'map';

/** What is between the quotes, braces and comments of an expression. */
const PLAIN = /[^"#/<(){}[\],\n]+/y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;
const STRETCH = /(?:[^"\\$%\r\n]|[$%](?!\{))+/y;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Moves to the end of an expression, which is not evaluated. */
export function skipExpression(at: HclCursor, inside: Inside): void {
  for (;;) {
    at.skip(PLAIN);
    switch (at.next) {
      case '':
        return;
      case '"':
        readQuoted(at);
        continue;
      case '(':
      case '[':
      case '{':
        skipBrackets(at);
        continue;
      case ')':
      case ']':
      case '}':
        return;
      case ',':
        if (inside !== 'body') return;
        at.fail({ code: 'not-hcl', expected: 'the end of the line' });
        break;
      case '\n':
        if (inside !== 'list') return;
        at.offset++;
        continue;
      case '<':
        if (!readHeredoc(at)) at.offset++;
        continue;
      default:
        // `#`, or `/`, which may begin a comment.
        if (inside !== 'list' && at.begins(/^(?:#|\/\/)/)) return;
        if (at.skipAll()) continue;
        at.offset++;
    }
  }
}

/** A bracket with all that is in it. */
export function skipBrackets(at: HclCursor): void {
  const opened = at.offset;
  const open = at.next;
  const close = CLOSING[open] ?? '';
  at.offset++;
  at.deeper(() => {
    for (;;) {
      skipExpression(at, 'list');
      if (at.next === ',') at.offset++;
      else if (at.next === close) break;
      else if (at.next === '') at.fail({ code: 'unclosed-bracket', bracket: open }, opened);
      else at.fail({ code: 'not-hcl', expected: `"${close}"` });
    }
  });
  at.offset++;
}

/** A text in double quotes; dynamic where anything is filled in. */
export function readQuoted(at: HclCursor): ScalarNode {
  const start = at.offset++;
  let isLiteral = true;
  for (;;) {
    at.skip(STRETCH);
    const next = at.next;
    if (next === '"') break;
    if (next === '\\') at.offset += 2;
    else if (next === '$' || next === '%') {
      isLiteral = false;
      const isEscaped = at.text.charAt(at.offset - 1) === next;
      at.offset++;
      if (isEscaped) at.offset++;
      else skipBrackets(at);
    } else at.fail({ code: 'unclosed-quote' }, start);
  }
  at.offset++;
  const written = at.text.slice(start + 1, at.offset - 1);
  return isLiteral ? at.scalar(start, unescaped(written), 'double') : at.unknown(start);
}

export function readHeredoc(at: HclCursor): ScalarNode | undefined {
  const start = at.offset;
  if (!at.skip(HEREDOC)) return undefined;
  const [, word = ''] = /^<<-?([^\s]+)/.exec(at.text.slice(start, at.offset)) ?? [];
  const end = new RegExp(String.raw`^[ \t]*${word}[ \t]*(?=\r?$)`, 'gmu');
  end.lastIndex = at.offset;
  const found = end.exec(at.text);
  if (!found) at.fail({ code: 'not-hcl', expected: `a line with ${word} at the end` }, start, at.offset);
  const content = at.text.slice(at.offset, found.index);
  const from = at.offset;
  at.offset = end.lastIndex;
  if (at.text.startsWith('<<-', start) || /[$%]\{|\\/.test(content)) return at.unknown(start);
  const place = placeOf(at.file, from, found.index);
  return new ScalarNode(
    { text: content, written: content, type: 'string', style: 'plain' },
    { tag: undefined, place },
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(
        /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
        (_, short?: string, long?: string, sign = '') => {
          const code = short ?? long;
          if (code === undefined) return ESCAPES[sign] ?? sign;
          const point = Number.parseInt(code, 16);
          return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
        },
      )
    : text;
