import { proxyPort } from '../knowledge/proxy-ports.js';
import { hasNumber } from './has-number.js';
import type { Project } from './project.js';
import type { Server } from './server.js';

/** Option settings that may lead requests to a port, those of listeners and processes apart. */
const OTHER_SETTINGS = /^aws:(?:elasticbeanstalk:application:environment$|elb:)/;

/** Routes of the project's own: which process they lead to, no text tells. */
const OWN_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/**
 * Whether requests may come to a server in other ways than from a listener to a process: through the proxy, a classic
 * load balancer, another program of the project, or in a way that the text does not tell.
 */
export function mayBeReachedElsewhere(server: Server, project: Project): boolean {
  const { routing, configFiles } = project;
  return (
    server.endpoints.some(
      (endpoint) =>
        endpoint.kind === 'unix' ||
        endpoint.port.value === undefined ||
        isNamedElsewhere(endpoint.port.value, server, project),
    ) ||
    routing.processes.some(({ port }) => port === undefined) ||
    routing.rules.some(({ process }) => process?.isMissing) ||
    configFiles.some(({ resources }) => resources.some(({ type }) => type === OWN_RULE))
  );
}

function isNamedElsewhere(port: number, server: Server, project: Project): boolean {
  const { proxyTarget, proxy, settings, procfile } = project;
  const otherTexts = [
    ...(procfile?.entries ?? [])
      .filter(({ name }) => name.value !== server.name.value)
      .map(({ command }) => command.text),
    ...[...settings.effectiveSettings()]
      .filter(({ namespace }) => OTHER_SETTINGS.test(namespace.value))
      .map(({ value }) => value.text),
  ];
  // Where nothing names a platform, a server that serves WebSockets still tells Python's: all that are known are Python's.
  const target = proxyTarget?.port ?? proxyPort('python', undefined);
  return port === target || proxy.isPortMentioned(port) || otherTexts.some((text) => hasNumber(text, port));
}
