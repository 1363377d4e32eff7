import { isClassic } from './encryption.js';
import { hasListeners } from './environment.js';
import type { Project } from '../project.js';
import { trimmedText } from '../../source/index.js';
import type { EffectiveSetting } from '../settings/settings.js';

/** A setting that names a security policy of Elastic Load Balancing. */
export interface TlsPolicySetting {
  readonly setting: EffectiveSetting;
  /** Whether it belongs to a Classic Load Balancer, which has its own policies. */
  readonly isClassic: boolean;
  /** The protocol of its listener; undefined where it is not set, or not known. */
  readonly protocol: string | undefined;
}

/** The settings that name a security policy, except those of a disabled listener or of another kind of load balancer. */
export function tlsPolicySettings(project: Project): TlsPolicySetting[] {
  const { environment, routing, settings, listenerResources: resources } = project;
  const isRead = hasListeners(environment) && !environment.sharedLoadBalancer;
  const listeners = isRead ? routing.listeners.filter(({ enabled }) => enabled !== false) : [];
  const hasClassic = isClassic({ environment, listeners: routing.listeners, resources });
  const classicNamespaces = hasClassic ? settings.namespaces('aws:elb:policies') : [];
  return [
    ...listeners.flatMap(({ policy, protocol }) =>
      policy ? [{ setting: policy, isClassic: false, protocol: trimmedText(protocol?.value) }] : [],
    ),
    ...classicNamespaces
      .flatMap((namespace) => settings.effective(namespace, 'SSLReferencePolicy') ?? [])
      .map((setting) => ({ setting, isClassic: true, protocol: undefined })),
  ];
}
