import type { Level } from '../../model/nginx/configuration.js';
import { nginx } from '../../model/nginx/nginx.js';
import { readPassTarget, upstreamsOf } from '../../model/nginx/pass-targets.js';
import { proxy } from '../../model/nginx/proxy.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { proxyTarget } from '../../model/proxy/proxy-target.js';
import { answerBehindProxy, answerOn, type PortAnswer } from '../../model/routing/port-answer.js';
import type { Server } from '../../model/servers/server.js';
import { describedServer, proxiedApplication, proxiedServer, PROXY_TITLES, reaches } from './answering.js';
import type { GraphEdge, GraphParts } from './graph-parts.js';

/** What answers on a port of the instances. */
export function connectPort(graph: GraphParts, from: string, port: number | undefined): void {
  if (port === undefined) graph.connect(from, unknownServer(graph, 'an unknown port'), { state: 'unknown' });
  else connectAnswer(graph, from, port, answerOn(port, graph.project));
}

function connectAnswer(graph: GraphParts, from: string, port: number, answer: PortAnswer): void {
  switch (answer.kind) {
    case 'containers':
      for (const { name, ports } of answer.containers)
        graph.connect(
          from,
          graph.add({
            id: `server:container ${name.text}`,
            kind: 'server',
            title: `Container "${name.text}"`,
            state: 'declared',
            details: ports.map(
              ({ hostPort, containerPort }) => `port ${hostPort} is ${containerPort} inside`,
            ),
            at: name.place,
          }),
        );
      break;
    case 'proxy':
      graph.connect(from, addProxy(graph, port));
      break;
    case 'servers':
      for (const server of answer.servers) graph.connect(from, addServer(graph, server));
      break;
    case 'unknown':
      graph.connect(from, unknownServer(graph, `port ${port}`), { state: 'unknown' });
      break;
    case 'nothing':
      graph.connect(from, nothingOn(graph, port), { state: 'broken' });
  }
}

function nothingOn(graph: GraphParts, port: number): string {
  return graph.add({
    id: `server:none ${port}`,
    kind: 'server',
    title: `Nothing on port ${port}`,
    state: 'missing',
  });
}

function unknownServer(graph: GraphParts, where: string): string {
  return graph.add({
    id: `server:unknown ${where}`,
    kind: 'server',
    title: `Unknown server on ${where}`,
    state: 'unknown',
  });
}

/** The proxy of each instance, and where it passes requests. */
export function addProxy(graph: GraphParts, port: number): string {
  const { program, setting } = proxyServer(graph.project);
  if (program === 'none') return web(graph);
  const title = PROXY_TITLES[program];
  const id = 'proxy:proxy';
  if (graph.has(id)) return id;
  graph.add({
    id,
    kind: 'proxy',
    title: title ?? 'Proxy',
    state: title ? (setting ? 'declared' : 'default') : 'unknown',
    details: [`port ${port}`],
    at: setting?.value.place,
  });
  const paths = program === 'nginx' ? addLocations(graph, id) : [];
  // Its own location for all other paths takes the place of Elastic Beanstalk's.
  if (!paths.includes('/'))
    graph.connect(id, web(graph), {
      label: paths.length > 0 ? 'otherwise' : undefined,
      state: reachesWeb(graph),
    });
  return id;
}

/** The project's own locations that pass requests on, and what paths they are for. */
function addLocations(graph: GraphParts, proxyId: string): readonly (string | undefined)[] {
  const { installed } = nginx(graph.project);
  const portsOfTarget = upstreamsOf(installed);
  const paths: (string | undefined)[] = [];
  for (const { directive, level, file } of installed.all) {
    const [url] = directive.args;
    if (directive.name.text !== 'proxy_pass' || !file.source || !url) continue;
    const location = locationOf(level);
    paths.push(location);
    const target = readPassTarget(url.text);
    const ports = target ? portsOfTarget(target) : [];
    const id = graph.add({
      id: `proxy:${file.path}:${url.place.span.start}`,
      kind: 'proxy',
      title: location === undefined ? 'proxy_pass' : `location ${location}`,
      state: 'declared',
      details: [`to ${url.text}`],
      at: url.place,
    });
    graph.connect(proxyId, id);
    for (const port of ports) connectForward(graph, id, port);
  }
  return paths;
}

function connectForward(graph: GraphParts, from: string, port: number): void {
  const answer = answerBehindProxy(port, graph.project);
  const isApplication = answer.kind !== 'servers' && proxyTarget(graph.project)?.port === port;
  if (isApplication) graph.connect(from, web(graph));
  else connectAnswer(graph, from, port, answer);
}

/** Whether it listens where the platform's own configuration of the proxy looks for it. */
function reachesWeb(graph: GraphParts): GraphEdge['state'] {
  const server = proxiedServer(graph.project);
  const target = proxyTarget(graph.project);
  if (!server || !target) return 'sure';
  return proxy(graph.project).isCustomized ? 'unknown' : reaches(server, target.port);
}

function web(graph: GraphParts): string {
  const { server, ...application } = proxiedApplication(graph.project);
  if (server) return addServer(graph, server);
  return graph.add({ id: 'server:web', kind: 'server', ...application });
}

export function addServer(graph: GraphParts, server: Server): string {
  const { title, details, state, at } = describedServer(server);
  const id = `server:${server.name.value} ${server.programWord.place.span.start}`;
  return graph.add({ id, kind: 'server', title, details, state, at });
}

/** The path of the location that a level is in. */
function locationOf(level: Level | undefined): string | undefined {
  for (let at = level; at; at = at.parent)
    if (at.owner?.name.text === 'location') return at.owner.args.map(({ text }) => text).join(' ');
  return undefined;
}
