import type { IgnoringKind } from '../../../knowledge/load-balancing/load-balancers.js';
import { environment, namedSharedBalancer } from '../../../model/load-balancer/environment.js';
import type { Project } from '../../../model/project.js';
import { isTrue, trimmedText, type Related } from '../../../source/index.js';
import { settings, type EffectiveSetting, type Settings } from '../../../model/settings/settings.js';

/** A kind of load balancer that an environment has, and what says so. */
export interface IgnoringReason {
  readonly kind: IgnoringKind;
  readonly because: Related;
}

/** The kinds of load balancer that the settings of a project name. */
export function ignoringKinds(project: Project): IgnoringReason[] {
  const { loadBalancer: kind, loadBalancerSetting: setting } = environment(project);
  const shared = sharedSetting(settings(project));
  return [
    ...(kind && setting ? [{ kind, because: noteOf(setting) }] : []),
    ...(kind === undefined ? elbv2Reason(settings(project)) : []),
    ...(shared ? [{ kind: 'shared' as const, because: noteOf(shared) }] : []),
  ];
}

const noteOf = ({ option, value }: EffectiveSetting): Related => ({
  at: value.place,
  note: `${option.value} is ${value.text.trim()}`,
});

/** Where nothing names the kind, listeners and rules tell that it is not a Classic Load Balancer. */
function elbv2Reason(settings: Settings): IgnoringReason[] {
  const [first] = settings.namespaces('aws:elbv2:listener').flatMap((namespace) => settings.of(namespace));
  if (!first || settings.namespaces('aws:elb:').length > 0) return [];
  const because = { at: first.namespace.place, note: 'a listener or rule of such a load balancer' };
  return [{ kind: 'elbv2', because }];
}

function sharedSetting(settings: Settings): EffectiveSetting | undefined {
  const isShared = settings.effective('aws:elasticbeanstalk:environment', 'LoadBalancerIsShared');
  if (isShared) return isTrue(isShared) ? isShared : undefined;
  const balancer = namedSharedBalancer(settings);
  return trimmedText(balancer?.value) ? balancer : undefined;
}
