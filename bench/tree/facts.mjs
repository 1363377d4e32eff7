import { REGIONS, SERVICES, STACKS } from './words.mjs';

/** Overrides of a project's facts, each one a common mistake. */
const MISTAKES = [
  ({ socketPort }) => ({ socketProcessPort: socketPort + 1 }),
  () => ({ socketTarget: 'websokcet' }),
  () => ({ priorities: [10, 10] }),
  () => ({ policy: 'ELBSecurityPolicy-TLS13-1-2-2021-6' }),
  ({ region }) => ({ certificate: `arn:aws:acm:${region}:ACCOUNT_ID:certificate/CERTIFICATE_ID` }),
  () => ({ staticNamespace: 'aws:elasticbeanstalk:container:python:staticfiles' }),
  () => ({ leftover: '  02_restart:\n    command: "service nginx reload\n' }),
  () => ({ leftover: '  01_prepare:\n    command: echo again\n' }),
  () => ({ socketHost: '127.0.0.1' }),
];

/**
 * What the files of one project agree on, and where there are mistakes, disagree on.
 * @param {number} mistakenShare the share of projects with mistakes, from 0 to 1
 */
export function factsOf(random, mistakenShare) {
  const right = rightFacts(random);
  // Always drawn, so that another share changes only the mistakes of the projects.
  const isMistaken = random.next() < mistakenShare;
  const mistakes = random.sample(MISTAKES, random.integer(1, 3));
  return isMistaken ? Object.assign(right, ...mistakes.map((mistake) => mistake(right))) : right;
}

function rightFacts(random) {
  const service = random.pick(SERVICES);
  const region = random.pick(REGIONS);
  const socketPort = 5000 + random.integer(0, 299) * 10;
  return {
    service,
    region,
    stack: stackOf(random.pick(STACKS), service),
    socketPort,
    socketProcessPort: socketPort,
    socketHost: '0.0.0.0',
    socketTarget: 'websocket',
    priorities: [10, 20],
    policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    certificate: `arn:aws:acm:${region}:${random.digits(12)}:certificate/${uuid(random)}`,
    staticNamespace: 'aws:elasticbeanstalk:environment:proxy:staticfiles',
    leftover: '',
  };
}

/** A stack with the project's own names in its commands. */
function stackOf({ web, worker, prepare, ...rest }, service) {
  const filled = (command) => command.replace('{module}', service);
  return { ...rest, web: filled(web), worker: filled(worker), prepare: prepare.map(filled) };
}

const uuid = (random) => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
