import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { nginxServers } from '../../model/nginx/nginx-servers.js';
import { repeats } from '../../util/collections.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';

export const duplicateListen: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A server of nginx listens on the same address twice',
    why: 'nginx refuses a server that names an address twice, once by its port and once with 0.0.0.0 for example: "a duplicate listen 0.0.0.0:80". Elastic Beanstalk tests the configuration before it starts the proxy, and the deployment fails. A `listen` in conf.d/elasticbeanstalk belongs to Elastic Beanstalk\'s own server, which listens on port 80.',
    consequence: 'deploy-fails',
    references: ['nginx:http/ngx_http_core_module#listen', 'guide:platforms-linux-extend.proxy'],
  },
  needs: directive('listen'),
  each: nginxConfigurations,
  *check(configuration) {
    for (const { listens } of nginxServers(configuration)) {
      // Elastic Beanstalk's own comes first: it is not for the project to change.
      const ownLast = [...listens].sort((a, b) => Number(a.isOwn) - Number(b.isOwn));
      for (const { first, again } of repeats(ownLast, ({ socket }) => socket))
        if (again.word && again.isOwn)
          yield {
            at: again.word.place,
            message: first.isOwn
              ? `This server already listens on ${first.word?.text ?? again.socket}`
              : `Elastic Beanstalk's server already listens on ${again.socket}`,
            help: first.isOwn ? 'Delete one of the two.' : 'Delete this line.',
            ...(first.word && first.isOwn && { related: [{ at: first.word.place, note: 'listens here' }] }),
          };
    }
  },
};
