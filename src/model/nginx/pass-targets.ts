import { isLoopback } from '../../knowledge/servers/loopback.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { oncePer, oncePerName } from '../../util/memo.js';
import type { NginxConfiguration } from './configuration.js';

/** Where a `proxy_pass` or its like sends requests. */
export interface PassTarget {
  /** An address, or the name of an upstream. */
  readonly host: string;
  readonly port: number | undefined;
  readonly defaultPort: number;
  /** The URI, which takes the place of what the location matched; undefined where there is none. */
  readonly path: string | undefined;
}

const URL = /^(https?|grpcs?):\/\/(\[[^\]]*\]|[^/:]*)(?::(\d{1,5}))?(\/.*)?$/;

/** The path of the request after an address, which arrives as if there were no path: a name would need a resolver. */
const PATH_OF_REQUEST =
  /^(https?:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:]+\])(?::\d{1,5})?)\$request_uri$/;

/** Undefined for a Unix socket, and where the address has variables. */
export function readPassTarget(url: string): PassTarget | undefined {
  const known = url.replace(PATH_OF_REQUEST, '$1');
  const [, scheme, host, port, path] = (known.includes('$') ? null : URL.exec(known)) ?? [];
  if (!scheme || !host || host === 'unix') return undefined;
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: port === undefined ? undefined : Number(port),
    defaultPort: scheme.endsWith('s') ? 443 : 80,
    path,
  };
}

/** The names of the upstreams that some directives define, in lower case: nginx does not look at theirs. */
export const upstreamNames = oncePer(
  (directives: readonly NginxDirective[]): ReadonlySet<string> =>
    new Set(
      directives.flatMap(({ name, args, block }) =>
        name.text === 'upstream' && block && args[0] ? [args[0].text.toLowerCase()] : [],
      ),
    ),
);

/** Tells the ports of the machine itself to which a target leads, as one list for each; none where it leads elsewhere as well. */
export function upstreamsOf({ all }: NginxConfiguration): (target: PassTarget) => readonly number[] {
  const servers = new Map<string, readonly string[]>();
  for (const { directive, block } of all)
    if (directive.name.text === 'upstream' && block && directive.args[0])
      servers.set(
        directive.args[0].text.toLowerCase(),
        block.directives
          .filter(({ directive: { name } }) => name.text === 'server')
          .map(({ directive: { args } }) => args[0]?.text ?? ''),
      );
  const portsAt = oncePerName((address: string) => {
    const ports = (servers.get(address.replace(/:\d+$/, '').toLowerCase()) ?? [address]).map(localPort);
    return ports.every((known) => known !== undefined) ? ports : [];
  });
  return ({ host, port, defaultPort }) =>
    portsAt(`${host.includes(':') ? `[${host}]` : host}:${port ?? defaultPort}`);
}

const ADDRESS = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/;

function localPort(address: string): number | undefined {
  const [, host = '', port = '80'] = ADDRESS.exec(address) ?? [];
  return isLoopback(host.replace(/^\[(.*)\]$/, '$1')) || host === '0.0.0.0' ? Number(port) : undefined;
}
