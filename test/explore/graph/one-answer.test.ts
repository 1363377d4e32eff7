import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { descriptionAt } from '../../../src/explore/editor/describe.js';
import { deploymentGraph } from '../../../src/explore/graph/deployment-graph.js';
import { followRequest, isFailure } from '../../../src/explore/request/follow-request.js';
import type { AskedRequest } from '../../../src/explore/request/trace.js';
import type { Diagnostic } from '../../../src/lint/diagnostic.js';
import { lintModel } from '../../../src/lint/lint-project.js';
import type { Project } from '../../../src/model/project.js';
import { ways } from '../../../src/model/routing/ways.js';
import { itemsOfSetting } from '../../../src/model/settings/settings.js';
import { loadProject, projectOf, REPOSITORY, RULE_FIXTURES } from '../../support/fixtures.js';

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

/** What findings say for certain about the way of requests: the name of a rule, or a process whose server gets none. */
const CLAIMS: readonly (readonly [ruleId: string, message: RegExp, kind: 'rule' | 'process'])[] = [
  ['routing/unknown-rule', /rule "(?<name>[^"]+)"/i, 'rule'],
  ['routing/nothing-listens', /the port of process "(?<name>[^"]+)"/, 'process'],
  ['routing/port-mismatch', /^(?<server>\S+) .*process "(?<name>[^"]+)" expects/, 'process'],
];

const claimsOf = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.flatMap(({ ruleId, message }) =>
    CLAIMS.flatMap(([id, pattern, kind]) => {
      const { name, server } = (id === ruleId && pattern.exec(message)?.groups) || {};
      return name === undefined ? [] : [{ kind, name, server }];
    }),
  );

/** A request for each rule of each listener that may be enabled, and one that no rule takes. */
function requestsOf(project: Project): AskedRequest[] {
  return ways(project).flatMap(({ listener, rules }) => {
    if (listener.enabled === false) return [];
    const isTls = /^(?:HTTPS|TLS)$/i.test(listener.protocol?.value.text.trim() ?? '');
    const asked = { ...GET, isTls, port: listener.port };
    const fits = (text: string) => text.replaceAll('*', 'x').replaceAll('?', 'q');
    const ofRules = rules.flatMap((way) => {
      if (way.kind !== 'rule') return [];
      const [path] = itemsOfSetting(way.rule.pathPatterns);
      const [host] = itemsOfSetting(way.rule.hostHeaders);
      return [{ ...asked, target: fits(path?.text ?? '/'), host: host ? fits(host.text) : asked.host }];
    });
    return [...ofRules, asked].filter(({ target }) => target.startsWith('/'));
  });
}

/** Compares what findings claim with what graph and request tell. */
function disagreements(
  project: Project,
  diagnostics: readonly Diagnostic[],
  claims: ReturnType<typeof claimsOf>,
): string[] {
  if (claims.length === 0) return [];
  const { nodes, edges } = deploymentGraph(project, diagnostics);
  const followed = requestsOf(project).map((asked) => followRequest(project, asked, diagnostics));
  return claims.flatMap(({ kind, name, server }) => {
    const title = `${kind === 'rule' ? 'Rule' : 'Process'} "${name}"`;
    const own = nodes.filter((node) => node.title === title);
    const isBroken =
      own.some(({ state }) => state === 'missing') ||
      edges.some(({ from, state }) => state === 'broken' && own.some(({ id }) => id === from));
    const fulfilled = followed.filter(({ hops, end }) => {
      const isOver = hops.some((hop) => hop.title === title);
      // Where the port is the proxy's, another server answers in place of the one that is meant.
      const isOther = server !== undefined && hops.at(-1)?.title.startsWith(`${server} in `) === false;
      return isOver && !isFailure(end) && end.kind !== 'unknown' && !isOther;
    });
    return [
      ...(own.length > 0 && !isBroken ? [`graph: ${title} works`] : []),
      ...fulfilled.map(({ url }) => `request: ${url} arrives over ${title}`),
    ];
  });
}

const fixtureRoots = (): string[] => [
  ...['load-balancer', 'routing', 'https'].flatMap((group) =>
    readdirSync(RULE_FIXTURES + group).flatMap((rule) =>
      readdirSync(`${RULE_FIXTURES}${group}/${rule}`, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${RULE_FIXTURES}${group}/${rule}/${name}`),
    ),
  ),
  ...readdirSync(`${REPOSITORY}fixtures/projects`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${REPOSITORY}fixtures/projects/${name}`),
];

describe('findings, graph, request and hover', () => {
  it('give one answer in all fixtures', { timeout: 120_000 }, () => {
    let claims = 0;
    const found = fixtureRoots().flatMap((root) => {
      const project = loadProject(root);
      const { diagnostics } = lintModel(project);
      const own = claimsOf(diagnostics);
      claims += own.length;
      return disagreements(project, diagnostics, own).map(
        (text) => `${root.slice(REPOSITORY.length)}: ${text}`,
      );
    });
    expect(found).toEqual([]);
    expect(claims).toBeGreaterThan(30);
  });

  it('give one answer about a listener that lists a rule with a wrong name', () => {
    const config = `option_settings:
  aws:elasticbeanstalk:environment: {LoadBalancerType: application}
  aws:elbv2:listener:80: {Rules: websockets}
  aws:elbv2:listenerrule:websocket: {PathPatterns: /ws/*, Process: chat}
  aws:elasticbeanstalk:environment:process:chat: {Port: 5000}
`;
    const project = projectOf({
      '.ebextensions/a.config': config,
      Procfile: 'chat: daphne -b 0.0.0.0 -p 5000 a.asgi:application\n',
    });
    const { diagnostics } = lintModel(project);
    expect(diagnostics.map(({ ruleId }) => ruleId)).toContain('routing/unknown-rule');
    expect(followRequest(project, { ...GET, target: '/ws/', isWebSocket: true }, []).end).toEqual({
      kind: 'refused',
      text: 'rule "websockets" does not exist: the deployment fails',
    });
    const { edges } = deploymentGraph(project, []);
    expect(edges.filter(({ from }) => from === 'listener:80').map(({ to, state }) => [to, state])).toEqual([
      ['rule:not declared websockets', 'broken'],
      ['process:default', 'sure'],
    ]);
    const [file] = project.files.files.flatMap((one) =>
      'source' in one && one.source.text === config ? [one.source] : [],
    );
    const hover = descriptionAt({ project, diagnostics: [] }, file!, config.indexOf('websocket:') + 1);
    expect(hover?.text).toContain('No listener leads here.');
  });

  it.each([
    ['443', 'SSLPolicy: x', 'unknown', 'the owner of the shared load balancer decides'],
    ['443', 'Rules: default', 'unknown', 'what listens on port 8765 is not in the files'],
  ])('listener %s of a shared load balancer with "%s" is %s', (port, rules, kind, text) => {
    const project = projectOf({
      '.ebextensions/a.config': `option_settings:
  aws:elasticbeanstalk:environment: {LoadBalancerType: application, LoadBalancerIsShared: true}
  aws:elbv2:loadbalancer: {SharedLoadBalancer: arn}
  aws:elbv2:listener:${port}: {${rules}}
  aws:elasticbeanstalk:environment:process:default: {Port: 8765}
`,
    });
    const asked = { ...GET, isTls: true, port: Number(port), host: 'a.elasticbeanstalk.com' };
    expect(followRequest(project, asked, []).end).toEqual({ kind, text: expect.stringContaining(text) });
  });
});
