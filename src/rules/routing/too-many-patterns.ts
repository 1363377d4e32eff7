import { exceededLimit } from '../../knowledge/load-balancing/path-patterns.js';
import { hasListenerRules } from '../../model/load-balancer/environment.js';
import { itemsOfSetting } from '../../model/settings/settings.js';
import type { Rule } from '../rule.js';

export const tooManyPatterns: Rule = {
  meta: {
    id: 'routing/too-many-patterns',
    summary: 'A listener rule has too many patterns or wildcards',
    why: 'One listener rule can have 5 patterns, paths and hosts together, with 6 wildcards in them. Elastic Load Balancing rejects a rule with more, and the deployment fails.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html',
    ],
    since: '0.1.0',
  },
  *check({ environment, routing }) {
    if (!hasListenerRules(environment)) return;
    for (const { name, pathPatterns, hostHeaders } of routing.rules) {
      const [first, second] = [pathPatterns, hostHeaders].filter((setting) => setting !== undefined);
      const items = [first, second].flatMap(itemsOfSetting);
      if (!first || items.some(({ kind }) => kind !== 'literal')) continue;
      const limit = exceededLimit(items.map(({ text }) => text));
      if (!limit) continue;
      yield {
        at: first.value.place,
        message: `Rule "${name}" has ${limit.count} ${limit.what} (maximum ${limit.maximum})`,
        help: 'Split it into two rules, each with its own `Priority`.',
        ...(second && { related: [{ at: second.value.place, note: 'host patterns of the rule' }] }),
      };
    }
  },
};
