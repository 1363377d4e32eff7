import { describePort } from '../../model/servers/describe-port.js';
import { portOption } from '../../model/servers/listen-options.js';
import type { Pair } from '../../model/routing/pairs.js';
import { processPortNotes } from '../../model/routing/process-port-notes.js';
import type { Process } from '../../model/routing/routing.js';
import type { TcpEndpoint } from '../../model/servers/server.js';
import type { Place } from '../../source/index.js';
import { fixOf } from '../fix-of.js';
import type { Finding, Rule } from '../rule.js';

export const portMismatch: Rule = {
  meta: {
    id: 'routing/port-mismatch',
    summary: 'A process of the load balancer and its server use different ports',
    why: 'The load balancer connects to the port of the process, where nothing listens. The health checks fail, and every request that is routed there ends in 502 or 504. The deployment itself succeeds.',
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
        help: helpWith(pair, endpoint, port),
        related: processPortNotes(process),
        ...makeEqual(process, endpoint, port),
      };
    }
  },
};

interface PortEndpoint extends TcpEndpoint {
  readonly port: TcpEndpoint['port'] & { readonly value: number };
}

/** The settings tell what the load balancer does, so the port of the server is what changes, where it is written. */
function makeEqual(process: Process, { port }: PortEndpoint, processPort: number): Pick<Finding, 'fix'> {
  if (!process.portSetting || port.byDefault) return {};
  return fixOf('unsafe', `Change the port to ${processPort}`, { ...port.place, text: String(processPort) });
}

const hasPort = (endpoint: TcpEndpoint): endpoint is PortEndpoint => endpoint.port.value !== undefined;

function messageOf({ process, server }: Pair, endpoint: PortEndpoint, processPort: number): string {
  const expected = process.portSetting ? `expects ${processPort}` : `has the default port ${processPort}`;
  return `${server.program.name} ${describePort(endpoint)}, but process "${process.name}" ${expected}`;
}

function helpWith({ process, server }: Pair, { port }: PortEndpoint, processPort: number): string {
  const setPort = `\`Port\` of the process to ${port.value}.`;
  if (!process.portSetting) return `Set ${setPort}`;
  return port.byDefault
    ? `Add \`${portOption(server.program, processPort)}\`, or set ${setPort}`
    : `Use ${portAsWritten(port.place, processPort)}, or set ${setPort}`;
}

/** `-p 5000` where the port follows an option of its own, else `port 5000`. */
function portAsWritten({ file, span }: Place, port: number): string {
  const before = file.text.slice(Math.max(0, span.start - 40), span.start);
  const [option] = /(?<=\s)(?:-[A-Za-z]|--?[A-Za-z-]+[ =])$/.exec(before) ?? [];
  return option === undefined ? `port ${port}` : `\`${option}${port}\``;
}
