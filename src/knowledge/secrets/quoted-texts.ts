import type { Span } from '../../source/index.js';

/** A text in quotes of JSON or YAML with something escaped, as its reader sees it. */
export interface QuotedText extends Span {
  readonly text: string;
  /** Where each of its characters is written, and where it ends. */
  readonly offsets: readonly number[];
}

const MAY_HAVE_ESCAPES = /\\["\\/bfnrtux]|''/;
const IN_QUOTES = /(?<![\w\\])"(?:[^"\\\r\n]|\\[^\r\n])*"|(?<=^|[\s:,[{(=-])'(?:[^'\r\n]|'')*'/gm;
const ESCAPE = /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|[^])|''/g;
const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The texts in quotes in which one level of quoting can be undone. */
export function* quotedTexts(text: string): Generator<QuotedText> {
  if (!MAY_HAVE_ESCAPES.test(text)) return;
  for (const { 0: quoted, index } of text.matchAll(IN_QUOTES)) {
    const inner = quoted.slice(1, -1);
    const isDouble = quoted.startsWith('"');
    if (inner.includes(isDouble ? '\\' : "''")) yield undone(inner, index + 1, isDouble);
  }
}

function undone(inner: string, start: number, isDouble: boolean): QuotedText {
  const offsets: number[] = [];
  const parts: string[] = [];
  let at = 0;
  const keep = (end: number): void => {
    parts.push(inner.slice(at, end));
    for (; at < end; at++) offsets.push(start + at);
  };
  for (const { 0: escape, index } of inner.matchAll(ESCAPE)) {
    if (escape.startsWith('\\') !== isDouble) continue;
    keep(index);
    const sign = isDouble ? signOf(escape) : "'";
    parts.push(sign);
    offsets.push(start + at);
    at = index + escape.length;
  }
  keep(inner.length);
  offsets.push(start + inner.length);
  return { text: parts.join(''), offsets, start, end: start + inner.length };
}

const signOf = (escape: string): string => {
  const code = /^\\[ux]/.test(escape) && escape.length > 2 ? parseInt(escape.slice(2), 16) : undefined;
  const sign = escape.charAt(1);
  return code === undefined ? (CONTROLS[sign] ?? sign) : String.fromCharCode(code);
};
