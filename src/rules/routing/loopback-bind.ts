import { hostOption } from '../../model/listen-options.js';
import { PROXY_PORTS, type Pair } from '../../model/pairs.js';
import { processPortNotes } from '../../model/process-port-notes.js';
import { isLocal, type Server, type TcpEndpoint } from '../../model/server.js';
import { fixOf } from '../fix-of.js';
import type { Finding, Rule } from '../rule.js';

export const loopbackBind: Rule = {
  meta: {
    id: 'routing/loopback-bind',
    summary: 'A server that the load balancer must reach directly listens on the loopback address',
    why: 'The load balancer comes from another machine and goes straight to the port of the process, past the proxy of the instance; a server on 127.0.0.1 answers only its own machine. The health checks fail, and every request that is routed there ends in 502 or 504. Several servers, daphne and uvicorn among them, listen on 127.0.0.1 unless told otherwise.',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://github.com/django/daphne/blob/main/daphne/cli.py',
      'https://github.com/Kludex/uvicorn/blob/main/uvicorn/main.py',
    ],
    since: '0.1.0',
  },
  *check({ pairs, proxy }) {
    for (const pair of pairs) {
      const { port } = pair.process;
      if (port === undefined || PROXY_PORTS.has(port)) continue;
      const endpoints = endpointsMeantFor(pair, port);
      const [endpoint] = endpoints;
      if (!endpoint || !endpoints.every(isLocal)) continue;
      const { value } = endpoint.port;
      if (value !== port && [port, value ?? port].some(proxy.namesPort)) continue;
      yield {
        at: endpoint.host.place,
        message: messageOf(pair, endpoint, port),
        related: processPortNotes(pair.process),
        ...listenEverywhere(pair, endpoint, port),
      };
    }
  },
};

/** The endpoints on the very port; where there is none, all of them, unless one is no TCP endpoint. */
function endpointsMeantFor({ server: { endpoints } }: Pair, port: number): readonly TcpEndpoint[] {
  const tcp = endpoints.filter((endpoint) => endpoint.kind === 'tcp');
  const onPort = tcp.filter((endpoint) => endpoint.port.value === port);
  if (onPort.length === 0) return tcp.length === endpoints.length ? tcp : [];
  return tcp.filter((endpoint) => endpoint.port.value === port || endpoint.port.value === undefined);
}

/** Behind the program's word an option stands before all that could end the options. */
function listenEverywhere(
  { server }: Pair,
  { host, port }: TcpEndpoint,
  processPort: number,
): Pick<Finding, 'fix'> {
  const title = `Make ${server.program.name} listen on every interface`;
  if (!host.byDefault) return fixOf('unsafe', title, { ...host.place, text: everywhere(host.value) });
  // `manage.py runserver 5000` takes no option for it: the address stands where the port does.
  if (server.program.subcommands || (!port.byDefault && server.program.options.bind)) return {};
  const { file, span } = server.programWord.place;
  // Behind `"$VENV/bin/daphne"` the quotes would hold the option too.
  if (!/^(?:\s|$)/.test(file.text.slice(span.end, span.end + 1))) return {};
  const text = ` ${hostOption(server.program, processPort)}`;
  return fixOf('unsafe', title, { file, span: { start: span.end, end: span.end }, text });
}

const everywhere = (loopback: string | undefined): string => (loopback?.includes('::') ? '::' : '0.0.0.0');

function mendOf({ program }: Server, { port }: TcpEndpoint, processPort: number): string {
  const option = hostOption(program, processPort);
  if (!program.subcommands) return `add ${option}`;
  return port.byDefault
    ? `add ${option} behind ${program.subcommands.join(' or ')}`
    : `write ${option} in place of the port`;
}

function messageOf({ process, server }: Pair, endpoint: TcpEndpoint, port: number): string {
  const { host } = endpoint;
  const program = `${server.program.name} in "${server.name.value}"`;
  const unreached = `where the load balancer cannot reach it for process "${process.name}" (port ${port})`;
  return host.byDefault
    ? `${program} is given no host and listens on its default ${host.value} only, ${unreached}; ${mendOf(server, endpoint, port)}.`
    : `${program} listens on ${host.value} only, ${unreached}; change it to ${everywhere(host.value)}.`;
}
