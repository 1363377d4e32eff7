import type { AddressSyntax } from '../../knowledge/servers.js';
import type { Word } from '../../parse/shell/word.js';
import { firstIndexInWord, lastIndexInWord, sliceWord } from '../../parse/shell/word.js';

/** An address on a command line, in its parts; a missing part is not said, `unreadable` is one that no text tells. */
export type Address =
  | { readonly kind: 'tcp'; readonly host: Word | undefined; readonly port: Word | undefined }
  | { readonly kind: 'unix' }
  | { readonly kind: 'unreadable' };

const DIGITS = /^\d+$/;
const HOST = /^[A-Za-z0-9*][\w.*-]*$/;
const unreadable: Address = { kind: 'unreadable' };

/** Takes an address apart: `HOST:PORT`, `HOST`, `:PORT`, `[IPV6]:PORT`, with what the program's own syntax adds. */
export function parseAddress(word: Word, syntax: AddressSyntax): Address {
  if (syntax.unix?.test(word.text) && word.expansions[0]?.start !== 0) return { kind: 'unix' };
  const prefix = syntax.prefix?.exec(word.text)?.[0].length ?? 0;
  if (prefix === 0 && syntax.needsPrefix) return unreadable;
  const query = syntax.needsPrefix ? firstIndexInWord(word, '?') : -1;
  return parseHostPort(sliceWord(word, prefix, query === -1 ? word.text.length : query), syntax);
}

function parseHostPort(word: Word, { portAlone }: AddressSyntax): Address {
  if (word.text.includes('/') || word.text.includes(',')) return unreadable;
  if (word.text.startsWith('[')) return parseBracketed(word);
  const colon = lastIndexInWord(word, ':');
  if (colon === -1) return parseSingle(word, portAlone === true);
  const host = sliceWord(word, 0, colon);
  // An IPv6 address without brackets: programs disagree on where its port begins.
  if (firstIndexInWord(host, ':') !== -1) return unreadable;
  return { kind: 'tcp', host, port: sliceWord(word, colon + 1) };
}

function parseBracketed(word: Word): Address {
  const end = firstIndexInWord(word, ']');
  if (end === -1) return unreadable;
  const host = sliceWord(word, 1, end);
  if (end === word.text.length - 1) return { kind: 'tcp', host, port: undefined };
  return word.text[end + 1] === ':' ? { kind: 'tcp', host, port: sliceWord(word, end + 2) } : unreadable;
}

/** Without a colon: a host, but a variable may hold the port too, and lone digits are a port meant for a host. */
function parseSingle(word: Word, portAlone: boolean): Address {
  if (word.kind !== 'literal') return unreadable;
  if (DIGITS.test(word.text)) return portAlone ? { kind: 'tcp', host: undefined, port: word } : unreadable;
  return HOST.test(word.text) ? { kind: 'tcp', host: word, port: undefined } : unreadable;
}
