import { isClassic } from './encryption.js';
import { hasListeners } from './environment.js';
import type { Project } from './project.js';
import type { EffectiveSetting } from './settings.js';

/** A setting that names a security policy of Elastic Load Balancing. */
export interface TlsPolicySetting {
  readonly setting: EffectiveSetting;
  /** It is one of a classic load balancer, which has policies of its own. */
  readonly isClassic: boolean;
}

/** The settings that name a security policy, unless their listener is switched off or their kind of load balancer is not there. */
export function tlsPolicySettings(project: Project): TlsPolicySetting[] {
  const { environment, routing, settings, listenerResources: resources } = project;
  const isRead = hasListeners(environment) && !environment.sharedLoadBalancer;
  const listeners = isRead ? routing.listeners.filter(({ enabled }) => enabled !== false) : [];
  const hasClassic = isClassic({ environment, listeners: routing.listeners, resources });
  const classicNamespaces = hasClassic ? settings.namespaces('aws:elb:policies') : [];
  return [
    ...listeners.flatMap(({ policy }) => policy ?? []).map((setting) => ({ setting, isClassic: false })),
    ...classicNamespaces
      .flatMap((namespace) => settings.effective(namespace, 'SSLReferencePolicy') ?? [])
      .map((setting) => ({ setting, isClassic: true })),
  ];
}
