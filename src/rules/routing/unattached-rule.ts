import type { Doubt } from '../../model/doubt.js';
import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { describeRule, nameRules } from '../../model/routing/describe-rule.js';
import { howToAttach, listenersToExtend } from '../../model/routing/how-to-attach.js';
import { overriddenListing } from '../../model/routing/overridden-listing.js';
import { routing } from '../../model/routing/read-routing.js';
import {
  disabledNote,
  isDisabled,
  type Listener,
  type ListenerRule,
  RULE_OF_SHARED_LOAD_BALANCERS,
} from '../../model/routing/routing.js';
import { settings } from '../../model/settings/settings.js';
import type { Related } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { list } from '../../util/text.js';
import { listenerRules } from '../on.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { listRules, titleOfAttaching } from '../support/list-rules.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const unattachedRule: Rule = {
  meta: {
    summary: 'A listener rule is not attached to any listener, so it has no effect',
    why: 'A listener follows only the rules in its Rules option. A rule that no listener lists has no effect: the requests go to the default process of the listener. If the rule is for WebSockets, another server answers their handshake, for example with 400, 404 or a redirect.',
    consequence: 'silently-ignored',
    references: [
      'guide:command-options-general#command-options-general-elbv2-listenerrule',
      'guide:environments-cfg-alb',
    ],
    claimsAbsence: OF_LOAD_BALANCERS,
    yieldsTo: [
      'routing/all-listeners-disabled',
      'routing/rules-on-disabled-listener',
      'routing/unknown-rule',
    ],
  },
  needs: listenerRules,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    const unattached = unattachedRules(project);
    const doubt = unknownRules(project);
    const listeners = listenersToExtend(project);
    const isShared = environment(project).sharedLoadBalancer;
    const help =
      listeners.length > 0
        ? `${howToAttach(unattached, listeners, isShared)}.`
        : `Add ${unattached.length > 1 ? 'them' : 'it'} to \`Rules\` of an enabled listener.`;
    const edits = listeners.map((listener) => listRules(unattached, listener, settings(project), isShared));
    const disabled = routing(project).listeners.filter(isDisabled);
    const overridden = routing(project).listeners.filter(
      ({ rulesSetting }) => rulesSetting?.overridden.length,
    );
    const bySituation = groupBy(unattached, (rule) => [
      disabled
        .filter(({ listedRules }) => listedRules.has(rule))
        .map(({ port }) => port)
        .join(),
    ]);
    // What is missing in the same place is one mistake.
    for (const rules of bySituation.values()) {
      const [first, ...others] = rules;
      if (!first) continue;
      const listing = disabled.filter(({ listedRules }) => listedRules.has(first));
      yield {
        at: first.place,
        doubt,
        message: messageOf(rules, listing),
        help,
        related: [
          ...others.map((rule) => ({ at: rule.place, note: describeRule(rule) })),
          ...listeners.flatMap(otherEnd),
          ...(listing.length > 0 ? disabled.map(disabledNote) : []),
          ...overridden.flatMap((listener) => rules.flatMap((rule) => overriddenListing(listener, rule))),
        ],
        ...fixOf('unsafe', titleOfAttaching(unattached, listeners), ...edits),
      };
    }
  },
};

const listenersInUse = (project: Project): readonly Listener[] =>
  routing(project).listeners.filter(({ enabled }) => enabled !== false);

/** A listener whose rules are not known may list any. */
function unknownRules(project: Project): Doubt | undefined {
  const unknown = listenersInUse(project).find(
    ({ rulesSetting }) => rulesSetting && rulesSetting.value.kind !== 'literal',
  );
  return (
    unknown?.rulesSetting && {
      reason: 'it is not known which rules this lists',
      at: unknown.rulesSetting.value.place,
    }
  );
}

function unattachedRules(project: Project): ListenerRule[] {
  const inUse = listenersInUse(project);
  const listed = new Set(inUse.flatMap(({ listedRules }) => [...listedRules]));
  return routing(project).rules.filter(
    (rule) => rule.name !== RULE_OF_SHARED_LOAD_BALANCERS && !listed.has(rule),
  );
}

function messageOf(rules: readonly ListenerRule[], disabled: readonly Listener[]): string {
  const ports = disabled.map(({ port }) => String(port));
  if (ports.length === 0) return `${nameRules(rules)} not attached to any listener`;
  return ports.length === 1
    ? `${nameRules(rules)} attached only to listener ${ports[0]}, which is disabled`
    : `${nameRules(rules)} attached only to listeners ${list(ports)}, which are disabled`;
}

/** The name of the option: its value is the other end of a name in it that is not declared. */
function otherEnd({ port, place, rules, rulesSetting }: Listener): Related[] {
  const at = rulesSetting?.option.place ?? place;
  const what = rules.length > 0 ? 'lists other rules' : 'lists no rules';
  return at ? [{ at, note: `listener ${port} ${what}` }] : [];
}
