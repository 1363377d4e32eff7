import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { forwardsByPort } from '../../model/nginx/forwards.js';
import { nginx } from '../../model/nginx/nginx.js';
import type { Project } from '../../model/project.js';
import { pairs } from '../../model/routing/pairs.js';
import {
  type PortMismatch,
  portMismatches,
  processPortNotes,
  type SwappedPorts,
} from '../../model/routing/port-mismatches.js';
import { routing } from '../../model/routing/read-routing.js';
import { type Process, PROCESS_NAMESPACE, processesByPort } from '../../model/routing/routing.js';
import { hostOption, portOption } from '../../model/servers/listen-options.js';
import { isLocal, isOneOfSeveral, type Server, type TcpEndpoint } from '../../model/servers/server.js';
import {
  describePort,
  portVariableNotes,
  serverNote,
  serversByPort,
} from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import { settings } from '../../model/settings/settings.js';
import { type Place, textAt } from '../../source/index.js';
import type { Edit, Finding, Rule } from '../rule.js';
import { addOption } from '../support/add-option.js';
import { addServerOptions, reasonFor } from '../support/add-server-options.js';
import { fixOf } from '../support/fix-of.js';
import { replaceValue } from '../support/replace-value.js';

export const portMismatch: Rule = {
  meta: {
    summary: 'A process of the load balancer and its server use different ports',
    why: 'The load balancer connects to the port of the process, where nothing listens. The health checks fail, and requests that are routed there end in 502, 503 or 504. The deployment itself may succeed all the same.',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-alb',
      'guide:command-options-general#command-options-general-environmentprocess',
      'guide:platforms-linux-extend.build-proc',
      'aws:elasticloadbalancing/latest/application/load-balancer-troubleshooting',
    ],
    yieldsTo: ['settings/invalid-value'],
  },
  needs: pairs,
  *check(project) {
    const { swapped, single } = portMismatches(project);
    for (const pair of swapped) yield swap(pair);
    for (const mismatch of single) yield differ(mismatch, project);
  },
};

function swap(both: SwappedPorts): Finding {
  const [first, second] = both;
  return {
    at: first.endpoint.port.place,
    message: `The ports of "${first.server.name.value}" and "${second.server.name.value}" are swapped`,
    help: `Use port ${first.expected} in "${first.server.name.value}" and ${second.expected} in "${second.server.name.value}".`,
    related: [
      serverNote(second.server, second.endpoint),
      ...both.flatMap(({ process }) => (process ? processPortNotes(process) : [])),
    ],
    ...reasonFor(...both.map(({ server }) => server)),
    ...fixOf('unsafe', 'Swap the ports', ...both.map(portEdit)),
  };
}

function differ(mismatch: PortMismatch, project: Project): Finding {
  const { server, endpoint, expected, process } = mismatch;
  const claim = process?.portSetting ? `expects ${expected}` : `has the default port ${expected}`;
  const ways = waysToAgree(mismatch, project);
  return {
    at: endpoint.port.place,
    message: `${server.program.name} ${describePort(endpoint)}, but process "${process?.name}" ${claim}`,
    help: helpFor(ways, mismatch),
    related: [
      ...(process ? processPortNotes(process) : []),
      ...portVariableNotes(endpoint),
      ...(forwardsByPort(nginx(project)).get(expected) ?? []).map(({ place }) => ({
        at: place,
        note: 'nginx passes requests to this port',
      })),
    ],
    ...reasonFor(server),
    ...fixFor(ways, mismatch, project),
  };
}

/** Which of the two may take the port of the other one. */
interface Ways {
  readonly serverMoves: boolean;
  readonly processMoves: boolean;
}

/** The proxy has the ports of the web, and a port that a third one has is free for neither. */
function waysToAgree({ server, endpoint, expected, process }: PortMismatch, project: Project): Ways {
  const isTaken = (port: number) =>
    PROXY_PORTS.has(port) ||
    (serversByPort(servers(project)).get(port) ?? []).some(({ name }) => name.value !== server.name.value);
  const { value } = endpoint.port;
  const isOfProcess = (processesByPort(routing(project)).get(value) ?? []).some((other) => other !== process);
  return { serverMoves: !isTaken(expected), processMoves: !isTaken(value) && !isOfProcess };
}

function helpFor({ serverMoves, processMoves }: Ways, { server, endpoint, expected }: PortMismatch): string {
  const { port } = endpoint;
  const move = moveTo(server, endpoint, expected);
  if (serverMoves)
    return processMoves ? `${move}, or set \`Port\` of the process to ${port.value}.` : `${move}.`;
  return processMoves
    ? `Set \`Port\` of the process to ${port.value}.`
    : `Use a free port, and set \`Port\` of the process to it.`;
}

function moveTo(server: Server, endpoint: TcpEndpoint, expected: number): string {
  const { byDefault, missingAt, place } = endpoint.port;
  if (missingAt) return `Add \`:${expected}\` to the address`;
  return byDefault
    ? `Add \`${optionsFor(server, endpoint, expected)}\``
    : `Use ${portAsWritten(place, expected)}`;
}

/** The settings tell what the load balancer does, so the port of the server is what changes, where it can. */
function fixFor(
  { serverMoves, processMoves }: Ways,
  mismatch: PortMismatch,
  project: Project,
): Pick<Finding, 'fix'> {
  const { endpoint, expected, process } = mismatch;
  if (serverMoves) return fixOf('unsafe', `Change the port to ${expected}`, portEdit(mismatch));
  if (!processMoves || !process) return {};
  const { value } = endpoint.port;
  return fixOf(
    'unsafe',
    `Set Port of process "${process.name}" to ${value}`,
    processEdit(process, value, project),
  );
}

/** Where a variable says the port, another entry may read it, too: it is left to the author. */
function portEdit({ server, endpoint, expected }: PortMismatch): Edit | undefined {
  const { byDefault, missingAt, variable, place } = endpoint.port;
  if (isOneOfSeveral(server)) return undefined;
  if (missingAt) return { ...missingAt, text: `:${expected}` };
  if (byDefault) return addServerOptions(server, optionsFor(server, endpoint, expected));
  const isWrittenThere = Number(textAt(place)) === endpoint.port.value;
  return variable || !isWrittenThere ? undefined : { ...place, text: String(expected) };
}

/** With the option for the host where the load balancer does not reach the server by default. */
function optionsFor({ program }: Server, endpoint: TcpEndpoint, port: number): string {
  const [host, own] = [hostOption(program, port), portOption(program, port)];
  return endpoint.host.byDefault && isLocal(endpoint) && host !== own ? `${host} ${own}` : own;
}

function processEdit({ name, portSetting }: Process, port: number, project: Project): Edit | undefined {
  if (portSetting) return replaceValue(portSetting, String(port));
  const [sibling] = settings(project).of(`${PROCESS_NAMESPACE}${name}`);
  return sibling && addOption(sibling, 'Port', `'${port}'`);
}

/** `-p 5000` where the port follows an option of its own, else `port 5000`. */
function portAsWritten({ file, span }: Place, port: number): string {
  const before = file.text.slice(Math.max(0, span.start - 40), span.start);
  const [option] = /(?<=\s)(?:-[A-Za-z]|--?[A-Za-z-]+[ =])$/.exec(before) ?? [];
  return option === undefined ? `port ${port}` : `\`${option}${port}\``;
}
