import { nearest } from '../../knowledge/nearest.js';
import { hasListenerRules, hasListeners } from '../../model/environment.js';
import { insideQuotes } from '../../model/inside-quotes.js';
import type { Project } from '../../model/project.js';
import { listsRule, type Process, type Reference } from '../../model/routing.js';
import { fixOf } from '../fix-of.js';
import type { Rule } from '../rule.js';

export const unknownProcess: Rule = {
  meta: {
    id: 'routing/unknown-process',
    summary: 'A listener or listener rule sends requests to a process that nothing declares',
    why: 'DefaultProcess of a listener and Process of a listener rule must name a process that has a namespace of its own, aws:elasticbeanstalk:environment:process:NAME, with at least one option; only the process "default" exists by itself. Elastic Beanstalk refuses an environment or update with any other name: "Invalid option value".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listenerrule',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check(project) {
    const { processes } = project.routing;
    const names = processes.map(({ name }) => name);
    for (const { who, reference, counts } of mentions(project)) {
      if (!reference?.isMissing) continue;
      const { text, place } = reference.name;
      const nearName = nearest(text, names);
      const near = processes.find(({ name }) => name === nearName);
      const advice = near
        ? `Did you mean "${near.name}"?`
        : 'Set its Port there, or name a process that exists.';
      // Whether the case of a name counts is not documented.
      const isSure = counts() && text.toLowerCase() !== near?.name.toLowerCase();
      yield {
        at: place,
        message: `${who} names process "${text}", which nothing declares: no option of aws:elasticbeanstalk:environment:process:${text} is set. ${advice}`,
        ...(near?.place && {
          related: [{ at: near.place, note: `process "${near.name}" is declared here` }],
        }),
        ...(!isSure && { severity: 'warning' }),
        ...(near &&
          fixOf('unsafe', `Name process "${near.name}"`, { ...insideQuotes(place), text: near.name })),
      };
    }
  },
};

interface Mention {
  /** The option and its owner, as a message begins with them. */
  readonly who: string;
  readonly reference: Reference<Process> | undefined;
  /** Whether requests can come this way. */
  readonly counts: () => boolean;
}

function mentions({ environment, routing }: Project): Mention[] {
  const { listeners, rules } = routing;
  const ofListeners = listeners.map(({ port, defaultProcess, enabled }) => ({
    who: `DefaultProcess of listener ${port}`,
    reference: defaultProcess,
    counts: () => enabled !== false,
  }));
  const ofRules = rules.map((rule) => ({
    who: `Process of rule "${rule.name}"`,
    reference: rule.process,
    counts: () =>
      listeners.some((listener) => listener.enabled !== false && listsRule(listener, rule) !== false),
  }));
  // The listeners of a shared load balancer belong to its owner: only their Rules count here.
  const hasDefaultProcesses = hasListeners(environment) && !environment.sharedLoadBalancer;
  return [...(hasDefaultProcesses ? ofListeners : []), ...(hasListenerRules(environment) ? ofRules : [])];
}
