import { nearest } from '../../util/nearest.js';
import { hasListenerRules } from '../../model/load-balancer/environment.js';
import { RULE_OF_SHARED_LOAD_BALANCERS } from '../../model/routing/routing.js';
import { didYouMean } from '../../util/did-you-mean.js';
import { rename } from '../rename.js';
import type { Rule } from '../rule.js';

export const unknownRule: Rule = {
  meta: {
    id: 'routing/unknown-rule',
    summary: 'A listener lists a rule that is not declared',
    why: 'Every name in the Rules option of a listener must be declared in a namespace aws:elbv2:listenerrule:NAME with at least one option. With any other name, Elastic Beanstalk refuses to create or update the environment: "Invalid option value". Only a shared load balancer has a rule that always exists, named "default".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
    ],
    since: '0.1.0',
    yieldsTo: ['config/look-alike-character'],
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
        // Whether names are case-sensitive is not documented.
        const isSure = listener.enabled !== false && item.text.toLowerCase() !== near?.name.toLowerCase();
        yield {
          at: item.place,
          message: `Listener ${listener.port} lists rule "${item.text}", which is not declared`,
          help: didYouMean(
            near?.name,
            `Set \`PathPatterns\` in \`aws:elbv2:listenerrule:${item.text}\`, or remove the name from \`Rules\`.`,
          ),
          ...(near && { related: [{ at: near.place, note: `rule "${near.name}"` }] }),
          ...(!isSure && { severity: 'warning' }),
          ...(near && { fix: rename([item.place], near.name, 'unsafe') }),
        };
      }
    }
  },
};
