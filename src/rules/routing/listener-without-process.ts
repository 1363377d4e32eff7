import { hasListeners } from '../../model/environment.js';
import { listensOn } from '../../model/listens-on.js';
import type { Project } from '../../model/project.js';
import { DEFAULT_PROCESS, type Listener, type Process } from '../../model/routing.js';
import type { Server } from '../../model/server.js';
import type { Related } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const listenerWithoutProcess: Rule = {
  meta: {
    id: 'routing/listener-without-process',
    summary: 'A listener on the port of a server does not send its requests there',
    why: 'The port of a listener has nothing to do with the port of a process: without DefaultProcess every listener sends its requests to the process "default", port 80 of the instances, whatever its own port is.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check(project) {
    const { environment, routing } = project;
    // On a shared load balancer DefaultProcess has no effect.
    if (!hasListeners(environment) || environment.sharedLoadBalancer) return;
    const byDefault = routing.processes.find(({ name }) => name === DEFAULT_PROCESS)!.port;
    for (const listener of routing.listeners.filter(hasNoProcess)) {
      const meant = meantTarget(listener, project);
      if (!meant || byDefault === undefined || byDefault === listener.port) continue;
      yield {
        at: listener.place!,
        message: `Listener ${listener.port} has no DefaultProcess, so its requests go to process "${DEFAULT_PROCESS}" on port ${byDefault} and not to ${meant.who} on port ${listener.port}; add ${meant.advice} to ${listener.namespace}.`,
        related: [meant.related],
      };
    }
  },
};

/** What goes to `default` from the web's own ports is what everybody expects there. */
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

const hasNoProcess = ({ port, place, enabled, defaultProcess, rulesSetting }: Listener): boolean =>
  enabled === true && !WEB_PORTS.has(port) && place !== undefined && !defaultProcess && !rulesSetting;

interface Target {
  readonly who: string;
  readonly advice: string;
  readonly related: Related;
}

function meantTarget({ port }: Listener, { routing, servers }: Project): Target | undefined {
  const process = routing.processes.find((candidate) => candidate.port === port);
  if (process) return processTarget(process);
  // The proxy that `default` leads to passes everything on to `web`.
  const server = servers.find((candidate) => candidate.name.value !== 'web' && listensOn(candidate, port));
  return server && serverTarget(server, port);
}

const processTarget = ({ name, portSetting, port }: Process): Target => ({
  who: `process "${name}"`,
  advice: `"DefaultProcess: ${name}"`,
  related: { at: portSetting!.value.place, note: `process "${name}" is on port ${port}` },
});

function serverTarget({ name, program, endpoints }: Server, port: number): Target {
  const endpoint = endpoints
    .filter((candidate) => candidate.kind === 'tcp')
    .find((candidate) => candidate.port.value === port)!;
  return {
    who: `${program.name} in "${name.value}"`,
    advice: `"Port: ${port}" to aws:elasticbeanstalk:environment:process:${name.value} and "DefaultProcess: ${name.value}"`,
    related: {
      at: endpoint.port.place,
      note: `${program.name} listens on port ${port}`,
    },
  };
}
