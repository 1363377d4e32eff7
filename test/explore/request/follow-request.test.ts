import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isClassic } from '../../../src/explore/graph/answering.js';
import { followRequest } from '../../../src/explore/request/follow-request.js';
import type { AskedRequest } from '../../../src/explore/request/trace.js';
import { PROXY_PORTS } from '../../../src/knowledge/platform/proxy-ports.js';
import { environment, hasListenerRules } from '../../../src/model/load-balancer/environment.js';
import { readLocation } from '../../../src/model/nginx/locations.js';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { isWorkerTier } from '../../../src/model/platform/tier.js';
import type { Project } from '../../../src/model/project.js';
import { pairs } from '../../../src/model/routing/pairs.js';
import { routing } from '../../../src/model/routing/read-routing.js';
import type { Listener, ListenerRule } from '../../../src/model/routing/routing.js';
import { serversByPort } from '../../../src/model/servers/server-ports.js';
import { servers } from '../../../src/model/servers/servers.js';
import { itemsOfSetting } from '../../../src/model/settings/settings.js';
import { foldersIn, loadProject, REPOSITORY, RULE_FIXTURES } from '../../support/fixtures.js';

const GET: AskedRequest = {
  method: 'GET',
  isTls: false,
  host: 'example.com',
  port: 80,
  target: '/',
  headers: new Map(),
  isWebSocket: false,
  from: 'outside',
};

const CORPUS = [process.env['EBLINT_CORPUS'] ?? ''].find((folder) => folder !== '' && existsSync(folder));

/** Folders of projects below one, a few levels deep. */
function rootsBelow(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const isRoot = entries.some(
    ({ name }) => name === '.ebextensions' || name === '.platform' || name === 'Procfile',
  );
  const inner =
    depth === 0
      ? []
      : entries.filter(
          (entry) => entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules',
        );
  return [
    ...(isRoot ? [folder] : []),
    ...inner.flatMap(({ name }) => rootsBelow(`${folder}/${name}`, depth - 1)),
  ];
}

const fixtureRoots = (): string[] => [
  ...['load-balancer', 'nginx', 'proxy', 'routing'].flatMap((group) => rootsBelow(RULE_FIXTURES + group, 2)),
  ...foldersIn(`${REPOSITORY}fixtures/projects`).map((name) => `${REPOSITORY}fixtures/projects/${name}`),
];

/** What a pattern stands for, written anew: `*` and `?` as regular expressions have them. */
const fits = (pattern: string, text: string, flags = ''): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$+.()|[\]{}]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replaceAll('?', '.')}$`,
    flags,
  ).test(text);

const textsOf = (rule: ListenerRule, kind: 'hostHeaders' | 'pathPatterns'): string[] =>
  itemsOfSetting(rule[kind]).map(({ text }) => text);

const isKnown = (rule: ListenerRule): boolean =>
  rule.priority !== undefined &&
  rule.processName !== undefined &&
  [rule.hostHeaders, rule.pathPatterns].every((setting) =>
    itemsOfSetting(setting).every(({ kind }) => kind === 'literal'),
  ) &&
  textsOf(rule, 'hostHeaders').length + textsOf(rule, 'pathPatterns').length > 0;

const takes = (rule: ListenerRule, host: string, path: string): boolean => {
  const [hosts, paths] = [textsOf(rule, 'hostHeaders'), textsOf(rule, 'pathPatterns')];
  return (
    (hosts.length === 0 || hosts.some((pattern) => fits(pattern, host, 'i'))) &&
    (paths.length === 0 || paths.some((pattern) => fits(pattern, path)))
  );
};

/** Follows a request for each pattern of each rule that a listener lists, and one for each location. */
function checkProject(project: Project): number {
  let count = 0;
  const { listeners } = routing(project);
  const { sharedLoadBalancer } = environment(project);
  const isBalanced =
    hasListenerRules(environment(project)) &&
    !isClassic(project) &&
    !sharedLoadBalancer &&
    !isWorkerTier(project);
  for (const listener of isBalanced ? listeners : []) count += checkListener(project, listener);
  for (const { directive, level } of nginx(project).installed.all) {
    const location = level.context === 'server' ? readLocation(directive) : undefined;
    if (!location?.path.startsWith('/') || /^~/.test(location.modifier)) continue;
    const { hops } = followRequest(project, { ...GET, target: location.path, from: 'instance' }, []);
    expect(hops.length).toBeGreaterThan(0);
    count++;
  }
  for (const asked of [
    GET,
    { ...GET, isTls: true, port: 443 },
    { ...GET, isTls: undefined, port: undefined, isWebSocket: true },
  ])
    expect(followRequest(project, asked, []).end.text).not.toBe('');
  return count;
}

function checkListener(project: Project, listener: Listener): number {
  const { port, enabled, listedRules, protocol } = listener;
  const rules = [...listedRules];
  const priorities = new Set(rules.map(({ priority }) => priority));
  if (listener.rules.some(({ isMissing }) => isMissing)) return checkMissingRule(project, listener);
  if (enabled !== true || rules.length === 0 || !rules.every(isKnown) || priorities.size < rules.length)
    return 0;
  let count = 0;
  for (const rule of rules)
    for (const pattern of [
      ...textsOf(rule, 'pathPatterns'),
      ...(textsOf(rule, 'pathPatterns').length === 0 ? ['/x'] : []),
    ])
      for (const hostPattern of [
        ...textsOf(rule, 'hostHeaders'),
        ...(textsOf(rule, 'hostHeaders').length === 0 ? ['example.com'] : []),
      ]) {
        const [path, host] = [pattern, hostPattern].map((text) =>
          text.replaceAll('*', 'xyz').replaceAll('?', 'q'),
        ) as [string, string];
        if (!path.startsWith('/')) continue;
        const isTls = protocol?.value.text.trim().toUpperCase() === 'HTTPS';
        const { hops, end } = followRequest(project, { ...GET, isTls, host, port, target: path }, []);
        const first = rules
          .toSorted((a, b) => a.priority! - b.priority!)
          .find((one) => takes(one, host, path));
        const at = hops.findIndex(({ kind }) => kind === 'rule');
        expect({ path, host, rule: hops[at]?.title, process: hops[at + 1]?.title }).toEqual({
          path,
          host,
          rule: `Rule "${first?.name}"`,
          process: `Process "${first?.processName}"`,
        });
        const paired = pairs(project).filter(({ process }) => process.name === first?.processName);
        const [only, ...others] = paired;
        // Whatever listens on the port answers, be it meant or not.
        const answering = serversByPort(servers(project)).get(only?.process.port ?? 0) ?? [];
        if (
          only &&
          others.length === 0 &&
          only.process.port !== undefined &&
          !PROXY_PORTS.has(only.process.port) &&
          answering.every((server) => server === only.server)
        )
          expect(hops.at(-1)?.title).toContain(`in "${only.server.name.value}"`);
        else expect(end.text).not.toBe('');
        count++;
      }
  return count;
}

/** With a rule that does not exist, the deployment fails, and no request arrives. */
function checkMissingRule(project: Project, { port, protocol, enabled }: Listener): number {
  if (enabled !== true) return 0;
  const isTls = protocol?.value.text.trim().toUpperCase() === 'HTTPS';
  const { hops, end } = followRequest(project, { ...GET, isTls, port, target: '/ws/' }, []);
  expect(hops.at(-1)).toMatchObject({ kind: 'rule', state: 'broken' });
  expect(end).toMatchObject({ kind: 'refused', text: expect.stringContaining('does not exist') });
  return 1;
}

describe('a request for each pattern and location that is declared', () => {
  it('ends where the model says, in fixtures', { timeout: 120_000 }, () => {
    const count = fixtureRoots().reduce((sum, root) => sum + checkProject(loadProject(root)), 0);
    expect(count).toBeGreaterThan(300);
  });

  it.skipIf(CORPUS === undefined)(
    'ends where the model says, in public projects (EBLINT_CORPUS)',
    { timeout: 600_000 },
    () => {
      const count = rootsBelow(CORPUS!, 4).reduce((sum, root) => sum + checkProject(loadProject(root)), 0);
      expect(count).toBeGreaterThan(50);
    },
  );
});
