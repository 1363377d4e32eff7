import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { isNamed, type NginxServer, nginxServers } from '../../model/nginx/nginx-servers.js';
import type { Project } from '../../model/project.js';
import { isEarlyWrite } from '../../model/proxy/early-writes.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import type { Related } from '../../source/index.js';
import { repeats } from '../../util/collections.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import { intoTheirServer } from '../support/migration/into-their-server.js';
import { ownServerAnswer } from '../support/migration/own-server-answer.js';

export const duplicateDefaultServer: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'Two servers of nginx are the default server of one port',
    why: 'Elastic Beanstalk\'s own server has "listen 80 default_server". nginx refuses a second one, and the deployment fails: "validate nginx configuration failed", "a duplicate default server for 0.0.0.0:80".',
    consequence: 'deploy-fails',
    references: ['nginx:http/request_processing', 'guide:platforms-linux-extend.proxy'],
  },
  needs: directive('listen'),
  each: nginxConfigurations,
  *check(configuration, project) {
    const listens = nginxServers(configuration)
      .flatMap((server) => server.listens.map((listen) => ({ ...listen, server, placed: server.placed })))
      .filter(({ isDefault }) => isDefault);
    // Elastic Beanstalk's own comes first: it is not for the project to change.
    const ownLast = listens.sort((a, b) => Number(isOwn(a.placed)) - Number(isOwn(b.placed)));
    for (const { first, again } of repeats(ownLast, ({ socket }) => socket))
      if (again.word && isOwn(again.placed) && !isMovedAnyway(again.placed.file.source, project))
        yield {
          at: again.word.place,
          message: `${isOwn(first.placed) ? 'Another server' : "Elastic Beanstalk's server"} is already the default of port ${again.port ?? again.socket}`,
          help: helpFor(again.server, isOwn(first.placed), project),
          ...(first.word && isOwn(first.placed)
            ? { related: [{ at: first.word.place, note: 'first default server' }] satisfies Related[] }
            : {}),
        };
  },
};

/** A server that is neither named nor the default gets no requests. */
function helpFor(server: NginxServer, isBesideOwn: boolean, project: Project): string {
  if (isNamed(server)) return 'Delete `default_server`.';
  const { directive, file } = server.placed;
  return isBesideOwn
    ? 'Delete the server, or write a `server_name` in it in place of `default_server`.'
    : `${intoTheirServer(directive, file.path, project)}.`;
}

/** Another finding says where all that the server says belongs, so that it is the default no longer. */
const isMovedAnyway = (file: ProxyFile, project: Project): boolean =>
  (file.origin === 'ebextensions' || isEarlyWrite(file)) && ownServerAnswer(file, project) !== undefined;
