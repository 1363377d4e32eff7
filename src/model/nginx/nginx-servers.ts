import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Level, NginxConfiguration, PlacedDirective } from './configuration.js';

/** An address on which a server listens. */
export interface Listen {
  /** The same for all that share a socket: `*:80`, `[::]:80`, `unix:/run/x.sock`. */
  readonly socket: string;
  readonly port: number | undefined;
  readonly isDefault: boolean;
  readonly isTls: boolean;
  /** The argument of `listen`; undefined where the server has none and nginx takes port 80. */
  readonly word: NginxWord | undefined;
  /** Whether the project writes it. */
  readonly isOwn: boolean;
}

/** A `server` block of `http`. */
export interface NginxServer {
  readonly placed: PlacedDirective;
  readonly listens: readonly Listen[];
  /** What it is chosen by. */
  readonly names: readonly NginxWord[];
}

export const nginxServers = oncePer(({ all }: NginxConfiguration): readonly NginxServer[] =>
  all
    .filter(({ directive, level }) => directive.name.text === 'server' && level.context === 'http')
    .map((placed) => ({ placed, listens: listensOf(placed), names: namesOf(placed) })),
);

/** Whether a host may have one of its names: `_` is not one, and only is where one is required. */
export const isNamed = ({ names }: NginxServer): boolean =>
  names.some(({ text }) => text !== '' && text !== '_');

/** The directives of a name directly on a level. */
export const directivesNamed = (level: Level | undefined, name: string): readonly PlacedDirective[] =>
  (level && directivesByName(level).get(name)) ?? [];

/** Thousands of servers may be on one level, and each looks for what it inherits. */
const directivesByName = oncePer(({ directives }: Level) =>
  groupBy(directives, ({ directive }) => [directive.name.text]),
);

const namesOf = ({ block }: PlacedDirective): NginxWord[] =>
  directivesNamed(block, 'server_name').flatMap(({ directive }) => directive.args);

function listensOf(server: PlacedDirective): Listen[] {
  const listens = directivesNamed(server.block, 'listen').flatMap(({ directive: { args }, file }) => {
    const [word, ...parameters] = args;
    if (!word) return [];
    const isDefault = parameters.some(({ text }) => text === 'default_server' || text === 'default');
    const isQuic = parameters.some(({ text }) => text === 'quic');
    const isTls = isQuic || parameters.some(({ text }) => text === 'ssl');
    const { socket, port } = socketOf(word.text);
    const isOwn = file.source !== undefined;
    // HTTP/3 is spoken on a port of UDP, which has nothing to do with that of TCP.
    return [{ socket: isQuic ? `${socket}/udp` : socket, port, isDefault, isTls, word, isOwn }];
  });
  // https://nginx.org/en/docs/http/ngx_http_core_module.html#listen
  return listens.length > 0
    ? listens
    : [{ socket: '*:80', port: 80, isDefault: false, isTls: false, word: undefined, isOwn: false }];
}

const ADDRESS = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d{1,5}))?$/;

function socketOf(text: string): Pick<Listen, 'socket' | 'port'> {
  if (/^\d{1,5}$/.test(text)) return { socket: `*:${text}`, port: Number(text) };
  const [, host = '', port = '80'] = (text.startsWith('unix:') ? null : ADDRESS.exec(text)) ?? [];
  if (host === '') return { socket: text, port: undefined };
  return { socket: `${host === '0.0.0.0' ? '*' : host}:${port}`, port: Number(port) };
}

/** Which server nginx takes on each socket where no name matches: the one that says so, else the first. */
export function defaultServers(servers: readonly NginxServer[]): ReadonlyMap<string, NginxServer> {
  const chosen = new Map<string, { server: NginxServer; isDefault: boolean }>();
  for (const server of servers)
    for (const { socket, isDefault } of server.listens) {
      const before = chosen.get(socket);
      if (!before || (isDefault && !before.isDefault)) chosen.set(socket, { server, isDefault });
    }
  return new Map([...chosen].map(([socket, { server }]) => [socket, server]));
}
