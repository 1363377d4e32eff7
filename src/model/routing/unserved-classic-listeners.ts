import type { Project } from '../project.js';
import type { ClassicListener } from '../load-balancer/classic-listeners.js';
import { mayListen } from '../servers/may-listen.js';
import { literalNumber } from '../../source/index.js';
import type { EffectiveSetting } from '../settings/settings.js';
import { PROXY_PORTS } from './pairs.js';

/** A listener of a classic load balancer that sends requests to a port where nothing listens. */
export interface UnservedClassicListener {
  readonly listener: ClassicListener;
  readonly port: number;
  readonly portSetting: EffectiveSetting;
}

/** The listeners of a classic load balancer whose `InstancePort` nothing that the project starts listens on. */
export function unservedClassicListeners(project: Project): UnservedClassicListener[] {
  const { loadBalancer } = project.environment;
  // Any other load balancer ignores them.
  if (loadBalancer !== undefined && loadBalancer !== 'classic') return [];
  return project.classicListeners.flatMap((listener) => {
    const { enabled, instancePortSetting: portSetting } = listener;
    const port = literalNumber(portSetting?.value);
    const isUnserved =
      enabled !== false && port !== undefined && !PROXY_PORTS.has(port) && !mayListen(port, project);
    return isUnserved && portSetting ? [{ listener, port, portSetting }] : [];
  });
}
