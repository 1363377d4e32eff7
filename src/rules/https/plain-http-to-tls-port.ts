import { fact } from '../../model/fact.js';
import { classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { type TlsOnPort, tlsOnPort } from '../../model/nginx/tls-on-port.js';
import { routing } from '../../model/routing/read-routing.js';
import { PROCESS_NAMESPACE } from '../../model/routing/routing.js';
import { targets } from '../../model/routing/targets.js';
import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { literalNumber, trimmedText } from '../../source/index.js';
import { anyOf, directive } from '../on.js';
import type { EachRule } from '../rule.js';

/** What the load balancer sends over plain HTTP to a port on which nginx uses TLS. */
interface PlainRequests {
  /** `Process "default"`, `Listener 443` */
  readonly subject: string;
  readonly port: number;
  readonly namespace: string;
  readonly option: 'Protocol' | 'InstanceProtocol';
  readonly protocol: EffectiveSetting | undefined;
  readonly portSetting: EffectiveSetting | undefined;
  readonly tls: TlsOnPort;
}

const ofProcesses = fact('ofProcesses', (project): readonly PlainRequests[] => {
  if (!hasListenerRules(environment(project)) || directive('listen')(project).length === 0) return [];
  const reached = targets(project);
  return routing(project).processes.flatMap(({ name, port, portSetting, ...process }) => {
    const namespace = `${PROCESS_NAMESPACE}${name}`;
    const protocol = settings(project).effective(namespace, 'Protocol');
    const listeners = reached.filter((target) => target.process?.name === name);
    // HTTP is the default of an Application Load Balancer only.
    const isPlain = protocol
      ? isHttp(protocol)
      : environment(project).loadBalancer === 'application' ||
        listeners.some(({ listener }) => /^HTTPS?$/i.test(trimmedText(listener.protocol?.value) ?? ''));
    const tls =
      port !== undefined && isPlain && listeners.length > 0 && process.place
        ? tlsOnPort(port, project)
        : undefined;
    return port !== undefined && tls?.usesTls
      ? [
          {
            ...{ subject: `Process "${name}"`, port, portSetting, namespace, protocol, tls },
            option: 'Protocol' as const,
          },
        ]
      : [];
  });
});

const ofClassicListeners = fact('ofClassicListeners', (project): readonly PlainRequests[] => {
  if (environment(project).loadBalancer !== 'classic') return [];
  return classicListeners(project).flatMap(
    ({ port: own, namespace, enabled, instancePortSetting: portSetting }) => {
      const protocol = settings(project).effective(namespace, 'InstanceProtocol');
      const port = portSetting && literalNumber(portSetting.value);
      const isPlain = enabled !== false && protocol !== undefined && isHttp(protocol);
      const tls = port !== undefined && isPlain ? tlsOnPort(port, project) : undefined;
      return port !== undefined && tls?.usesTls
        ? [
            {
              ...{ subject: `Listener ${own}`, port, portSetting, namespace, protocol, tls },
              option: 'InstanceProtocol' as const,
            },
          ]
        : [];
    },
  );
});

const isHttp = ({ value }: EffectiveSetting): boolean => /^HTTP$/i.test(trimmedText(value) ?? '');

export const plainHttpToTlsPort: EachRule<PlainRequests> = {
  meta: {
    summary: 'The load balancer uses HTTP on a port where nginx uses TLS',
    why: 'Protocol of a process is the protocol between the load balancer and the instances, and HTTP by default. Where nginx listens with ssl, it answers plain HTTP with "400 The plain HTTP request was sent to HTTPS port". The health checks fail, and so does every request.',
    consequence: 'traffic-breaks',
    references: [
      'guide:configuring-https-endtoend',
      'guide:command-options-general#command-options-general-environmentprocess',
      'nginx:http/ngx_http_ssl_module#errors',
    ],
  },
  each: anyOf(ofProcesses, ofClassicListeners),
  *check({ subject, port, namespace, option, protocol, portSetting, tls }) {
    const at = protocol?.value.place ?? portSetting?.value.place ?? tls.listen.word?.place;
    if (!at) return;
    yield {
      at,
      message: `${subject} uses HTTP on port ${port}, where nginx uses TLS`,
      help: protocol ? `Set \`${option}\` to \`HTTPS\`.` : `Add \`${option}: HTTPS\` to \`${namespace}\`.`,
      related: tls.listen.word ? [{ at: tls.listen.word.place, note: 'nginx listens here with ssl' }] : [],
    };
  },
};
