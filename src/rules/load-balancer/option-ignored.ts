import { whyIgnored } from '../../knowledge/load-balancers.js';
import type { EffectiveSetting } from '../../model/settings.js';
import { literalBoolean } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const optionIgnored: Rule = {
  meta: {
    id: 'load-balancer/option-ignored',
    summary: 'Settings that this kind of load balancer does not have',
    why: 'Elastic Beanstalk takes the settings and does nothing with them: a classic load balancer is configured in the aws:elb namespaces, the others in the aws:elbv2 ones, a network load balancer has neither rules nor sticky sessions, and a single instance has no load balancer at all. The deployment succeeds, and the listener or rule that the file describes is not there.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-nlb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html',
    ],
    since: '0.1.0',
  },
  *check({ environment: { loadBalancer, loadBalancerSetting }, settings }) {
    // Of aws:elbv2 settings beside a classic load balancer, load-balancer/classic-websocket speaks.
    if (!loadBalancer || !loadBalancerSetting || loadBalancer === 'classic') return;
    const { option, value } = loadBalancerSetting;
    const reasonFor = (setting: EffectiveSetting) =>
      whyIgnored(loadBalancer, setting.namespace.value, setting.option.value);
    for (const namespace of settings.namespaces()) {
      const all = settings.of(namespace);
      const ignored = all.filter(reasonFor);
      const [first] = ignored;
      if (!first || !ignored.some(isMissed)) continue;
      const isWhole = ignored.length === all.length;
      yield {
        at: isWhole ? first.namespace.place : first.option.place,
        message: `${isWhole ? `${first.namespace.value} has` : subjectOf(ignored)} no effect: ${reasonFor(first)}.`,
        related: [{ at: value.place, note: `${option.value} is ${value.text.trim()}` }],
      };
    }
  },
};

/** Nobody misses what is switched off. */
const isMissed = ({ value }: EffectiveSetting): boolean => literalBoolean(value) !== false;

/** `Rules of aws:elbv2:listener:80 has`. */
const subjectOf = (settings: readonly EffectiveSetting[]): string => {
  const names = settings.map(({ option }) => option.value);
  return `${names.join(', ')} of ${settings[0]!.namespace.value} ${names.length === 1 ? 'has' : 'have'}`;
};
