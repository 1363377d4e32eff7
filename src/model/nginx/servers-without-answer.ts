import type { NginxConfiguration, PlacedDirective } from './configuration.js';
import { directivesNamed, nginxServers } from './nginx-servers.js';

/**
 * What says how a server speaks, and nothing about what it answers. A server of these alone answers every request from nginx's
 * own folder, with its default page or 404. https://nginx.org/en/docs/http/ngx_http_core_module.html#root
 */
const NO_ANSWER =
  /^(?:listen|server_name|http[23]|add_header|expires|set|set_real_ip_from|real_ip_\w+|default_type|types|charset|etag|sendfile|send_timeout|server_tokens|resolver|types_hash_\w+|underscores_in_headers|large_client_header_buffers|(?:access|error)_log|(?:client|gzip|keepalive|limit|proxy|server_names|tcp)_(?!pass$)\w+|ssl_(?!reject_handshake$)\w+)$/;

/** The servers that say how they speak, but not what they answer. */
export const serversWithoutAnswer = (configuration: NginxConfiguration): PlacedDirective[] =>
  nginxServers(configuration).flatMap(({ placed }) =>
    placed.block?.directives.every(({ directive }) => NO_ANSWER.test(directive.name.text)) &&
    directivesNamed(placed.level, 'root').length === 0
      ? [placed]
      : [],
  );
