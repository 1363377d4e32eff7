import { servers } from '../../model/servers/servers.js';
import type { Rule } from '../rule.js';
import {
  BEFORE_REFUSALS,
  COMMAND_LINES_OF_SERVERS,
  refusalsOf,
  type RefusalTexts,
} from '../support/refusals.js';

export const conflictingAddresses: Rule = {
  meta: {
    summary: 'Two flags of a server tell it where to listen, and it refuses both',
    why: 'The program prints an error and exits before it listens. Elastic Beanstalk starts it again and again, and every request that is routed to it ends in 502. A server cannot listen twice on one port, and some take either an address or a port. The command lines behind this rule were run with the servers themselves.',
    consequence: 'traffic-breaks',
    references: COMMAND_LINES_OF_SERVERS,
    yieldsTo: BEFORE_REFUSALS,
  },
  needs: servers,
  check: (project) => refusalsOf(TEXTS, project),
};

const TEXTS: RefusalTexts = {
  exclusive: ({ text, other }, { program }) => ({
    message: `${program.name} refuses ${text} beside ${other?.text}`,
    help: other ? `Delete \`${text}\`: \`${other.text}\` says where to listen.` : 'Use only one of them.',
  }),
  'same-address': ({ text }, { program }) => ({
    message: `${program.name} is told to listen on port ${text} twice`,
    help: 'Delete one of the addresses.',
  }),
};
