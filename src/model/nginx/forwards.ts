import type { Place } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Nginx } from './nginx.js';
import { readPassTarget, upstreamsOf } from './pass-targets.js';

/** A port of the machine itself to which a `proxy_pass` of the project leads. */
export interface Forward {
  readonly port: number;
  /** The address that the directive names. */
  readonly place: Place;
}

export const forwardsOf = oncePer(readForwards);

/** By port. */
export const forwardsByPort = oncePer((nginx: Nginx) => groupBy(forwardsOf(nginx), ({ port }) => [port]));

function readForwards({ installed }: Nginx): readonly Forward[] {
  const portsOf = upstreamsOf(installed);
  return installed.all.flatMap(({ directive: { name, args }, file }) => {
    const [url] = args;
    if (name.text !== 'proxy_pass' || !file.source || !url) return [];
    const target = readPassTarget(url.text);
    return target ? portsOf(target).map((port) => ({ port, place: url.place })) : [];
  });
}

/** A Unix socket to which a `proxy_pass` of the project leads. */
export interface SocketForward {
  readonly path: string;
  /** The address that names the socket, in the directive or in its upstream. */
  readonly place: Place;
}

/** `http://unix:/path`, with the URI after another colon, or what a server of an upstream has. */
const SOCKET = /^(?:https?:\/\/)?unix:(\/[^:$]+)(?::|$)/;

export const socketForwardsOf = oncePer(({ installed }: Nginx): readonly SocketForward[] => {
  const passed = installed.all.filter(({ directive: { name } }) => name.text === 'proxy_pass');
  const hosts = new Set(
    passed.map(({ directive: { args } }) => readPassTarget(args[0]?.text ?? '')?.host.toLowerCase()),
  );
  const upstreams = installed.all.filter(
    ({ directive: { name, args } }) => name.text === 'upstream' && hosts.has(args[0]?.text.toLowerCase()),
  );
  const servers = upstreams.flatMap(({ block }) => block?.directives ?? []);
  return [...passed, ...servers.filter(({ directive: { name } }) => name.text === 'server')].flatMap(
    ({ directive: { args }, file }) => {
      const [, path] = SOCKET.exec(args[0]?.text ?? '') ?? [];
      return path !== undefined && args[0] && file.source ? [{ path, place: args[0].place }] : [];
    },
  );
});
