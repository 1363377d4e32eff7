import type { NginxConfiguration, PlacedDirective } from './configuration.js';
import {
  defaultServers,
  directivesNamed,
  nginxServers,
  type Listen,
  type NginxServer,
} from './nginx-servers.js';

/** What lacks a certificate, or the key of one. */
export type MissingCertificate =
  | {
      readonly kind: 'certificate';
      readonly server: NginxServer;
      readonly listen: Listen;
      /** The one that says that its address speaks TLS. */
      readonly tls: Listen;
    }
  | { readonly kind: 'key'; readonly certificate: PlacedDirective };

/**
 * The servers that nginx refuses: where one of those that share an address speaks TLS, the default server of that address needs
 * a certificate, and each certificate a key.
 * https://nginx.org/en/docs/http/configuring_https_servers.html
 */
export function missingCertificates(configuration: NginxConfiguration): MissingCertificate[] {
  const servers = nginxServers(configuration);
  const tlsOn = new Map(
    servers.flatMap(({ listens }) =>
      listens.filter(({ isTls }) => isTls).map((listen) => [listen.socket, listen]),
    ),
  );
  const bare = [...defaultServers(servers)].flatMap(([socket, server]): MissingCertificate[] => {
    const listen = server.listens.find((one) => one.socket === socket);
    const tls = tlsOn.get(socket);
    const isMissing = inEffect(server, 'ssl_certificate').length === 0 && !rejectsAll(server);
    return isMissing && listen && tls
      ? [{ kind: 'certificate', server, listen, tls: listen.isTls ? listen : tls }]
      : [];
  });
  const keyless = servers.flatMap((server): MissingCertificate[] => {
    const certificates = inEffect(server, 'ssl_certificate');
    const keys = inEffect(server, 'ssl_certificate_key');
    return certificates
      .slice(keys.length, keys.length + 1)
      .map((certificate) => ({ kind: 'key', certificate }));
  });
  return [...bare, ...keyless];
}

/** The directives of a name in a server; those of the http block where it has none. */
function inEffect({ placed: { block, level } }: NginxServer, name: string): readonly PlacedDirective[] {
  const own = directivesNamed(block, name);
  return own.length > 0 ? own : directivesNamed(level, name);
}

const rejectsAll = (server: NginxServer): boolean =>
  inEffect(server, 'ssl_reject_handshake').some(({ directive: { args } }) => args[0]?.text === 'on');
