import { trimmedText } from '../../source/index.js';
import { fact } from '../fact.js';
import { environment, hasListeners } from '../load-balancer/environment.js';
import { listenerResources } from '../load-balancer/listener-resources.js';
import { type EffectiveSetting, settings } from '../settings/settings.js';
import { isClassic } from './encryption.js';
import { routing } from './read-routing.js';

/** A setting that names a security policy of Elastic Load Balancing. */
export interface TlsPolicySetting {
  readonly setting: EffectiveSetting;
  /** Whether it belongs to a Classic Load Balancer, which has its own policies. */
  readonly isClassic: boolean;
  /** The protocol of its listener; undefined where it is not set, or not known. */
  readonly protocol: string | undefined;
}

/** The settings that name a security policy, except those of a disabled listener or of another kind of load balancer. */
export const tlsPolicySettings = fact('tlsPolicySettings', (project): readonly TlsPolicySetting[] => {
  const isRead = hasListeners(environment(project)) && !environment(project).sharedLoadBalancer;
  const listeners = isRead ? routing(project).listeners.filter(({ enabled }) => enabled !== false) : [];
  const hasClassic = isClassic({
    environment: environment(project),
    listeners: routing(project).listeners,
    resources: listenerResources(project),
  });
  const classicNamespaces = hasClassic ? settings(project).namespaces('aws:elb:policies') : [];
  return [
    ...listeners.flatMap(({ policy, protocol }) =>
      policy ? [{ setting: policy, isClassic: false, protocol: trimmedText(protocol?.value) }] : [],
    ),
    ...classicNamespaces
      .flatMap((namespace) => settings(project).effective(namespace, 'SSLReferencePolicy') ?? [])
      .map((setting) => ({ setting, isClassic: true, protocol: undefined })),
  ];
});
