import { OF_PROXIES } from '../support/lost-words.js';
import type { EachRule } from '../rule.js';
import { trimmedText } from '../../source/index.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { serversByPort } from '../../model/servers/server-ports.js';
import { mayListen } from '../../model/presence/port.js';
import { PROCESS_NAMESPACE, type Process } from '../../model/routing/routing.js';
import { targets } from '../../model/routing/targets.js';
import { settings, type EffectiveSetting } from '../../model/settings/settings.js';
import { proxy } from '../../model/nginx/proxy.js';
import { routing } from '../../model/routing/read-routing.js';
import { servers } from '../../model/servers/servers.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { procfile } from '../../model/platform/procfile.js';
import { fact } from '../../model/fact.js';

/** A process to which the load balancer speaks HTTPS. */
interface ProcessWithoutTls {
  readonly process: Process;
  readonly protocol: EffectiveSetting;
}

/**
 * The processes that get requests over HTTPS although no server on the instances uses TLS: neither the proxy, which has
 * no certificate of its own, nor a server of the Procfile.
 */
const processesWithoutTls = fact('processesWithoutTls', (project): readonly ProcessWithoutTls[] => {
  if (
    !hasListeners(environment(project)) ||
    environment(project).loadBalancer === 'network' ||
    proxy(project).mayEncrypt()
  )
    return [];
  const reached = new Set(targets(project).map(({ process }) => process));
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

export const processWithoutTls: EachRule<ProcessWithoutTls> = {
  meta: {
    summary: 'A process uses HTTPS, but no server on the instances uses TLS',
    why: 'Protocol of a process is the protocol between the load balancer and the instances. The certificate of the listener stays on the load balancer: the proxy of an instance listens on port 80 without TLS, and on port 443 only where its configuration says so and has a certificate. Otherwise the health checks fail, and every request ends in 502.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    references: [
      'guide:configuring-https-endtoend',
      'guide:command-options-general#command-options-general-environmentprocess',
      'aws:elasticloadbalancing/latest/application/load-balancer-troubleshooting',
    ],
    claimsAbsence: OF_PROXIES,
    needsPlatform: true,
  },
  each: processesWithoutTls,
  *check({ process, protocol }) {
    const { name, portSetting, port } = process;
    yield {
      at: protocol.value.place,
      message: `Process "${name}" uses HTTPS, but no server on the instances uses TLS`,
      help: `Set \`Protocol\` to \`HTTP\`${port === 443 ? ' and `Port` to 80' : ''}: the load balancer decrypts the requests.`,
      related: portSetting ? [{ at: portSetting.value.place, note: `port of process "${name}"` }] : [],
    };
  },
};
