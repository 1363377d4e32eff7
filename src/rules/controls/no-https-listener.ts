import { environment } from '../../model/load-balancer/environment.js';
import { tierOf } from '../../model/platform/tier.js';
import { environments } from '../../model/settings/environments.js';
import { settings } from '../../model/settings/settings.js';
import type { Rule } from '../rule.js';
import { wholeEnvironments } from '../support/controls.js';

export const noHttpsListener: Rule = {
  meta: {
    summary: 'The load balancer has no listener for HTTPS',
    why: 'Everything between clients and the load balancer can be read and changed on the way.',
    consequence: 'security',
    preset: 'controls',
    controls: ['EBL007'],
    references: ['guide:configuring-https-elb', 'guide:environments-cfg-alb'],
  },
  needs: environments,
  *check(project) {
    const [whole] = wholeEnvironments(project);
    const { loadBalancer, sharedLoadBalancer } = environment(project);
    if (!whole || tierOf(project) !== 'web' || loadBalancer === 'none' || sharedLoadBalancer) return;
    const listeners = LISTENERS.flatMap((prefix) => settings(project).namespaces(prefix));
    if (listeners.some((namespace) => !/:(?:80|default|loadbalancer)$/.test(namespace))) return;
    if (settings(project).effective('aws:elb:loadbalancer', 'LoadBalancerHTTPSPort')) return;
    yield {
      at: whole.place,
      message: 'The load balancer has no listener for HTTPS',
      help: 'Set `Protocol` of `aws:elbv2:listener:443` to `HTTPS`, and `SSLCertificateArns` to the ARN of a certificate.',
    };
  },
};

const LISTENERS = ['aws:elbv2:listener:', 'aws:elb:listener:'];
