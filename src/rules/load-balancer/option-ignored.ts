import { whyIgnored, type LoadBalancerKind } from '../../knowledge/load-balancing/load-balancers.js';
import { manifestSettings } from '../../model/settings/manifest-settings.js';
import type { Setting } from '../../model/settings/settings.js';
import { literalBoolean } from '../../source/index.js';
import { groupBy } from '../../util/group-by.js';
import { list } from '../../util/list.js';
import type { Rule } from '../rule.js';

export const optionIgnored: Rule = {
  meta: {
    id: 'load-balancer/option-ignored',
    summary: 'The load balancer of this environment ignores some settings',
    why: 'Elastic Beanstalk accepts the settings, but they have no effect. Only a Classic Load Balancer reads the aws:elb namespaces, and only the other types read the aws:elbv2 namespaces. A Network Load Balancer has no listener rules, no sticky sessions and no HealthCheckTimeout. A single instance has no load balancer. The deployment succeeds, but the listener or rule does not exist.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-nlb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html',
    ],
    since: '0.1.0',
    yieldsTo: ['load-balancer/elbv2-settings-on-classic'],
  },
  *check({ environment: { loadBalancer, loadBalancerSetting }, settings, files }) {
    if (!loadBalancer || !loadBalancerSetting) return;
    const { option, value } = loadBalancerSetting;
    const reasonFor = (setting: Setting) =>
      whyIgnored(loadBalancer, setting.namespace.value, setting.option.value);
    const inManifest = groupBy(manifestSettings(files), ({ namespace }) => [namespace.value]);
    for (const all of [
      ...settings.namespaces().map((namespace) => settings.of(namespace)),
      ...inManifest.values(),
    ]) {
      const ignored = all.filter(reasonFor);
      const [first, ...others] = ignored;
      const reason = first && reasonFor(first);
      if (!reason || !ignored.some(isInUse)) continue;
      const isWhole = ignored.length === all.length;
      yield {
        at: isWhole ? first.namespace.place : first.option.place,
        message: `${isWhole ? `${first.namespace.value} has` : subjectOf(first, others)} no effect ${WHERE[loadBalancer]}`,
        help: reason.help,
        related: [{ at: value.place, note: `${option.value} is ${value.text.trim()}` }],
      };
    }
  },
};

/** An option that is set to false need not have an effect. */
const isInUse = ({ value }: Setting): boolean => literalBoolean(value) !== false;

const WHERE: Readonly<Record<LoadBalancerKind, string>> = {
  application: 'with an Application Load Balancer',
  network: 'with a Network Load Balancer',
  classic: 'with a Classic Load Balancer',
  none: 'on a single instance',
};

/** `Rules of aws:elbv2:listener:80 has`, `StickinessType and StickinessEnabled have`. */
const subjectOf = (first: Setting, others: readonly Setting[]): string =>
  others.length === 0
    ? `${first.option.value} of ${first.namespace.value} has`
    : `${list([first, ...others].map(({ option }) => option.value))} have`;
