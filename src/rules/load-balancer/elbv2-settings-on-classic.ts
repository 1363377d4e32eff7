import { environment } from '../../model/load-balancer/environment.js';
import { settings } from '../../model/settings/settings.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const elbv2SettingsOnClassic: Rule = {
  meta: {
    summary: 'A project with aws:elbv2 settings asks for a Classic Load Balancer',
    why: 'A Classic Load Balancer has no use for aws:elbv2 settings: the listeners and rules that they describe do not exist, and all requests go to one port. Elastic Beanstalk ignores most of the settings, and refuses IpAddressType. The type of load balancer is chosen when an environment is created and cannot be changed later, so the fix requires a new environment, for example with eb create --elb-type application.',
    consequence: 'traffic-breaks',
    references: ['guide:environments-cfg-clb', 'guide:environments-cfg-alb'],
    claimsAbsence: OF_LOAD_BALANCERS,
  },
  needs: anySetting,
  *check(project) {
    const [first] = settings(project).mentions('aws:elbv2:');
    const { loadBalancer, loadBalancerSetting } = environment(project);
    if (loadBalancer !== 'classic' || !first) return;
    const { value, place } = first.writtenAs;
    const isRefused = settings(project).effective('aws:elbv2:loadbalancer', 'IpAddressType') !== undefined;
    yield {
      at: loadBalancerSetting.value.place,
      message: `LoadBalancerType is classic, but ${value} needs another type`,
      help: 'Set `LoadBalancerType` to `application`, and create a new environment: an existing one keeps its type.',
      related: [
        {
          at: place,
          note: isRefused ? 'refused with a Classic Load Balancer' : 'ignored by a Classic Load Balancer',
        },
      ],
    };
  },
};
