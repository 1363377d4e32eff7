import { servers } from '../../model/servers/servers.js';
import type { Rule } from '../rule.js';
import {
  BEFORE_REFUSALS,
  COMMAND_LINES_OF_SERVERS,
  refusalsOf,
  type RefusalTexts,
} from '../support/refusals.js';

export const wrongApplicationArgument: Rule = {
  meta: {
    summary: 'A server gets no application to run, no attribute of its module, or more than one',
    why: 'The program prints an error and exits before it listens. Elastic Beanstalk starts it again and again, and every request that is routed to it ends in 502. Servers of Python take one application, as a module with its attribute: `shop.wsgi:application`. The command lines behind this rule were run with the servers themselves.',
    consequence: 'traffic-breaks',
    references: COMMAND_LINES_OF_SERVERS,
    yieldsTo: BEFORE_REFUSALS,
  },
  needs: servers,
  check: (project) => refusalsOf(TEXTS, project),
};

const TEXTS: RefusalTexts = {
  'no-application': (_, { program, interface: kind }) => ({
    message: `${program.name} gets no application to run`,
    help: `Add the module and its attribute at the end, such as \`project.${kind ?? 'wsgi'}:application\`.`,
  }),
  'no-attribute': ({ text }, { program }) => ({
    message: `${program.name} needs an attribute after the module "${text}"`,
    help: `Use \`${text.replace(/\.py$/, '').replaceAll('/', '.')}:application\`, or the name that the application has.`,
  }),
  'extra-argument': ({ text }, { program }) => ({
    message: `${program.name} refuses the further argument "${text}"`,
    help: 'Delete it, or put the flag in front of it to which it belongs.',
  }),
};
