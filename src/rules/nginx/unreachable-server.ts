import { nginx } from '../../model/nginx/nginx.js';
import { defaultServers, isNamed, type NginxServer, nginxServers } from '../../model/nginx/nginx-servers.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { directive } from '../on.js';
import type { Rule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import { intoTheirServer } from '../support/migration/into-their-server.js';

export const unreachableServer: Rule = {
  meta: {
    summary: 'A server of nginx is never chosen: it has no name, and another one is the default of its port',
    why: "nginx chooses a server by the name of the host, and takes the default server of the port where no name matches. On port 80 that is Elastic Beanstalk's own server. A server of yours is not merged into it: its locations, headers and redirects are silently ignored.",
    consequence: 'silently-ignored',
    references: ['nginx:http/request_processing', 'guide:platforms-linux-extend.proxy'],
    yieldsTo: ['nginx/duplicate-default-server', 'nginx/proxy-loop'],
  },
  needs: directive('server'),
  *check(project) {
    const { program } = proxyServer(project);
    if (program !== 'nginx' || !nginx(project).isComplete) return;
    const servers = nginxServers(nginx(project).installed);
    const defaults = defaultServers(servers);
    for (const server of servers) {
      const { placed, listens } = server;
      const other = listens.map(({ socket }) => defaults.get(socket)).find((candidate) => candidate);
      const isChosen = listens.some(({ socket }) => defaults.get(socket) === server);
      if (!isOwn(placed) || !other || isChosen || isNamed(server)) continue;
      yield {
        at: placed.directive.name.place,
        message: `This server has no name, and port ${portOf(server)} has another default server`,
        help: isOwn(other.placed)
          ? 'Give it a `server_name`, or move what is in its braces to the default server and delete it.'
          : `${intoTheirServer(placed.directive, placed.file.path, project)}, or give the block a \`server_name\`.`,
        ...(isOwn(other.placed)
          ? { related: [{ at: other.placed.directive.name.place, note: 'default server' }] }
          : {}),
      };
    }
  },
};

const portOf = ({ listens }: NginxServer): string => String(listens[0]?.port ?? listens[0]?.socket ?? 80);
