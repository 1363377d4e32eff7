import { fact } from '../../model/fact.js';
import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { routing } from '../../model/routing/read-routing.js';
import { separatedBySpaces } from '../../model/routing/references.js';
import {
  type Listener,
  type ListenerRule,
  RULE_OF_SHARED_LOAD_BALANCERS,
} from '../../model/routing/routing.js';
import type { Value } from '../../source/index.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { listeners } from '../on.js';
import type { EachRule, Finding } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';
import { rename } from '../support/rename.js';

/** The declared rules by their names. */
const rulesByName = fact(
  'rulesByName',
  (project): ReadonlyMap<string, ListenerRule> =>
    new Map(routing(project).rules.map((rule) => [rule.name, rule])),
);

export const unknownRule: EachRule<Listener> = {
  meta: {
    summary: 'A listener lists a rule that is not declared',
    why: 'Every name in the Rules option of a listener must be declared in a namespace aws:elbv2:listenerrule:NAME with at least one option. With any other name there is no rule to attach, and the update of the environment fails. A rule that the console or another tool declares is not seen. Only a shared load balancer has a rule that always exists, named "default".',
    consequence: 'deploy-fails',
    references: [
      'guide:command-options-general#command-options-general-elbv2-listener',
      'guide:environments-cfg-alb',
      'guide:environments-cfg-alb-shared',
    ],
    yieldsTo: ['config/look-alike-character'],
    claimsAbsence: OF_LOAD_BALANCERS,
    mayBeSetElsewhere: true,
  },
  each: listeners,
  *check(listener, project) {
    if (!hasListenerRules(environment(project))) return;
    for (const { name: item, isMissing, intended } of listener.rules) {
      // The command that creates the environment may say that the load balancer is shared.
      if (!isMissing || item.text === RULE_OF_SHARED_LOAD_BALANCERS) continue;
      const several = separatedBySpaces(item, rulesByName(project));
      yield {
        at: item.place,
        message: `Listener ${listener.port} lists rule "${item.text}", which is not declared`,
        help: several.length > 0 ? 'Put commas between the names.' : helpWith(item.text, intended),
        ...(intended && { related: [{ at: intended.place, note: `rule "${intended.name}"` }] }),
        ...(listener.enabled === false
          ? { warnsBecause: 'may-not-run' as const }
          : // Whether names are case-sensitive is not documented.
            isCaseVariant(item.text, intended) && { warnsBecause: 'undocumented' as const }),
        ...fixWith(item, intended, several),
      };
    }
  },
};

const isCaseVariant = (text: string, rule: ListenerRule | undefined): boolean =>
  text.toLowerCase() === rule?.name.toLowerCase();

const helpWith = (name: string, intended: ListenerRule | undefined): string =>
  didYouMean(
    intended?.name,
    `Set \`PathPatterns\` and a \`Priority\` of its own in \`aws:elbv2:listenerrule:${name}\`, or remove the name from \`Rules\`.`,
  );

/** The only rule that is left may be another one after all: without a near name, nothing is changed. */
function fixWith(
  { text, place }: Value,
  intended: ListenerRule | undefined,
  several: readonly ListenerRule[],
): Pick<Finding, 'fix'> {
  if (several.length > 0) {
    const names = several.map(({ name }) => name).join(',');
    return fixOf('unsafe', 'Put commas between the names', { ...place, text: names });
  }
  return isNear(text, intended) ? { fix: rename([place], intended.name, 'unsafe') } : {};
}

const isNear = (text: string, rule: ListenerRule | undefined): rule is ListenerRule =>
  rule !== undefined && nearest(text, [rule.name]) !== undefined;
