import { environment } from '../../model/load-balancer/environment.js';
import { pairsByProcess } from '../../model/routing/pairs.js';
import { routing } from '../../model/routing/read-routing.js';
import { type ListenerRule, RULE_OF_SHARED_LOAD_BALANCERS } from '../../model/routing/routing.js';
import {
  type Destination,
  destinationOfRule,
  type ListenerWays,
  type RestWay,
  type RuleWay,
  ways,
} from '../../model/routing/ways.js';
import { addServer, connectPort } from './add-instance.js';
import { describedProcess, describedRule, protocolOf, reaches, stateOf } from './answering.js';
import type { GraphParts } from './graph-parts.js';

/** Listeners, rules and processes, those included to which nothing leads. */
export function addListeners(graph: GraphParts, source: string): void {
  const { project } = graph;
  for (const one of ways(project)) addListener(graph, source, one);
  for (const rule of routing(project).rules) addRule(graph, rule, destinationOfRule(rule, project));
  for (const process of routing(project).processes)
    if (process.place) addProcess(graph, { kind: 'process', process, named: undefined });
}

function addListener(graph: GraphParts, source: string, { listener, rules, rest }: ListenerWays): void {
  const {
    port,
    protocol,
    certificate,
    policy,
    place,
    enabled,
    enabledSetting,
    rulesSetting,
    defaultProcess,
  } = listener;
  const id = graph.add({
    id: `listener:${port}`,
    kind: 'listener',
    title: `Listener ${port}`,
    state: place ? stateOf(enabled) : 'default',
    details: [
      protocolOf(listener, graph.project) ??
        (environment(graph.project).sharedLoadBalancer ? undefined : 'unknown protocol'),
    ],
    at: place,
    settings: [
      protocol,
      certificate,
      policy,
      enabledSetting,
      rulesSetting,
      defaultProcess && { value: defaultProcess.name },
    ],
  });
  graph.connect(source, id);
  if (enabled === false) return;
  for (const way of rules) connectRule(graph, id, way);
  connectRest(graph, id, rest, rules.length > 0 ? 'otherwise' : undefined);
}

function connectRule(graph: GraphParts, from: string, way: RuleWay): void {
  switch (way.kind) {
    case 'rule':
      graph.connect(from, addRule(graph, way.rule, way.to));
      break;
    case 'missing': {
      const { text, place } = way.reference.name;
      const missing = graph.add({
        id: `rule:not declared ${text}`,
        kind: 'rule',
        title: `Rule "${text}"`,
        state: 'missing',
        details: ['not declared'],
        at: place,
      });
      graph.connect(from, missing, { state: 'broken' });
      break;
    }
    case 'shared': {
      const id = graph.add({
        id: `rule:${RULE_OF_SHARED_LOAD_BALANCERS}`,
        kind: 'rule',
        title: `Rule "${RULE_OF_SHARED_LOAD_BALANCERS}"`,
        state: 'default',
        details: ['the host name of the environment'],
      });
      graph.connect(from, id);
      connectProcess(graph, id, way.to, undefined);
      break;
    }
    case 'unknown': {
      const others = graph.add({
        id: `rule:of ${from}`,
        kind: 'rule',
        title: 'Other rules',
        state: 'unknown',
        details: ['known only to the deployment'],
        at: way.setting.value.place,
      });
      graph.connect(from, others, { state: 'unknown' });
    }
  }
}

function connectRest(graph: GraphParts, from: string, rest: RestWay, label: string | undefined): void {
  if (rest.kind === 'process') connectProcess(graph, from, rest.to, label);
  if (rest.kind !== 'action') return;
  const { isRedirectToHttps: isKnown, at } = rest;
  const action = graph.add({
    id: `rule:default action of ${from}`,
    kind: 'rule',
    title: 'Default action',
    state: isKnown ? 'declared' : 'unknown',
    details: [isKnown ? 'a redirect to HTTPS' : 'of a resource'],
    at,
  });
  graph.connect(from, action, { label, state: isKnown ? 'sure' : 'unknown' });
}

function addRule(graph: GraphParts, rule: ListenerRule, to: Destination): string {
  const id = `rule:${rule.name}`;
  if (graph.has(id)) return id;
  graph.add({ id, kind: 'rule', ...describedRule(rule) });
  connectProcess(graph, id, to, undefined);
  return id;
}

function connectProcess(graph: GraphParts, from: string, to: Destination, label: string | undefined): void {
  const state = to.kind === 'process' ? 'sure' : to.kind === 'missing' ? 'broken' : 'unknown';
  graph.connect(from, addProcess(graph, to, from), { label, state });
}

function addProcess(graph: GraphParts, to: Destination, from = ''): string {
  const id = `process:${to.kind === 'process' ? to.process.name : to.kind === 'missing' ? to.name : `of ${from}`}`;
  if (graph.has(id)) return id;
  const { title, details, healthCheck, state, at, settings } = describedProcess(to, graph.project);
  graph.add({ id, kind: 'process', title, details: [...details, healthCheck], state, at, settings });
  if (to.kind !== 'process') return id;
  const { port } = to.process;
  const own = pairsByProcess(graph.project).get(to.process) ?? [];
  if (own.length === 0) connectPort(graph, id, port);
  for (const { server } of own) graph.connect(id, addServer(graph, server), { state: reaches(server, port) });
  return id;
}
