import type { ServerProgram } from '../../knowledge/servers/servers.js';
import { servers } from '../../model/servers/servers.js';
import { nearest } from '../../util/nearest.js';
import type { Rule } from '../rule.js';
import {
  BEFORE_REFUSALS,
  COMMAND_LINES_OF_SERVERS,
  refusalsOf,
  type RefusalTexts,
  textAfter,
} from '../support/refusals.js';

export const wrongFlagValue: Rule = {
  meta: {
    summary: 'A flag of a server has a value that the server refuses, or none',
    why: 'The program prints an error and exits before it listens. Elastic Beanstalk starts it again and again, and every request that is routed to it ends in 502. Each server has its own way to write an address: `0.0.0.0:8000` of gunicorn is `tcp://0.0.0.0:8000` of puma. The command lines behind this rule were run with the servers themselves.',
    consequence: 'traffic-breaks',
    references: COMMAND_LINES_OF_SERVERS,
    yieldsTo: BEFORE_REFUSALS,
  },
  needs: servers,
  check: (project) => refusalsOf(TEXTS, project),
};

const TEXTS: RefusalTexts = {
  'missing-value': ({ text }, { program }) => ({
    message: `Flag ${text} of ${program.name} has no value`,
    help: 'Add its value, or delete the flag.',
  }),
  'unexpected-value': ({ text }, { program }) => ({
    message: `Flag ${text} of ${program.name} takes no value`,
    help: 'Delete the value.',
  }),
  'bad-port': ({ text, at }, { program }) => ({
    message: `${program.name} refuses the port "${text}"`,
    help:
      program.options.endpoint && text.includes('.')
        ? `Use \`tcp:port=${/^:(\d{1,5})(?!\d)/.exec(textAfter(at))?.[1] ?? '5000'}:interface=${text}\`.`
        : 'Use a number from 1 to 65535.',
  }),
  'bad-number': ({ text }, { program }) => ({
    message: `${program.name} takes a number for ${program.variables?.number ?? ''}, not "${text}"`,
    help: 'Use a number of workers, such as `2`.',
  }),
  'bad-class': ({ text }, { program: { name, workerClasses = [] } }) => ({
    message: `${name} does not have the worker class "${text}"`,
    help: `Use \`${nearest(text, workerClasses, 3) ?? (/uvicorn/i.test(text) ? 'uvicorn.workers.UvicornWorker' : 'gthread')}\`.`,
  }),
  'bad-address': ({ text }, { program }) => ({
    message: `${program.name} refuses the address "${text}"`,
    help: `Use an address such as \`${sampleAddress(program, text)}\`.`,
  }),
};

function sampleAddress({ options, address }: ServerProgram, text: string): string {
  const port = /(?<!\d)\d{4,5}(?!\d)/.exec(text)?.[0] ?? '5000';
  if (options.endpoint && /[:=]|^tcp/i.test(text)) return `tcp:port=${port}:interface=0.0.0.0`;
  return options.host && !options.bind ? '0.0.0.0' : `${address.needsPrefix ?? ''}0.0.0.0:${port}`;
}
