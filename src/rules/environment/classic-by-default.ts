import { environments, environmentTier } from '../../model/settings/environments.js';
import { settings } from '../../model/settings/settings.js';
import { environmentDoubt } from '../../model/settings/settings-elsewhere.js';
import { trimmedText } from '../../source/index.js';
import type { Rule } from '../rule.js';

const NAMESPACE = 'aws:elasticbeanstalk:environment';

/** What only load balancers of the second generation have. */
const NEWER = 'aws:elbv2:';

export const classicByDefault: Rule = {
  meta: {
    summary: 'An environment without LoadBalancerType gets a Classic Load Balancer',
    why: 'The console and the EB CLI choose an Application Load Balancer. The API does not: without LoadBalancerType, an environment of Terraform, CloudFormation or the AWS CLI gets a Classic Load Balancer, which ignores the aws:elbv2 namespaces. The type of an environment cannot be changed later.',
    consequence: 'silently-ignored',
    references: [
      'guide:command-options-general#command-options-general-elasticbeanstalkenvironment',
      'guide:environments-cfg-alb',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    yieldsTo: ['load-balancer/mixed-families'],
  },
  needs: environments,
  *check(project) {
    const all = settings(project);
    const isMadeByApi = environments(project).every(
      ({ source }) => source === 'terraform' || source === 'plan' || source === 'cloudformation',
    );
    const type = all.effective(NAMESPACE, 'EnvironmentType');
    const isBalanced = !type || trimmedText(type.value) === 'LoadBalanced';
    if (!isMadeByApi || !isBalanced || all.effective(NAMESPACE, 'LoadBalancerType')) return;
    if (environmentDoubt(project) || environmentTier(project) !== 'WebServer') return;
    const [first] = all.namespaces(NEWER).flatMap((namespace) => all.of(namespace));
    if (!first || all.namespaces('aws:elb:').length > 0) return;
    yield {
      at: first.namespace.place,
      message: `${first.namespace.value} has no effect: the load balancer is a classic one`,
      help: `Set \`LoadBalancerType\` of \`${NAMESPACE}\` to \`application\`.`,
      related: environments(project).map(({ place }) => ({
        at: place,
        note: 'this environment has no LoadBalancerType',
      })),
    };
  },
};
