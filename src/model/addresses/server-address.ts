import type { AddressSyntax } from '../../knowledge/servers/servers.js';
import { firstIndexInWord, lastIndexInWord, sliceWord, type Word } from '../../parse/shell/word.js';
import { canonicalHost } from './canonical-host.js';

/**
 * An address on a command line, in its parts; a missing part is not said.
 * - `reference`: only names another address
 * - `refused`: the program does not start with it
 * - `unreadable`: no text tells
 */
export type Address =
  | { readonly kind: 'tcp'; readonly host: Word | undefined; readonly port: Word | undefined }
  | { readonly kind: 'unix' | 'reference' | 'refused' | 'unreadable' };

const DIGITS = /^\d+$/;
const HOST = /^[A-Za-z0-9*][\w.*-]*$/;
const unreadable: Address = { kind: 'unreadable' };

/** What no program reads: refused for certain where all of it is known. */
const refused = ({ kind }: Word): Address => ({ kind: kind === 'literal' ? 'refused' : 'unreadable' });

/** The addresses in a word: one, or several where the program takes a list. */
export function addressesIn(word: Word, { separator }: AddressSyntax): readonly Word[] {
  if (separator === undefined) return [trimmed(word)];
  const parts: Word[] = [];
  let start = 0;
  for (let end; start <= word.text.length; start = end + 1) {
    end = word.text.indexOf(separator, start);
    if (end === -1) end = word.text.length;
    if (end > start) parts.push(sliceWord(word, start, end));
  }
  return parts.length > 0 ? parts : [word];
}

function trimmed(word: Word): Word {
  const start = word.text.length - word.text.trimStart().length;
  const end = word.text.trimEnd().length;
  return start === 0 && end === word.text.length ? word : sliceWord(word, Math.min(start, end), end);
}

/** Takes an address apart: `HOST:PORT`, `HOST`, `:PORT`, `[IPV6]:PORT`, with what the program's own syntax adds. */
export function parseAddress(given: Word, syntax: AddressSyntax): Address {
  const comma = syntax.endsAtComma ? firstIndexInWord(given, ',') : -1;
  const word = comma === -1 ? given : sliceWord(given, 0, comma);
  const isSure = word.expansions[0]?.start !== 0;
  if (isSure && syntax.reference?.test(word.text)) return { kind: 'reference' };
  if (isSure && syntax.unix?.test(word.text)) return { kind: 'unix' };
  if (syntax.endsAtComma && comma !== -1 && /^[^/]*:\d/.test(given.text.slice(comma + 1))) return unreadable;
  if (syntax.needsColon && word.kind === 'literal' && !word.text.includes(':')) return { kind: 'unix' };
  const prefix = syntax.prefix?.exec(word.text)?.[0].length ?? 0;
  if (prefix === 0 && syntax.needsPrefix) return refused(word);
  const query = syntax.needsPrefix ? firstIndexInWord(word, '?') : -1;
  const end = query === -1 ? word.text.length : query;
  const slash = syntax.needsPrefix && word.text[end - 1] === '/' ? 1 : 0;
  return parseHostPort(sliceWord(word, prefix, end - slash), syntax);
}

function parseHostPort(word: Word, syntax: AddressSyntax): Address {
  if (word.text.includes('/') || word.text.includes(',')) return refused(word);
  if (word.text.startsWith('[')) return parseBracketed(word, syntax);
  const colon = lastIndexInWord(word, ':');
  if (colon === -1) return parseSingle(word, syntax);
  const host = sliceWord(word, 0, colon);
  const port = sliceWord(word, colon + 1);
  if (firstIndexInWord(host, ':') === -1) return { kind: 'tcp', host, port };
  // An IPv6 address without brackets: programs disagree on where its port begins.
  if (syntax.bareIpv6 === 'refused') return refused(word);
  return syntax.bareIpv6 && canonicalHost(host.text) !== undefined ? { kind: 'tcp', host, port } : unreadable;
}

function parseBracketed(word: Word, { needsBoth }: AddressSyntax): Address {
  const end = firstIndexInWord(word, ']');
  if (end === -1) return refused(word);
  const host = sliceWord(word, 1, end);
  if (end === word.text.length - 1) return needsBoth ? refused(word) : { kind: 'tcp', host, port: undefined };
  return word.text[end + 1] === ':' ? { kind: 'tcp', host, port: sliceWord(word, end + 2) } : refused(word);
}

/** Without a colon: a host, but a variable may hold the port too, and a word of digits is a port given as a host. */
function parseSingle(word: Word, { takesPortOnly, needsBoth, needsPrefix }: AddressSyntax): Address {
  if (word.text === '' && !needsPrefix) return { kind: 'tcp', host: word, port: undefined };
  if (word.kind !== 'literal') return unreadable;
  if (DIGITS.test(word.text) && !/^0+$/.test(word.text))
    return takesPortOnly ? { kind: 'tcp', host: undefined, port: word } : refused(word);
  if (takesPortOnly && DIGITS.test(word.text)) return { kind: 'tcp', host: undefined, port: word };
  return HOST.test(word.text) && !needsBoth ? { kind: 'tcp', host: word, port: undefined } : refused(word);
}
