import { exceededLimit } from '../../knowledge/load-balancing/path-patterns.js';
import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { routing } from '../../model/routing/read-routing.js';
import { itemsOfSetting } from '../../model/settings/settings.js';
import { listenerRules } from '../on.js';
import type { Rule } from '../rule.js';

export const tooManyPatterns: Rule = {
  meta: {
    summary: 'A listener rule has too many patterns or wildcards',
    why: 'One listener rule can have 5 patterns, paths and hosts together. With a shared load balancer it can have 4, because Elastic Beanstalk adds the host name of the environment. Elastic Load Balancing rejects a rule with more, and one with more than 6 wildcards, and the deployment fails. The guide of Elastic Beanstalk allows 3 wildcards in one pattern; whether more are refused is not documented, so that is a warning.',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/application/load-balancer-limits',
      'guide:command-options-general#command-options-general-elbv2-listenerrule',
      'guide:environments-cfg-alb-shared',
      'aws:elasticloadbalancing/latest/application/rule-condition-types',
    ],
  },
  needs: listenerRules,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    for (const { name, pathPatterns, hostHeaders } of routing(project).rules) {
      const [first, second] = [pathPatterns, hostHeaders].filter((setting) => setting !== undefined);
      const items = [first, second].flatMap(itemsOfSetting);
      if (!first || items.some(({ kind }) => kind !== 'literal')) continue;
      const limit = exceededLimit(
        items.map(({ text }) => text),
        environment(project).sharedLoadBalancer,
      );
      if (!limit) continue;
      yield {
        at: first.value.place,
        message: `Rule "${name}" has ${limit.count} ${limit.what} (maximum ${limit.maximum})`,
        help: `${limit.what === 'wildcards in one pattern' ? 'Use fewer wildcards: `*` also matches slashes' : 'Split it into two rules, each with its own `Priority`, and list both in `Rules`'}.`,
        ...(!limit.isCertain && { warnsBecause: 'undocumented' as const }),
        ...(second && { related: [{ at: second.value.place, note: 'host patterns of the rule' }] }),
      };
    }
  },
};
