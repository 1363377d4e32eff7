import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { describeRule } from '../../model/routing/describe-rule.js';
import { routing } from '../../model/routing/read-routing.js';
import { rulesNote } from '../../model/routing/routing.js';
import { shadowedRules } from '../../model/routing/shadowed-rules.js';
import { listenerRules } from '../on.js';
import type { Rule } from '../rule.js';

export const shadowedRule: Rule = {
  meta: {
    summary: 'A listener rule gets no requests because a rule with a higher priority takes them',
    why: 'A listener tries its rules in the order of their priorities, the lowest number first, and follows the first one that matches. A rule after one with a wider pattern is never followed: its requests go to the process of the other rule.',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-alb',
      'aws:elasticloadbalancing/latest/application/rule-condition-types',
    ],
  },
  needs: listenerRules,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    for (const { rule, by, listener } of shadowedRules(routing(project))) {
      yield {
        at: (rule.prioritySetting ?? rule.pathPatterns ?? rule.hostHeaders)?.value.place ?? rule.place,
        message: `Rule "${rule.name}" gets no requests, because rule "${by.name}" takes them first`,
        help: `Give rule "${by.name}" a \`Priority\` above ${rule.priority}: the lowest number is tried first.`,
        related: [
          {
            at: by.prioritySetting?.value.place ?? by.place,
            note: `${describeRule(by)} has priority ${by.priority}`,
          },
          ...rulesNote(listener),
        ],
      };
    }
  },
};
