import { lookUp } from '../../util/look-up.js';
import type { Word } from '../../parse/shell/word.js';
import { firstIndexInWord, sliceWord } from '../../parse/shell/word.js';
import type { Address } from './server-address.js';

const KINDS: Readonly<Record<string, Address['kind']>> = {
  tcp: 'tcp',
  tcp6: 'tcp',
  ssl: 'tcp',
  tls: 'tcp',
  unix: 'unix',
  fd: 'unix',
  systemd: 'unix',
};

/**
 * Takes a Twisted endpoint description apart: `tcp:5000`, `tcp:port=5000:interface=0.0.0.0`, `unix:/run/app.sock`.
 * https://docs.twisted.org/en/stable/core/howto/endpoints.html#servers
 */
export function parseTwistedEndpoint(word: Word): Address {
  const [type, ...args] = splitAtColons(word);
  const kind = lookUp(KINDS, type?.text ?? '') ?? 'unreadable';
  if (kind !== 'tcp') return { kind };
  const first = args[0];
  const port = argument(args, 'port') ?? (first && firstIndexInWord(first, '=') === -1 ? first : undefined);
  // A variable may hold further arguments, the interface among them.
  if (!port || args.some((arg) => arg.expansions[0]?.start === 0 && arg !== port))
    return { kind: 'unreadable' };
  return { kind, port, host: argument(args, 'interface') };
}

function argument(args: readonly Word[], name: string): Word | undefined {
  const found = args.find((arg) => arg.text.startsWith(`${name}=`));
  return found && sliceWord(found, name.length + 1);
}

/** The parts between colons; one behind a backslash belongs to its part. */
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
