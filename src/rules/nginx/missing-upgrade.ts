import { type NginxConfiguration, textOf } from '../../model/nginx/configuration.js';
import { wholeNginx } from '../../model/nginx/nginx.js';
import { type WebSocketPass, webSocketPasses } from '../../model/routing/web-socket-passes.js';
import type { Related } from '../../source/index.js';
import { list } from '../../util/text.js';
import { directive } from '../on.js';
import type { EachRule, Finding } from '../rule.js';

export const missingUpgrade: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A location for WebSockets does not pass on the upgrade to them',
    why: 'nginx passes the handshake of a WebSocket on as an ordinary request unless the location says otherwise. Without the directives the handshake fails, and the browser reports "Unexpected response code: 404" or "400". nginx 1.30, which the platforms have since May 2026, speaks HTTP/1.1 by itself; nginx 1.28, which they had before, only with `proxy_http_version 1.1`. Elastic Beanstalk\'s own location has the directives, but a location does not inherit them from another one. A block with a `proxy_set_header` of its own inherits none from the blocks around it.',
    consequence: 'traffic-breaks',
    references: [
      'nginx:http/websocket',
      'nginx:http/ngx_http_proxy_module#proxy_set_header',
      'https://channels.readthedocs.io/en/stable/deploying.html',
      'guide:java-se-nginx',
    ],
    claimsAbsence: true,
  },
  needs: directive('proxy_pass'),
  each: wholeNginx,
  check: (configuration, project) => webSocketPasses(configuration, project).map(findingOf),
};

function findingOf({ pass, location, missing, proof, isCertain }: WebSocketPass): Finding {
  const code = [
    ...missing.directives.map((directive) => `\`${directive}\``),
    ...(missing.unlisted > 0 ? [`${missing.unlisted} more headers of the block around it`] : []),
  ];
  const lost: Related[] = missing.lost
    ? [{ at: missing.lost.name.place, note: 'not inherited by a block with proxy_set_header of its own' }]
    : [];
  return {
    at: pass.directive.name.place,
    message: `Location "${location}" passes WebSockets to ${proof.name} without their upgrade`,
    help: `Write ${list(code)} in this location${missing.replaced.length > 0 ? `, in place of ${list(missing.replaced.map((one) => `\`${textOf(one)}\``))}` : ''}.`,
    related: [{ at: proof.place, note: proof.note }, ...lost],
    ...(!isCertain && { warnsBecause: 'intent' }),
  };
}
