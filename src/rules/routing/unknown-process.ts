import { environment, hasListenerRules, hasListeners } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { routing } from '../../model/routing/read-routing.js';
import { listsRule, type Process, type Reference } from '../../model/routing/routing.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';
import { rename } from '../support/rename.js';

export const unknownProcess: Rule = {
  meta: {
    summary: 'A listener or listener rule sends requests to a process that is not declared',
    why: 'DefaultProcess of a listener and Process of a listener rule must name a process that is declared in a namespace aws:elasticbeanstalk:environment:process:NAME with at least one option. Only the process "default" always exists. With any other name there is nothing to send the requests to, and the update of the environment fails. A process that the console or another tool declares is not seen.',
    consequence: 'deploy-fails',
    references: [
      'guide:environments-cfg-alb',
      'guide:command-options-general#command-options-general-elbv2-listenerrule',
    ],
    yieldsTo: ['config/look-alike-character'],
    claimsAbsence: OF_LOAD_BALANCERS,
    mayBeSetElsewhere: true,
  },
  needs: anySetting,
  *check(project) {
    const { processes } = routing(project);
    const byName = new Map(processes.map((process) => [process.name, process]));
    const names = [...byName.keys()];
    for (const { sender, reference, hasEffect } of mentions(project)) {
      if (!reference?.isMissing) continue;
      const { text, place } = reference.name;
      const near = byName.get(nearest(text, names) ?? '');
      yield {
        at: place,
        message: `${sender} sends requests to process "${text}", which is not declared`,
        help: didYouMean(
          near?.name,
          `Set \`Port\` in \`aws:elasticbeanstalk:environment:process:${text}\`, or name an existing process.`,
        ),
        ...(near?.place && { related: [{ at: near.place, note: `process "${near.name}"` }] }),
        ...(!hasEffect()
          ? { warnsBecause: 'may-not-run' as const }
          : // Whether names are case-sensitive is not documented.
            text.toLowerCase() === near?.name.toLowerCase() && { warnsBecause: 'undocumented' as const }),
        ...(near && { fix: rename([place], near.name, 'unsafe') }),
      };
    }
  },
};

interface Mention {
  /** What names the process, as a message begins with it. */
  readonly sender: string;
  readonly reference: Reference<Process> | undefined;
  /** Whether requests can come this way. */
  readonly hasEffect: () => boolean;
}

function mentions(project: Project): Mention[] {
  const { listeners, rules } = routing(project);
  const ofListeners = listeners.map(({ port, defaultProcess, enabled }) => ({
    sender: `Listener ${port}`,
    reference: defaultProcess,
    hasEffect: () => enabled !== false,
  }));
  const ofRules = rules.map((rule) => ({
    sender: `Rule "${rule.name}"`,
    reference: rule.process,
    hasEffect: () =>
      listeners.some((listener) => listener.enabled !== false && listsRule(listener, rule) !== false),
  }));
  // The listeners of a shared load balancer belong to its owner: only their Rules have an effect here.
  const hasDefaultProcesses = hasListeners(environment(project)) && !environment(project).sharedLoadBalancer;
  return [
    ...(hasDefaultProcesses ? ofListeners : []),
    ...(hasListenerRules(environment(project)) ? ofRules : []),
  ];
}
