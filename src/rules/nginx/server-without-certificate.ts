import type { NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { textOf } from '../../model/nginx/configuration.js';
import { wholeNginx } from '../../model/nginx/nginx.js';
import {
  defaultServers,
  directivesNamed,
  type Listen,
  type NginxServer,
  nginxServers,
} from '../../model/nginx/nginx-servers.js';
import { firstOfEach } from '../../util/collections.js';
import { list } from '../../util/text.js';
import { shorten } from '../../util/text.js';
import { directive } from '../on.js';
import type { EachRule, Finding } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';

export const serverWithoutCertificate: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A server of nginx speaks TLS without a certificate or its key',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'no "ssl_certificate" is defined for the "listen ... ssl" directive\' or \'no "ssl_certificate_key" is defined for certificate "NAME"\'. Where several servers share a port, the default server needs a certificate.',
    consequence: 'deploy-fails',
    references: ['nginx:http/configuring_https_servers', 'guide:https-singleinstance'],
    claimsAbsence: true,
    yieldsTo: ['nginx/duplicate-default-server', 'nginx/wrong-context'],
  },
  needs: directive('server', 'listen', 'ssl_certificate', 'ssl_certificate_key'),
  each: wholeNginx,
  *check(configuration) {
    const own = missingCertificates(configuration).filter(isOfProject);
    for (const missing of firstOfEach(own, (one) => incomplete(one).directive.name))
      yield missing.kind === 'key' ? withoutKey(missing) : withoutCertificate(missing);
  },
};

/** The certificate or server that lacks something. */
const incomplete = (missing: MissingCertificate): PlacedDirective =>
  missing.kind === 'key' ? missing.certificate : missing.server.placed;

/** A `listen` of the project in Elastic Beanstalk's server is the project's own as well. */
const isOfProject = (missing: MissingCertificate): boolean =>
  isOwn(incomplete(missing)) || (missing.kind === 'certificate' && missing.listen.isOwn);

type Missing<Kind> = Extract<MissingCertificate, { readonly kind: Kind }>;

const withoutKey = ({ certificate }: Missing<'key'>): Finding => ({
  at: certificate.directive.name.place,
  message: `Certificate "${shorten(certificate.directive.args[0]?.text ?? '')}" has no private key`,
  help: 'Add a line `ssl_certificate_key` with the path of its key.',
});

function withoutCertificate(missing: Missing<'certificate'>): Finding {
  const { server, listen, tls } = missing;
  const address = listen.port === undefined ? listen.socket : `port ${listen.port}`;
  return {
    at: listen.word?.place ?? server.placed.directive.name.place,
    message: `The default server of ${address} speaks TLS without a certificate`,
    help: helpFor(missing),
    related: tls !== listen && tls.word ? [{ at: tls.word.place, note: '`ssl` is set here' }] : [],
  };
}

/** The certificate of the server that speaks TLS on the same address is there anyway. */
function helpFor({ listen, tls, other }: Missing<'certificate'>): string {
  const lines = ['ssl_certificate', 'ssl_certificate_key'].flatMap((name) =>
    inEffect(other, name).slice(0, 1),
  );
  if (tls !== listen && lines.length === 2)
    return `Add ${list(lines.map(({ directive }) => `\`${textOf(directive)}\``))}, as in the other server.`;
  const word = listen.socket.endsWith('/udp') ? 'quic' : 'ssl';
  return `Add lines \`ssl_certificate\` and \`ssl_certificate_key\` with the paths of a certificate and its key, which a hook in \`.platform/hooks/prebuild\` gets, or delete \`${word}\`.`;
}

/** What lacks a certificate, or the key of one. */
type MissingCertificate =
  | {
      readonly kind: 'certificate';
      readonly server: NginxServer;
      readonly listen: Listen;
      /** The one that says that its address speaks TLS. */
      readonly tls: Listen;
      /** The server of that one. */
      readonly other: NginxServer;
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
    servers.flatMap((server) =>
      server.listens.filter(({ isTls }) => isTls).map((listen) => [listen.socket, { listen, server }]),
    ),
  );
  const bare = [...defaultServers(servers)].flatMap(([socket, server]): MissingCertificate[] => {
    const listen = server.listens.find((one) => one.socket === socket);
    const tls = tlsOn.get(socket);
    const isMissing = inEffect(server, 'ssl_certificate').length === 0 && !rejectsAll(server);
    return isMissing && listen && tls
      ? [
          listen.isTls
            ? { kind: 'certificate', server, listen, tls: listen, other: server }
            : { kind: 'certificate', server, listen, tls: tls.listen, other: tls.server },
        ]
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
