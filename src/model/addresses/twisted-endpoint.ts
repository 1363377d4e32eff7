import { firstIndexInWord, sliceWord, type Word } from '../../parse/shell/word.js';
import { lookUp } from '../../util/collections.js';
import type { Address } from './server-address.js';

/** The kinds of endpoints that listen on a port, and where their arguments without a name put the interface. */
const TCP: Readonly<Record<string, number>> = { tcp: 1, tcp6: 1, ssl: 3, tls: 3 };
const UNIX: ReadonlySet<string> = new Set(['unix', 'fd', 'systemd']);
/** Kinds that take another endpoint after their name. */
const AROUND: ReadonlySet<string> = new Set(['haproxy']);

/** What an endpoint description says, and whether it listens on every interface of IPv6 where it names none. */
export type TwistedEndpoint = Address & { readonly isIpv6?: boolean };

/**
 * Takes a Twisted endpoint description apart: `tcp:5000`, `tcp:port=5000:interface=0.0.0.0`, `unix:/run/app.sock`.
 * https://docs.twisted.org/en/stable/core/howto/endpoints.html#servers
 */
export function parseTwistedEndpoint(word: Word): TwistedEndpoint {
  const parts = splitAtColons(word);
  const first = parts.findIndex(({ kind, text }) => kind !== 'literal' || !AROUND.has(text));
  const [type, ...args] = parts.slice(first);
  if (first === -1) return { kind: 'refused' };
  if (!type || type.kind !== 'literal') return { kind: 'unreadable' };
  if (UNIX.has(type.text)) return { kind: 'unix' };
  const interfaceAt = lookUp(TCP, type.text);
  if (interfaceAt === undefined) return { kind: isKindOfNone(type) ? 'refused' : 'unreadable' };
  // A variable may hold further arguments, the interface among them.
  const lone = args.filter((arg) => firstIndexInWord(arg, '=') === -1);
  const port = argument(args, 'port') ?? lone[0];
  if (args.some((arg) => arg.expansions[0]?.start === 0 && arg !== port)) return { kind: 'unreadable' };
  const isMisread =
    lone.length > (type.text.startsWith('tcp') ? 3 : 6) || args.some(({ text }) => text === '');
  if (!port || isMisread) return { kind: isWhole(word, parts.slice(0, first)) ? 'refused' : 'unreadable' };
  const host = argument(args, 'interface') ?? lone[interfaceAt];
  return { kind: 'tcp', port, host, isIpv6: type.text === 'tcp6' };
}

/** Whether all of a word after some of its parts is written as it is. */
const isWhole = (word: Word, before: readonly Word[]): boolean =>
  sliceWord(
    word,
    before.reduce((length, { text }) => length + text.length + 1, 0),
  ).kind === 'literal';

/** Names with capitals, addresses: plugins are named otherwise. */
const isKindOfNone = ({ text }: Word): boolean => !/^[a-z][a-z0-9_]*$/.test(text);

function argument(args: readonly Word[], name: string): Word | undefined {
  const found = args.find((arg) => arg.text.startsWith(`${name}=`));
  return found && sliceWord(found, name.length + 1);
}

/** The parts between colons; one after a backslash belongs to its part. */
function splitAtColons(word: Word): Word[] {
  const parts: Word[] = [];
  let start = 0;
  for (const { index } of word.text.matchAll(/\\.|:/gs)) {
    if (word.text[index] !== ':' || word.expansions.some((span) => span.start <= index && index < span.end))
      continue;
    parts.push(sliceWord(word, start, index));
    start = index + 1;
  }
  return [...parts, sliceWord(word, start)];
}
