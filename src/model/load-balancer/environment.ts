import { type LoadBalancerKind, whyIgnored } from '../../knowledge/load-balancing/load-balancers.js';
import { isFalse, trimmedText } from '../../source/index.js';
import { fact } from '../fact.js';
import { manifestSettings } from '../settings/manifest-settings.js';
import { type EffectiveSetting, type Setting, type Settings, settings } from '../settings/settings.js';

/** What kind of environment the project's files ask for. */
export type Environment = LoadBalancerChoice & {
  /** Whether the load balancer is shared with other environments, or may be. */
  readonly sharedLoadBalancer: boolean;
};

/** Undefined where no setting tells: it is chosen when the environment is created. */
type LoadBalancerChoice =
  | { readonly loadBalancer: undefined; readonly loadBalancerSetting: undefined }
  | {
      readonly loadBalancer: LoadBalancerKind;
      /** The setting that tells the kind. */
      readonly loadBalancerSetting: EffectiveSetting;
    };

const UNKNOWN: LoadBalancerChoice = { loadBalancer: undefined, loadBalancerSetting: undefined };

const NAMESPACE = 'aws:elasticbeanstalk:environment';

const KINDS: ReadonlySet<string> = new Set<LoadBalancerKind>(['application', 'network', 'classic']);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elasticbeanstalkenvironment */
export const environment = fact('environment', (project): Environment => {
  const manifest = manifestSettings(project);
  const effective = (option: string) =>
    settings(project).effective(NAMESPACE, option) ?? inManifest(manifest, option);
  const type = effective('EnvironmentType');
  const balancer = effective('LoadBalancerType');
  return { ...choiceOf(type, balancer), sharedLoadBalancer: isShared(settings(project)) };
});

/** What `env.yaml` sets applies when the environment is created, which is when these are chosen. */
function inManifest(manifest: readonly Setting[], option: string): EffectiveSetting | undefined {
  const setting = manifest.findLast(
    (candidate) => candidate.namespace.value === NAMESPACE && candidate.option.value === option,
  );
  return setting && { ...setting, overridden: [] };
}

/** Only a `LoadBalanced` environment, which is the default, has the load balancer that `LoadBalancerType` names. */
function choiceOf(
  type: EffectiveSetting | undefined,
  balancer: EffectiveSetting | undefined,
): LoadBalancerChoice {
  const typeName = type ? trimmedText(type.value) : 'LoadBalanced';
  if (type && typeName === 'SingleInstance') return { loadBalancer: 'none', loadBalancerSetting: type };
  const kind = trimmedText(balancer?.value);
  const isKnown = typeName === 'LoadBalanced' && kind !== undefined && KINDS.has(kind);
  return balancer && isKnown
    ? { loadBalancer: kind as LoadBalancerKind, loadBalancerSetting: balancer }
    : UNKNOWN;
}

/** `LoadBalancerIsShared` may come from the command that created the environment; `SharedLoadBalancer` then still tells. */
function isShared(settings: Settings): boolean {
  const shared = settings.effective(NAMESPACE, 'LoadBalancerIsShared');
  if (shared) return !isFalse(shared);
  return namedSharedBalancer(settings) !== undefined;
}

/** `SharedLoadBalancer`, unless it is set to `false`, which names none. */
export function namedSharedBalancer(settings: Settings): EffectiveSetting | undefined {
  const balancer = settings.effective('aws:elbv2:loadbalancer', 'SharedLoadBalancer');
  return balancer && !isFalse(balancer) ? balancer : undefined;
}

/** Whether listeners, rules and processes have an effect; true where the kind of load balancer is not known. */
export const hasListeners = ({ loadBalancer }: Environment): boolean =>
  loadBalancer !== 'none' && loadBalancer !== 'classic';

/** Whether listener rules have an effect; true where the kind of load balancer is not known. */
export const hasListenerRules = (environment: Environment): boolean =>
  hasListeners(environment) && environment.loadBalancer !== 'network';

/** Whether an option is one that the load balancer does not read; false where the kind of load balancer is not known. */
export const ignoresOption = ({ loadBalancer }: Environment, namespace: string, option: string): boolean =>
  loadBalancer !== undefined && whyIgnored(loadBalancer, namespace, option) !== undefined;
