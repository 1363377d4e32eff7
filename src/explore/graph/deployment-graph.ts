import type { Diagnostic } from '../../lint/diagnostic.js';
import { classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment } from '../../model/load-balancer/environment.js';
import { nginx } from '../../model/nginx/nginx.js';
import { nginxServers } from '../../model/nginx/nginx-servers.js';
import { tierOf } from '../../model/platform/tier.js';
import type { Project } from '../../model/project.js';
import { servers } from '../../model/servers/servers.js';
import { settings } from '../../model/settings/settings.js';
import { literalNumber, trimmedText } from '../../source/index.js';
import { addProxy, addServer, connectPort } from './add-instance.js';
import { addListeners } from './add-listeners.js';
import { BALANCER_TITLES, isClassic, stateOf } from './answering.js';
import { type DeploymentGraph, GraphParts } from './graph-parts.js';

/** The picture of a project, with what rules report of it. */
export function deploymentGraph(project: Project, diagnostics: readonly Diagnostic[]): DeploymentGraph {
  const graph = new GraphParts(project, diagnostics);
  const tier = tierOf(project);
  if (tier !== 'web') addQueue(graph, tier);
  if (tier !== 'worker') addWays(graph);
  for (const server of servers(project)) addServer(graph, server);
  return graph.finished();
}

/** The ways of requests from outside. */
function addWays(graph: GraphParts): void {
  const { project } = graph;
  if (isClassic(project)) addClassicListeners(graph, addBalancer(graph));
  else if (environment(project).loadBalancer === 'none') addInstance(graph);
  else addListeners(graph, addBalancer(graph));
}

/** The daemon of a worker posts messages to port 80 of its own instance. */
function addQueue(graph: GraphParts, tier: 'worker' | 'unknown'): void {
  const option = (name: string) => settings(graph.project).effective('aws:elasticbeanstalk:sqsd', name);
  const path = option('HttpPath');
  const queue = graph.add({
    id: 'source:queue',
    kind: 'source',
    title: 'Queue',
    state: tier === 'worker' ? 'default' : 'unknown',
    details: [
      option('WorkerQueueURL') ? 'WorkerQueueURL' : 'of the environment',
      tier === 'worker' ? undefined : 'if it is a worker',
    ],
  });
  const daemon = graph.add({
    id: 'listener:sqsd',
    kind: 'listener',
    title: 'aws-sqsd',
    state: 'default',
    details: [`POST ${path ? (trimmedText(path.value) ?? '?') : '/'}`],
    at: path?.value.place,
    settings: [path],
  });
  graph.connect(queue, daemon);
  graph.connect(daemon, addProxy(graph, 80));
}

function addInstance(graph: GraphParts): void {
  const source = graph.add({
    id: 'source:instance',
    kind: 'source',
    title: BALANCER_TITLES.none,
    state: 'declared',
    at: environment(graph.project).loadBalancerSetting?.value.place,
  });
  const own = nginxServers(nginx(graph.project).installed).flatMap(({ listens }) =>
    listens.filter(({ isOwn }) => isOwn),
  );
  const ports = new Set([80, ...own.flatMap(({ port }) => port ?? [])]);
  for (const port of [...ports].sort((a, b) => a - b)) {
    const listen = own.find((one) => one.port === port);
    const listener = graph.add({
      id: `listener:${port}`,
      kind: 'listener',
      title: `Port ${port}`,
      state: listen ? 'declared' : 'default',
      details: [listen?.isTls ? 'TLS' : 'HTTP'],
      at: listen?.word?.place,
    });
    graph.connect(source, listener);
    graph.connect(listener, addProxy(graph, port));
  }
}

function addClassicListeners(graph: GraphParts, source: string): void {
  if (classicListeners(graph.project).every(({ port }) => port !== 80)) {
    const id = graph.add({
      id: 'listener:80',
      kind: 'listener',
      title: 'Listener 80',
      state: 'default',
      details: ['HTTP', 'to port 80'],
    });
    graph.connect(source, id);
    connectPort(graph, id, 80);
  }
  for (const listener of classicListeners(graph.project)) {
    const { port, protocol, enabled, place, instancePortSetting, protocolSetting, certificate } = listener;
    const target = instancePortSetting ? literalNumber(instancePortSetting.value) : port;
    const id = graph.add({
      id: `listener:${port}`,
      kind: 'listener',
      title: `Listener ${port}`,
      state: stateOf(enabled),
      details: [protocol, target === undefined ? 'to an unknown port' : `to port ${target}`],
      at: place,
      settings: [instancePortSetting, protocolSetting, certificate],
    });
    graph.connect(source, id);
    if (enabled !== false) connectPort(graph, id, target);
  }
}

function addBalancer(graph: GraphParts): string {
  const { loadBalancer, loadBalancerSetting, sharedLoadBalancer } = environment(graph.project);
  return graph.add({
    id: 'source:load-balancer',
    kind: 'source',
    title: loadBalancer ? BALANCER_TITLES[loadBalancer] : 'Load balancer',
    state: loadBalancer ? 'declared' : 'unknown',
    details: [sharedLoadBalancer ? 'shared' : undefined, loadBalancer ? undefined : 'type not in the files'],
    at: loadBalancerSetting?.value.place,
  });
}
