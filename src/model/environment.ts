import { literalBoolean, literalText } from '../source/index.js';
import type { EffectiveSetting, Settings } from './settings.js';

/** `none`: a single instance has no load balancer. */
export type LoadBalancerKind = 'application' | 'network' | 'classic' | 'none';

/** What kind of environment the project's files ask for. */
export interface Environment {
  /** Undefined where no setting tells: it is chosen when the environment is created. */
  readonly loadBalancer: LoadBalancerKind | undefined;
  /** The setting that tells the kind. */
  readonly loadBalancerSetting: EffectiveSetting | undefined;
  /** Whether the load balancer is shared with other environments. */
  readonly sharedLoadBalancer: boolean;
}

const NAMESPACE = 'aws:elasticbeanstalk:environment';

const KINDS: ReadonlySet<string> = new Set<LoadBalancerKind>(['application', 'network', 'classic']);

export function readEnvironment(settings: Settings): Environment {
  const type = settings.effective(NAMESPACE, 'EnvironmentType');
  const balancer = settings.effective(NAMESPACE, 'LoadBalancerType');
  const kind = literalText(balancer?.value);
  const isSingle = literalText(type?.value) === 'SingleInstance';
  const shared = settings.effective(NAMESPACE, 'LoadBalancerIsShared');
  return {
    loadBalancer: isSingle ? 'none' : kind && KINDS.has(kind) ? (kind as LoadBalancerKind) : undefined,
    loadBalancerSetting: isSingle ? type : balancer,
    sharedLoadBalancer: shared !== undefined && literalBoolean(shared.value) !== false,
  };
}
