import { searchPattern, type StepBudget } from '../../util/linear-pattern.js';
import type { NginxConfiguration } from '../nginx/configuration.js';
import { defaultServers, type NginxServer, nginxServers } from '../nginx/nginx-servers.js';
import type { NginxRequest } from './nginx-request.js';
import { hostName } from './uris.js';

/**
 * The server of a host: an exact name, then the longest name with a star in front, the longest with one at its end, the first regular
 * expression, and the default one.
 * https://nginx.org/en/docs/http/server_names.html
 */
export function serverFor(
  configuration: NginxConfiguration,
  { host, port, isLocal }: NginxRequest,
  budget: StepBudget,
): NginxServer | undefined | 'unknown' {
  const all = nginxServers(configuration);
  const socket = [...(isLocal ? LOCAL_ADDRESSES : []), '*']
    .map((address) => `${address}:${port}`)
    .find((one) => all.some(({ listens }) => listens.some((listen) => listen.socket === one)));
  if (socket === undefined) return undefined;
  const servers = all.filter(({ listens }) => listens.some((listen) => listen.socket === socket));
  const name = hostName(host);
  const named = servers.flatMap((server) =>
    server.names.map(({ text }) => ({ server, text: text.toLowerCase(), written: text })),
  );
  const exact = named.find(({ text }) => text === name || (text.startsWith('.') && text.slice(1) === name));
  if (exact) return exact.server;
  const longest = (candidates: typeof named) =>
    candidates.reduce<(typeof named)[number] | undefined>(
      (best, one) => (best && best.text.length >= one.text.length ? best : one),
      undefined,
    );
  const wildcard =
    longest(
      named.filter(
        ({ text }) =>
          /^\*?\./.test(text) &&
          name.length > text.replace('*', '').length &&
          name.endsWith(text.replace('*', '')),
      ),
    ) ??
    longest(
      named.filter(
        ({ text }) =>
          text.endsWith('.*') &&
          !text.startsWith('~') &&
          name.startsWith(text.slice(0, -1)) &&
          name.length >= text.length,
      ),
    );
  if (wildcard) return wildcard.server;
  for (const { server, written } of named) {
    if (!written.startsWith('~')) continue;
    const found = searchPattern(written.slice(1), true, name, budget);
    if (found === 'unknown') return 'unknown';
    if (found) return server;
  }
  return defaultServers(servers).get(socket);
}

const LOCAL_ADDRESSES = ['127.0.0.1', 'localhost'];
