import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { routing } from '../../model/routing/read-routing.js';
import type { EffectiveSetting } from '../../model/settings/settings.js';
import { listenerRules } from '../on.js';
import type { Rule } from '../rule.js';

export const emptyPattern: Rule = {
  meta: {
    summary: 'A listener rule has only empty patterns',
    why: 'A listener rule without a path or host pattern has nothing to match. Elastic Load Balancing rejects a condition without values ("A condition value must be specified"), and the deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/application/rule-condition-types',
      'guide:command-options-general#command-options-general-elbv2-listenerrule',
      'aws:elasticloadbalancing/latest/APIReference/API_CreateRule',
    ],
    yieldsTo: ['config/look-alike-character'],
  },
  needs: listenerRules,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    for (const { name, pathPatterns, hostHeaders } of routing(project).rules) {
      const settings = [pathPatterns, hostHeaders].filter((setting) => setting !== undefined);
      const [first] = settings;
      // An empty option next to one with patterns leaves a rule that works.
      if (!first || !settings.every(isEmpty)) continue;
      const example = first === pathPatterns ? '/ws/*' : 'chat.example.com';
      yield {
        at: first.option.place,
        message: `${first.option.value} of rule "${name}" is empty`,
        help: `Add a pattern such as \`${example}\`.`,
      };
    }
  },
};

const isEmpty = ({ value }: EffectiveSetting): boolean =>
  value.kind === 'literal' && /^[\s,]*$/.test(value.text);
