import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Doubt } from '../../model/doubt.js';
import { fact } from '../../model/fact.js';
import { type ClassicListener, classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import { nginx } from '../../model/nginx/nginx.js';
import { proxy } from '../../model/nginx/proxy.js';
import { tlsOnPort } from '../../model/nginx/tls-on-port.js';
import { procfile } from '../../model/platform/procfile.js';
import { saidByFile } from '../../model/presence/mentions.js';
import { listenerOn } from '../../model/presence/port.js';
import { doubtOf } from '../../model/presence/presence.js';
import type { Project, ProjectFile } from '../../model/project.js';
import { routing } from '../../model/routing/read-routing.js';
import { type Process, PROCESS_NAMESPACE } from '../../model/routing/routing.js';
import { targets } from '../../model/routing/targets.js';
import { serversByPort } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { applicationDoubt } from '../../model/settings/settings-elsewhere.js';
import { literalNumber, type Place, startOfFile, trimmedText } from '../../source/index.js';
import { anyOf } from '../on.js';
import type { EachRule } from '../rule.js';
import { OF_PROXIES } from '../support/lost-words.js';

/** A process to which the load balancer speaks HTTPS. */
interface ProcessWithoutTls {
  /** What it is of: `Process "default"`, `Listener 443`. */
  readonly subject: string;
  readonly port: number | undefined;
  readonly portSetting: EffectiveSetting | undefined;
  readonly protocol: EffectiveSetting;
  /** The options that say where requests go on the instances, and how. */
  readonly options: { readonly protocol: string; readonly port: string };
  readonly doubt: Doubt | undefined;
  /** Nginx listens on the port, and all of its configuration is known. */
  readonly isPlainNginx?: boolean;
  /** The load balancer passes on what clients have encrypted. */
  readonly isPassedOn?: boolean;
}

/**
 * The processes that get requests over HTTPS although no server on the instances uses TLS: neither the proxy, which has
 * no certificate of its own, nor a server of the Procfile.
 */
const processesWithoutTls = fact('processesWithoutTls', (project): readonly ProcessWithoutTls[] => {
  if (!hasListeners(environment(project)) || environment(project).loadBalancer === 'network') return [];
  const reached = new Set(targets(project).map(({ process }) => process));
  return routing(project).processes.flatMap((process) => {
    const protocol = settings(project).effective(`${PROCESS_NAMESPACE}${process.name}`, 'Protocol');
    const isHttps = trimmedText(protocol?.value)?.toUpperCase() === 'HTTPS';
    if (!protocol || !isHttps || !reached.has(process)) return [];
    const answer = serverWithTls(process, project);
    return answer === 'there'
      ? []
      : [{ ...process, ...answer, subject: `Process "${process.name}"`, protocol, options: PROCESS }];
  });
});

const PROCESS = { protocol: 'Protocol', port: 'Port' };
const INSTANCE = { protocol: 'InstanceProtocol', port: 'InstancePort' };

/** The same of the listeners of a Classic Load Balancer, which name the port themselves. */
const classicWithoutTls = fact('classicWithoutTls', (project): readonly ProcessWithoutTls[] => {
  if (environment(project).loadBalancer !== 'classic') return [];
  return classicListeners(project).flatMap((listener) => {
    const { port: own, namespace, enabled, instancePortSetting } = listener;
    const port = instancePortSetting ? literalNumber(instancePortSetting.value) : own;
    const isPassedOn = passesTlsOn(listener) && PROXY_PORTS.has(port ?? 0);
    const protocol = isPassedOn
      ? listener.protocolSetting
      : settings(project).effective(namespace, 'InstanceProtocol');
    const isHttps = isPassedOn || /^(?:HTTPS|SSL)$/i.test(trimmedText(protocol?.value) ?? '');
    if (!protocol || !isHttps || enabled === false) return [];
    const answer = serverWithTls({ port }, project);
    const options = { portSetting: instancePortSetting, protocol, options: INSTANCE, isPassedOn };
    return answer === 'there' ? [] : [{ ...answer, ...options, subject: `Listener ${own}`, port }];
  });
});

/** Browsers encrypt what they send to port 443, and a listener of TCP decrypts nothing. */
const passesTlsOn = ({ namespace, port, protocol, certificate }: ClassicListener): boolean =>
  port === 443 && protocol === 'TCP' && !certificate && namespace === 'aws:elb:listener:443';

/** What a command or a configuration of a server says where it uses TLS, or may do so. */
const MAY_SPEAK_TLS = /ssl|tls|cert|https|\$|\s-(?:c|C|-config)\b/i;

/** Programs that write certificates, or lines, to configurations of nginx. */
const MAY_CHANGE_NGINX = /\bcertbot\b|letsencrypt|\bsed\b|\bacme\b/i;

/** Configurations that servers find by themselves. */
const SERVER_CONFIGURATION = /(?:^|\/)(?:gunicorn\.conf\.py|puma(?:\/production)?\.rb)$/;

/** What may use TLS at a port: nothing for certain, or something with a doubt; `there` where another rule judges the port. */
function serverWithTls(
  { port }: Pick<Process, 'port'>,
  project: Project,
): Pick<ProcessWithoutTls, 'doubt' | 'isPlainNginx'> | 'there' {
  const because = (reason: string, at: Place | undefined) => ({ doubt: { reason, at } });
  const elsewhere = applicationDoubt(project);
  if (elsewhere) return { doubt: elsewhere };
  const tls = port === undefined ? undefined : tlsOnPort(port, project);
  if (tls?.usesTls) return 'there';
  if (tls && nginx(project).others.length === 0) {
    const at = saidByFile(MAY_CHANGE_NGINX, project);
    const doubt = at && { reason: 'this may change what nginx does on the port', at };
    return { doubt, isPlainNginx: true };
  }
  if (proxy(project).mayEncrypt())
    return because('the proxy may use TLS', saidByFile(/\bssl\b|\b443\b|certificate/i, project));
  if (port === undefined) return because('its port is not known', undefined);
  const names = new Set((serversByPort(servers(project)).get(port) ?? []).map(({ name }) => name.value));
  if (names.size === 0) {
    const presence = listenerOn(port, project);
    return presence.kind === 'there' ? 'there' : { doubt: doubtOf(presence) };
  }
  const configuration = deployedFiles(project).files.find(({ name }) => SERVER_CONFIGURATION.test(name));
  if (configuration) return because('the configuration of the server may say so', startOf(configuration));
  const entry = (procfile(project)?.entries ?? []).find(
    ({ name, command }) => names.has(name.value) && MAY_SPEAK_TLS.test(command.text),
  );
  return entry
    ? because('the command of the server mentions TLS or a file', entry.place)
    : { doubt: undefined };
}

const startOf = (file: ProjectFile): Place | undefined =>
  'source' in file ? startOfFile(file.source) : undefined;

export const processWithoutTls: EachRule<ProcessWithoutTls> = {
  meta: {
    summary: 'A process uses HTTPS, but no server on the instances uses TLS',
    why: 'Protocol of a process is the protocol between the load balancer and the instances. The certificate of the listener stays on the load balancer, and a TCP listener of a Classic Load Balancer decrypts nothing. The proxy of an instance listens on port 80 without TLS, and on port 443 only where its configuration says so and has a certificate. Otherwise the health checks fail, and every request ends in 502.',
    consequence: 'traffic-breaks',
    references: [
      'guide:configuring-https-endtoend',
      'guide:command-options-general#command-options-general-environmentprocess',
      'aws:elasticloadbalancing/latest/application/load-balancer-troubleshooting',
    ],
    claimsAbsence: OF_PROXIES,
    needsPlatform: true,
  },
  each: anyOf(processesWithoutTls, classicWithoutTls),
  *check({ subject, port, portSetting, protocol, options, doubt, isPlainNginx, isPassedOn }) {
    yield {
      doubt,
      at: protocol.value.place,
      message: isPlainNginx
        ? `${subject} ${isPassedOn ? 'passes TLS on to' : 'uses HTTPS on'} port ${port}, where nginx does not use TLS`
        : `${subject} ${isPassedOn ? 'passes TLS on' : 'uses HTTPS'}, but no server on the instances uses TLS`,
      help: isPassedOn
        ? 'Set `ListenerProtocol` to `HTTPS`, `InstanceProtocol` to `HTTP`, `InstancePort` to 80, and `SSLCertificateId` to the ARN of a certificate.'
        : `Set \`${options.protocol}\` to \`HTTP\`${port === 443 ? ` and \`${options.port}\` to 80` : ''}: the load balancer decrypts the requests.`,
      related: portSetting
        ? [
            {
              at: portSetting.value.place,
              note: `port of ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`,
            },
          ]
        : [],
    };
  },
};
