import { describePort } from '../../model/describe-port.js';
import { portOption } from '../../model/listen-options.js';
import type { Pair } from '../../model/pairs.js';
import { processPortNotes } from '../../model/process-port-notes.js';
import type { Process } from '../../model/routing.js';
import type { TcpEndpoint } from '../../model/server.js';
import { fixOf } from '../fix-of.js';
import type { Finding, Rule } from '../rule.js';

export const portMismatch: Rule = {
  meta: {
    id: 'routing/port-mismatch',
    summary: 'A process of the load balancer and the server meant for it use different ports',
    why: 'The load balancer opens connections to the port of the process, where nothing listens: its health checks fail, and every request that is routed there ends in 502 or 504. The deployment itself succeeds.',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentprocess',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ pairs, proxy, isComplete }) {
    for (const pair of pairs) {
      const { process, server } = pair;
      const { endpoints } = server;
      const { port, portSetting } = process;
      const isPortSure = port !== undefined && (portSetting !== undefined || isComplete);
      const known = endpoints.filter((endpoint) => endpoint.kind === 'tcp').filter(hasPort);
      const [endpoint] = known;
      if (!isPortSure || !endpoint || known.length < endpoints.length) continue;
      if (known.some(({ port: { value } }) => value === port || proxy.namesPort(value))) continue;
      yield {
        at: endpoint.port.place,
        message: messageOf(pair, endpoint, port),
        related: processPortNotes(process),
        ...makeEqual(process, endpoint, port),
      };
    }
  },
};

interface PortEndpoint extends TcpEndpoint {
  readonly port: TcpEndpoint['port'] & { readonly value: number };
}

/** The settings tell what the load balancer does, so the server is what follows, where its port has a word of its own. */
function makeEqual(process: Process, { port }: PortEndpoint, processPort: number): Pick<Finding, 'fix'> {
  const title = `Use port ${process.portSetting ? processPort : port.value} in both places`;
  if (!process.portSetting || port.byDefault) return {};
  return fixOf('unsafe', title, { ...port.place, text: String(processPort) });
}

const hasPort = (endpoint: TcpEndpoint): endpoint is PortEndpoint => endpoint.port.value !== undefined;

function messageOf({ process, server }: Pair, endpoint: PortEndpoint, processPort: number): string {
  const listens = describePort(server, endpoint);
  const { byDefault, value } = endpoint.port;
  if (!process.portSetting)
    return `${listens}, but process "${process.name}" sets no Port, so the load balancer uses port 80 for it; set its Port to ${value}.`;
  const mend = byDefault
    ? `add ${portOption(server.program, processPort)}`
    : `use ${processPort} here, or set its Port to ${value}`;
  return `${listens}, but the load balancer sends the requests of process "${process.name}" to port ${processPort}; ${mend}.`;
}
