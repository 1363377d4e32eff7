import { proxyLoops } from '../../model/nginx/proxy-loops.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';

export const proxyLoop: EachRule<NginxConfiguration> = {
  meta: {
    id: 'nginx/proxy-loop',
    summary: 'A server of nginx passes requests to its own port',
    why: 'Every request comes back to the server that passed it on, until all connections are in use: "worker_connections are not enough". The application does not get it, and cannot listen on that port either.',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
  },
  each: nginxConfigurations,
  *check(configuration) {
    for (const { pass, url, port, listen, server } of proxyLoops(configuration))
      if (isOwn(pass))
        yield {
          at: url.place,
          message: `nginx passes requests to port ${port}, where this server itself listens`,
          help: 'Use the port of the application.',
          ...(listen.word && isOwn(server.placed)
            ? { related: [{ at: listen.word.place, note: `listens on port ${port} here` }] }
            : {}),
        };
  },
};
