import { type Place, placeOf } from '../../source/index.js';
import { type MappedText, placeOfMapped, sliceMapped } from '../shell/word.js';

/** One word of a directive as nginx reads it: quotes and escapes are gone. */
export interface NginxWord {
  readonly text: string;
  readonly place: Place;
  readonly isQuoted: boolean;
}

export type NginxToken =
  | { readonly kind: 'word'; readonly word: NginxWord }
  | { readonly kind: ';' | '{' | '}'; readonly place: Place }
  /** A quote that nothing closes, to the end of the text. */
  | { readonly kind: 'unclosed'; readonly place: Place }
  /** What is right after a closing quote. */
  | { readonly kind: 'glued'; readonly place: Place };

const SPACE = /[ \t\r\n]/;

/** What ends a word without quotes. A brace after `$` is part of a variable. */
const WORD_END = /[ \t\r\n;{]/;

/** What may follow a closing quote. */
const AFTER_QUOTE = /[ \t\r\n;{)]/;

/** The characters that a backslash escapes; before any other one it stays. */
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  t: '\t',
  r: '\r',
  n: '\n',
};

/**
 * The tokens of a configuration of nginx, as its `ngx_conf_read_token` reads them. Linear, and it never throws: it ends at the
 * first quote that is not closed or that something follows.
 */
export function* nginxTokens(source: MappedText): Generator<NginxToken> {
  const { text } = source;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (SPACE.test(character)) at++;
    else if (character === '#') at = endOfLine(text, at);
    else if (character === ';' || character === '{' || character === '}') {
      yield { kind: character, place: placeAt(source, at, at + 1) };
      at++;
    } else if (character === '"' || character === "'") {
      const end = closingQuote(text, at);
      if (end === -1) return yield { kind: 'unclosed', place: placeAt(source, at, at + 1) };
      yield { kind: 'word', word: wordAt(source, at + 1, end) };
      at = end + 1;
      if (at < text.length && !AFTER_QUOTE.test(text.charAt(at)))
        return yield { kind: 'glued', place: placeAt(source, at, at + 1) };
    } else {
      const end = endOfWord(text, at);
      yield { kind: 'word', word: wordAt(source, at, end) };
      at = end;
    }
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function closingQuote(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\\') at += 2;
    else if (character === '$' && text[at + 1] === '{') at += 2;
    else if (WORD_END.test(character)) break;
    else at++;
  }
  return Math.min(at, text.length);
}

function wordAt(source: MappedText, start: number, end: number): NginxWord {
  const written = source.text.slice(start, end);
  const quote = source.text.charAt(start - 1);
  return {
    text: written.includes('\\') ? unescaped(written) : written,
    place: placeAt(source, start, end),
    isQuoted: (quote === '"' || quote === "'") && source.text[end] === quote,
  };
}

const unescaped = (written: string): string =>
  written.replace(/\\(.)/gs, (whole, character: string) => ESCAPES[character] ?? whole);

const placeAt = (source: MappedText, start: number, end: number): Place =>
  start < end
    ? placeOfMapped(sliceMapped(source, start, end))
    : placeOf(source.file, source.offsets[start] ?? 0, source.offsets[start] ?? 0);
