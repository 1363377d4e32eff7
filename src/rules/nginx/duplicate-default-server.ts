import { nginxServers } from '../../model/instance/nginx/servers/nginx-servers.js';
import type { Related } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { inNginx, isOwn } from '../support/in-nginx.js';

export const duplicateDefaultServer: Rule = {
  meta: {
    id: 'nginx/duplicate-default-server',
    summary: 'Two servers of nginx are the default server of one port',
    why: 'Elastic Beanstalk\'s own server has "listen 80 default_server". nginx refuses a second one, and the deployment fails: "validate nginx configuration failed", "a duplicate default server for 0.0.0.0:80".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://nginx.org/en/docs/http/request_processing.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    yield* inNginx(project, function* (configuration) {
      const listens = nginxServers(configuration)
        .flatMap(({ placed, listens }) => listens.map((listen) => ({ ...listen, placed })))
        .filter(({ isDefault }) => isDefault);
      const first = new Map<string, (typeof listens)[number]>();
      // Elastic Beanstalk's own comes first: it is not for the project to change.
      for (const listen of [...listens].sort((a, b) => Number(isOwn(a.placed)) - Number(isOwn(b.placed)))) {
        const before = first.get(listen.socket);
        if (!before) first.set(listen.socket, listen);
        else if (listen.word && isOwn(listen.placed))
          yield {
            at: listen.word.place,
            message: `${isOwn(before.placed) ? 'Another server' : "Elastic Beanstalk's server"} is already the default of port ${listen.port ?? listen.socket}`,
            help: 'Delete `default_server`.',
            ...(before.word && isOwn(before.placed)
              ? { related: [{ at: before.word.place, note: 'first default server' }] satisfies Related[] }
              : {}),
          };
      }
    });
  },
};
