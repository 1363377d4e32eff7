import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { routing } from '../../model/routing/read-routing.js';
import { type Listener, type ListenerRule, rulesNote } from '../../model/routing/routing.js';
import type { Related } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { listenerRules } from '../on.js';
import type { Rule } from '../rule.js';

export const duplicatePriority: Rule = {
  meta: {
    summary: 'Two rules of a listener have the same priority',
    why: 'Elastic Load Balancing rejects a rule whose priority is already in use, and the deployment fails: "Priority \'1\' is currently in use". A rule that does not set Priority has priority 1, so two such rules collide as well.',
    consequence: 'deploy-fails',
    references: [
      'guide:environments-cfg-alb',
      'guide:command-options-general#command-options-general-elbv2-listenerrule',
    ],
  },
  needs: listenerRules,
  *check(project) {
    const { listeners, rules } = routing(project);
    if (!hasListenerRules(environment(project))) return;
    const inUse = listeners
      .filter(({ enabled }) => enabled)
      .map((listener) => ({
        listener,
        free: freePriority(listener),
        taken: new Map<number, ListenerRule>(),
      }));
    const listing = groupBy(inUse, ({ listener }) => listener.listedRules);
    for (const rule of rules) {
      const clash = takePriority(rule, listing.get(rule) ?? []);
      if (!clash) continue;
      const { earlier, listener } = clash;
      yield {
        at: placeOfPriority(rule),
        message: `Rules "${earlier.name}" and "${rule.name}" of listener ${listener.port} both have priority ${rule.priority}`,
        help: helpWith(clash, rule),
        related: [otherEnd(earlier), ...rulesNote(listener)],
      };
    }
  },
};

interface Priorities {
  readonly listener: Listener;
  /** A priority that no rule of the listener has. */
  readonly free: number;
  /** The first rule with each priority. */
  readonly taken: Map<number, ListenerRule>;
}

interface Clash extends Priorities {
  readonly earlier: ListenerRule;
}

/** Gives a rule its priority on the listeners that list it; the first listener on which another has it already. */
function takePriority(rule: ListenerRule, listing: readonly Priorities[]): Clash | undefined {
  const { priority } = rule;
  if (priority === undefined) return undefined;
  let clash: Clash | undefined;
  for (const priorities of listing) {
    const earlier = priorities.taken.get(priority);
    if (earlier) clash ??= { ...priorities, earlier };
    else priorities.taken.set(priority, rule);
  }
  return clash;
}

const placeOfPriority = ({ prioritySetting, place }: ListenerRule) => prioritySetting?.value.place ?? place;

function otherEnd(rule: ListenerRule): Related {
  const what = rule.prioritySetting
    ? `priority of rule "${rule.name}"`
    : `rule "${rule.name}" sets no Priority (default 1)`;
  return { at: placeOfPriority(rule), note: what };
}

/** A rule that has its priority by default is the one to change. */
function helpWith({ earlier, free }: Clash, rule: ListenerRule): string {
  const byDefault = [rule, earlier].find(({ prioritySetting }) => !prioritySetting);
  const [wide] = [earlier, rule].filter(hasEveryPath);
  if (!byDefault && wide && !hasEveryPath(wide === rule ? earlier : rule))
    return `Set \`Priority: ${free}\` of rule "${wide.name}": its pattern fits the requests of the other one too.`;
  return byDefault
    ? `Add \`Priority: ${free}\` to rule "${byDefault.name}", which has priority 1 by default.`
    : `Set \`Priority\` of one of them to a free number such as ${free}.`;
}

/** A rule without patterns is one of hosts, or has the path of all. */
const hasEveryPath = ({ pathPatterns, hostHeaders }: ListenerRule): boolean =>
  !hostHeaders && pathPatterns !== undefined && /^\/?\*$/.test(pathPatterns.value.text.trim());

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listenerrule */
const HIGHEST_PRIORITY = 1000;

/** The first priority after all rules of the listener: a smaller one would move the rule before others. */
function freePriority({ rules }: Listener): number {
  const taken = rules.map(({ target }) => target?.priority ?? 0);
  const last = taken.reduce((a, b) => Math.max(a, b), 0);
  if (last < HIGHEST_PRIORITY) return last + 1;
  const all = new Set(taken);
  let priority = 1;
  while (all.has(priority)) priority++;
  return priority;
}
