import { trimmedText } from '../../source/index.js';
import { environment, hasListeners } from '../load-balancer/environment.js';
import type { Project } from '../project.js';
import { serversByPort } from '../servers/listens-on.js';
import { mayListen } from '../servers/may-listen.js';
import { PROCESS_NAMESPACE, type Process } from './routing.js';
import { targetsOf } from './targets.js';
import { settings, type EffectiveSetting } from '../settings/settings.js';
import { proxy } from '../nginx/proxy.js';
import { routing } from './read-routing.js';
import { servers } from '../servers/servers.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { procfile } from '../platform/procfile.js';
import { fact } from '../fact.js';

/** A process to which the load balancer speaks HTTPS. */
export interface ProcessWithoutTls {
  readonly process: Process;
  readonly protocol: EffectiveSetting;
}

/**
 * The processes that get requests over HTTPS although no server on the instances uses TLS: neither the proxy, which has
 * no certificate of its own, nor a server of the Procfile.
 */
export const processesWithoutTls = fact('processesWithoutTls', (project): readonly ProcessWithoutTls[] => {
  if (
    !hasListeners(environment(project)) ||
    environment(project).loadBalancer === 'network' ||
    proxy(project).mayEncrypt()
  )
    return [];
  const reached = new Set(targetsOf(project).map(({ process }) => process));
  return routing(project).processes.flatMap((process) => {
    const protocol = settings(project).effective(`${PROCESS_NAMESPACE}${process.name}`, 'Protocol');
    const isHttps = trimmedText(protocol?.value)?.toUpperCase() === 'HTTPS';
    return protocol && isHttps && reached.has(process) && !mayServeTls(process, project)
      ? [{ process, protocol }]
      : [];
  });
});

/** What a command or a configuration of a server says where it uses TLS, or may do so. */
const MAY_SPEAK_TLS = /ssl|tls|cert|https|\$|\s-(?:c|C|-config)\b/i;

/** Configurations that servers find by themselves. */
const SERVER_CONFIGURATION = /(?:^|\/)(?:gunicorn\.conf\.py|puma(?:\/production)?\.rb)$/;

function mayServeTls({ port }: Process, project: Project): boolean {
  if (port === undefined) return true;
  const names = new Set((serversByPort(servers(project)).get(port) ?? []).map(({ name }) => name.value));
  if (names.size === 0) return mayListen(port, project);
  return (
    deployedFiles(project).files.some(({ name }) => SERVER_CONFIGURATION.test(name)) ||
    (procfile(project)?.entries ?? []).some(
      ({ name, command }) => names.has(name.value) && MAY_SPEAK_TLS.test(command.text),
    )
  );
}
