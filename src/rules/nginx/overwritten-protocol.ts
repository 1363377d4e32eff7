import { servedSettings } from '../../model/applications/django-settings.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { environment } from '../../model/load-balancer/environment.js';
import { nginx } from '../../model/nginx/nginx.js';
import { nginxServers } from '../../model/nginx/nginx-servers.js';
import { proxy } from '../../model/nginx/proxy.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { encryption } from '../../model/routing/encryption.js';
import { type Place, placeOf, type Related } from '../../source/index.js';
import { directive } from '../on.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { isOwn } from '../support/in-nginx.js';

export const overwrittenProtocol: Rule = {
  meta: {
    summary: 'A header of nginx overwrites the protocol of the client, which the load balancer has sent',
    why: 'A load balancer with an HTTPS listener decrypts the requests of clients, passes them on over HTTP, and sends "https" in X-Forwarded-Proto. $scheme is the protocol between the load balancer and nginx, which is "http" for each of them. An application that trusts the header then redirects to HTTPS again and again (ERR_TOO_MANY_REDIRECTS), sends no secure cookies, and makes links with http://. The server of Elastic Beanstalk passes the header on as it is.',
    consequence: 'traffic-breaks',
    references: [
      'aws:elasticloadbalancing/latest/application/x-forwarded-headers',
      'nginx:http/ngx_http_core_module#var_scheme',
      'nginx:http/ngx_http_proxy_module#proxy_set_header',
    ],
  },
  needs: directive('proxy_set_header'),
  *check(project) {
    const { installed, isComplete } = nginx(project);
    if (proxyServer(project).program !== 'nginx' || !isComplete || proxy(project).mayEncrypt()) return;
    if (environment(project).loadBalancer === 'network') return;
    const listener = encryption(project).find(
      ({ protocol, certificate }) => protocol === 'HTTPS' && certificate,
    );
    const listens = nginxServers(installed).flatMap((server) => server.listens);
    if (!listener || listens.some(({ isTls }) => isTls)) return;
    const asked = protocolAsked(project);
    for (const { directive: one } of installed.all.filter(isOwn)) {
      const [header, value] = one.args;
      if (one.name.text !== 'proxy_set_header' || header?.text.toLowerCase() !== 'x-forwarded-proto')
        continue;
      if (!value || !/^(?:\$scheme|http)$/.test(value.text)) continue;
      yield {
        at: value.place,
        message: 'X-Forwarded-Proto is "http" here, also for clients that use HTTPS',
        help: 'Write `$http_x_forwarded_proto`, which is what the load balancer sends.',
        related: [{ at: listener.place, note: 'decrypts HTTPS' }, ...asked],
        ...fixOf('unsafe', 'Pass on what the load balancer sends', {
          ...value.place,
          text: '$http_x_forwarded_proto',
        }),
        ...(asked.length === 0 && { warnsBecause: 'milder' }),
      };
    }
  },
};

/** Where the application redirects by the protocol, as far as its settings or its first file tell. */
function protocolAsked(project: Project): Related[] {
  const note = 'redirects by the protocol';
  const django = servedSettings(project);
  const redirect = django?.assignment('SECURE_SSL_REDIRECT');
  if (redirect && /^True\b/.test(redirect.text) && django?.assignment('SECURE_PROXY_SSL_HEADER'))
    return [{ at: redirect.place, note }];
  const at = deployedFiles(project).files.flatMap((file): Place[] => {
    if (!('source' in file) || !/^(?:app|index|main|server)\.[cm]?js$/.test(file.name)) return [];
    const { text } = file.source;
    const found = text.includes('redirect(') ? PROTOCOL.exec(text) : null;
    return found ? [placeOf(file.source, found.index, found.index + found[0].length)] : [];
  });
  return at.slice(0, 1).map((place) => ({ at: place, note }));
}

/** `req.secure` and `req.protocol` of Express. */
const PROTOCOL = /\b(?:req|request)\.(?:secure\b|protocol\s*[!=]==?\s*["']https?["'])/;
