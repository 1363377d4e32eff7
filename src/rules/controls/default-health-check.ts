import { environment } from '../../model/load-balancer/environment.js';
import { tierOf } from '../../model/platform/tier.js';
import { environments } from '../../model/settings/environments.js';
import { settings } from '../../model/settings/settings.js';
import type { Rule } from '../rule.js';
import { wholeEnvironments } from '../support/controls.js';

export const defaultHealthCheck: Rule = {
  meta: {
    summary: 'The load balancer asks no path of the application whether it is healthy',
    why: 'Without a path, the load balancer asks for `/`, or only opens a connection: an instance whose application fails keeps its requests.',
    consequence: 'hygiene',
    preset: 'controls',
    controls: ['EBL002'],
    references: ['guide:environments-cfg-alb', 'guide:command-options-general'],
  },
  needs: environments,
  *check(project) {
    const [whole] = wholeEnvironments(project);
    if (!whole || tierOf(project) !== 'web' || environment(project).loadBalancer === 'none') return;
    if (PATHS.some(([namespace, option]) => settings(project).effective(namespace, option))) return;
    yield {
      at: whole.place,
      message: 'The health check of the environment has no path',
      help: 'Set `HealthCheckPath` of `aws:elasticbeanstalk:environment:process:default` to a path that the application answers, such as `/health`.',
    };
  },
};

const PATHS = [
  ['aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath'],
  ['aws:elasticbeanstalk:application', 'Application Healthcheck URL'],
  ['aws:elb:healthcheck', 'Target'],
] as const;
