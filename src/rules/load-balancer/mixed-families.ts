import type { Rule } from '../rule.js';
import { familiesOf } from '../../model/load-balancer/families.js';
import { groupBy } from '../../util/group-by.js';
import { environment } from '../../model/load-balancer/environment.js';
import { settings } from '../../model/settings/settings.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const mixedFamilies: Rule = {
  meta: {
    id: 'load-balancer/mixed-families',
    summary: 'The project configures both a classic and another load balancer',
    why: 'An environment has one load balancer. Only a Classic Load Balancer reads the aws:elb namespaces and has the resource AWSEBLoadBalancer; only the other types read the aws:elbv2 namespaces and have the resource AWSEBV2LoadBalancer. One half has no effect, and a reference to the resource of the other kind fails: "Template error: instance of Fn::GetAtt references undefined resource AWSEBLoadBalancer". No setting says which kind it is; the EB CLI and the console create an Application Load Balancer by default.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    if (environment(project).loadBalancer) return;
    const { classic, others } = familiesOf(settings(project), configFiles(project));
    const [other] = others;
    if (!other) return;
    // What one file says of the other family is one mistake.
    for (const [first, ...more] of groupBy(classic, ({ place }) => [place.file]).values())
      if (first)
        yield {
          at: first.place,
          message: `${first.value} is for a Classic Load Balancer, but ${other.value} for another type`,
          help: 'Keep one of the two, and set `LoadBalancerType`.',
          related: [
            ...more.map(({ place }) => ({ at: place, note: 'for a Classic Load Balancer as well' })),
            { at: other.place, note: 'not for a Classic Load Balancer' },
          ],
        };
  },
};
