import { nearest } from '../../knowledge/nearest.js';
import { hasListenerRules } from '../../model/environment.js';
import { RULE_OF_SHARED_LOAD_BALANCERS } from '../../model/routing.js';
import { fixOf } from '../fix-of.js';
import type { Rule } from '../rule.js';

export const unknownRule: Rule = {
  meta: {
    id: 'routing/unknown-rule',
    summary: 'A listener lists a rule that nothing declares',
    why: 'Every name in the Rules option of a listener must have a namespace of its own, aws:elbv2:listenerrule:NAME, with at least one option. Elastic Beanstalk refuses an environment or update with any other name: "Invalid option value". Only a shared load balancer has a rule by itself, named "default".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check({ environment, routing: { listeners, rules } }) {
    if (!hasListenerRules(environment)) return;
    const names = rules.map(({ name }) => name);
    for (const listener of listeners) {
      for (const { name: item, isMissing } of listener.rules) {
        // The command that creates the environment may say that the load balancer is shared.
        if (!isMissing || item.text === RULE_OF_SHARED_LOAD_BALANCERS) continue;
        const nearName = nearest(item.text, names);
        const near = rules.find(({ name }) => name === nearName);
        const advice = near
          ? `Did you mean "${near.name}"?`
          : 'Set its PathPatterns there, or take the name out of Rules.';
        // Whether the case of a name counts is not documented.
        const isSure = listener.enabled !== false && item.text.toLowerCase() !== near?.name.toLowerCase();
        yield {
          at: item.place,
          message: `Listener ${listener.port} lists rule "${item.text}", which nothing declares: no option of aws:elbv2:listenerrule:${item.text} is set. ${advice}`,
          ...(near && { related: [{ at: near.place, note: `rule "${near.name}" is declared here` }] }),
          ...(!isSure && { severity: 'warning' }),
          ...(near && fixOf('unsafe', `Name rule "${near.name}"`, { ...item.place, text: near.name })),
        };
      }
    }
  },
};
