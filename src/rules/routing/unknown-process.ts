import { didYouMean } from '../../knowledge/nearest.js';
import type { Rule } from '../rule.js';

export const unknownProcess: Rule = {
  meta: {
    id: 'routing/unknown-process',
    summary: 'A listener or listener rule sends requests to a process that nothing declares',
    why: 'Elastic Beanstalk refuses the update: "Process" and "DefaultProcess" must name a process that has a namespace of its own, aws:elasticbeanstalk:environment:process:NAME. Only the process "default" exists by itself.',
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
  *check({ routing }) {
    const names = routing.processes.map(({ name }) => name);
    const references = [
      ...routing.listeners.map(({ defaultProcess }) => defaultProcess),
      ...routing.rules.map(({ process }) => process),
    ];
    for (const reference of references) {
      if (!reference || reference.target || reference.name.kind !== 'literal') continue;
      const { text, place } = reference.name;
      yield {
        at: place,
        message: `No process "${text}" is declared: there is no namespace aws:elasticbeanstalk:environment:process:${text}.${didYouMean(text, names)}`,
      };
    }
  },
};
