import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import type { Project } from '../project.js';
import { proxyServer } from '../proxy/proxy-server.js';
import { nginx } from './nginx.js';
import { type Listen, nginxServers } from './nginx-servers.js';

/** Whether nginx uses TLS on a port, and the `listen` that says so. */
export interface TlsOnPort {
  readonly usesTls: boolean;
  readonly listen: Listen & { readonly word: NginxWord | undefined };
}

/**
 * Undefined where nginx does not listen on all addresses of that port, or not all of its configuration is known. `ssl` of one server
 * applies to all servers of the socket: https://nginx.org/en/docs/http/ngx_http_core_module.html#listen
 */
export function tlsOnPort(port: number, project: Project): TlsOnPort | undefined {
  const { installed, isComplete } = nginx(project);
  if (!isComplete || installed.hasUnknownIncludes || proxyServer(project).program !== 'nginx')
    return undefined;
  const listens = nginxServers(installed)
    .flatMap((server) => server.listens)
    .filter(({ socket }) => socket === `*:${port}`);
  const listen = listens.find(({ isTls }) => isTls) ?? listens[0];
  // 497 is what nginx answers to plain HTTP there, and `error_page` may make anything of it.
  const isHandled = installed.all.some(
    ({ directive: { name, args } }) =>
      name.text === 'error_page' && args.some(({ text }) => text === '497' || text === '400'),
  );
  return listen && !(listen.isTls && isHandled) ? { usesTls: listen.isTls, listen } : undefined;
}
