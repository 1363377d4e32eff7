import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { literalNumber } from '../../source/index.js';
import type { Doubt } from '../doubt.js';
import { type ClassicListener, classicListeners } from '../load-balancer/classic-listeners.js';
import { environment } from '../load-balancer/environment.js';
import { listenerOn } from '../presence/port.js';
import { doubtOf } from '../presence/presence.js';
import type { Project } from '../project.js';
import type { EffectiveSetting } from '../settings/settings.js';

/** A listener of a classic load balancer that sends requests to a port of the instances, past the proxy. */
export interface ClassicTarget {
  readonly listener: ClassicListener;
  readonly port: number;
  readonly portSetting: EffectiveSetting;
}

/** Where the listeners of a classic load balancer that are enabled, or may be, send requests past the proxy. */
export function classicTargets(project: Project): ClassicTarget[] {
  const { loadBalancer } = environment(project);
  // Any other load balancer ignores them.
  if (loadBalancer !== undefined && loadBalancer !== 'classic') return [];
  return classicListeners(project).flatMap((listener) => {
    const { enabled, instancePortSetting: portSetting } = listener;
    const port = literalNumber(portSetting?.value);
    const isTarget = portSetting && enabled !== false && port !== undefined && !PROXY_PORTS.has(port);
    return isTarget ? [{ listener, port, portSetting }] : [];
  });
}

/** Those to whose port nothing that the project starts listens. */
export const unservedClassicTargets = (
  project: Project,
): (ClassicTarget & { readonly doubt: Doubt | undefined })[] =>
  classicTargets(project).flatMap((target) => {
    const presence = listenerOn(target.port, project);
    return presence.kind === 'there' ? [] : [{ ...target, doubt: doubtOf(presence) }];
  });

/** Whether one of them sends requests to a port, or may do so. Without `InstancePort` it is the port of the listener. */
export const mayBeInstancePort = (port: number, project: Project): boolean =>
  classicListeners(project).some(({ instancePortSetting, port: own }) =>
    instancePortSetting ? (literalNumber(instancePortSetting.value) ?? port) === port : own === port,
  );
