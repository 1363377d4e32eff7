import { configFiles } from '../../model/bundle/config-files.js';
import { fact } from '../../model/fact.js';
import type { NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { wholeNginx } from '../../model/nginx/nginx.js';
import { directivesNamed, nginxServers } from '../../model/nginx/nginx-servers.js';
import { writtenPaths } from '../../model/paths/written-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { addressOfApplication, isOwn } from '../support/in-nginx.js';

/** Where nginx of Amazon Linux looks without a `root`. */
const DEFAULT_ROOT = '/usr/share/nginx/html';

export const serverWithoutLocation: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A server of nginx does not say what it answers, and answers with the default page of nginx',
    why: 'A server does not inherit the locations of other servers. Without a location, a redirect or a root of its own, it looks for each request in the folder of the default page of nginx: the application gets none.',
    consequence: 'traffic-breaks',
    references: ['nginx:http/ngx_http_core_module#root', 'guide:platforms-linux-extend.proxy'],
    claimsAbsence: true,
    yieldsTo: [
      'nginx/duplicate-default-server',
      'nginx/missing-include',
      'nginx/unreachable-server',
      'nginx/wrong-context',
    ],
  },
  needs: directive('server'),
  each: wholeNginx,
  *check(configuration, project) {
    for (const { directive } of serversWithoutAnswer(configuration).filter(isOwn)) {
      if (hasDefaultPage(project)) return;
      yield {
        at: directive.name.place,
        message: 'This server has no location, and answers with the default page of nginx',
        help: `Add \`include conf.d/elasticbeanstalk/*.conf;\`, which has the location of the application, or \`location / { proxy_pass ${addressOfApplication(project)}; }\`.`,
      };
    }
  },
};

/** What the project writes to the folder of the default page is the answer. */
const hasDefaultPage = fact('hasDefaultPage', (project) =>
  writtenPaths(configFiles(project), scripts(project))(DEFAULT_ROOT),
);

/**
 * What says how a server speaks, and nothing about what it answers. A server of only these answers every request from
 * nginx's own folder, with its default page or 404. https://nginx.org/en/docs/http/ngx_http_core_module.html#root
 */
const NO_ANSWER =
  /^(?:listen|server_name|http[23]|add_header|expires|set|set_real_ip_from|real_ip_\w+|default_type|types|charset|etag|sendfile|send_timeout|server_tokens|resolver|types_hash_\w+|underscores_in_headers|large_client_header_buffers|(?:access|error)_log|(?:client|gzip|keepalive|limit|proxy|server_names|tcp)_(?!pass$)\w+|ssl_(?!reject_handshake$)\w+)$/;

/** The servers that say how they speak, but not what they answer. */
const serversWithoutAnswer = (configuration: NginxConfiguration): PlacedDirective[] =>
  nginxServers(configuration).flatMap(({ placed }) =>
    placed.block?.directives.every(({ directive }) => NO_ANSWER.test(directive.name.text)) &&
    directivesNamed(placed.level, 'root').length === 0
      ? [placed]
      : [],
  );
