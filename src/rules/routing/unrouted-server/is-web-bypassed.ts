import { typeOf } from '../../../parse/index.js';
import { resourceEntries } from '../../../model/bundle/config-files.js';
import { serversByPort } from '../../../model/servers/listens-on.js';
import { shadowedRules } from '../../../model/routing/shadowed-rules.js';
import { isProxyReached, targetsOf } from '../../../model/routing/targets.js';
import type { Project } from '../../../model/project.js';
import { routing } from '../../../model/routing/read-routing.js';
import { servers } from '../../../model/servers/servers.js';
import { PROXIED_ENTRY } from '../../../knowledge/platform/proxy-ports.js';

/** Routes and listeners of the project's own may lead to the proxy. */
const OWN_ROUTES = /^AWS::ElasticLoadBalancingV2::Listener/;

/**
 * Whether every request goes to another server of the Procfile, so that none is left for the proxy and for `web`. A rule
 * that takes those of other rules as well is the mistake there.
 */
export const isWebBypassed = (project: Project): boolean =>
  isProxyReached(project) === false &&
  shadowedRules(routing(project)).length === 0 &&
  targetsOf(project).every(({ process }) =>
    serversOn(process?.port, project).some(({ name }) => name.value !== PROXIED_ENTRY),
  ) &&
  !resourceEntries(project).some((resource) => OWN_ROUTES.test(typeOf(resource) ?? ''));

const serversOn = (port: number | undefined, project: Project) =>
  (port === undefined ? undefined : serversByPort(servers(project)).get(port)) ?? [];
