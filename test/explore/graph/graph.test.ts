import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { deploymentGraph } from '../../../src/explore/graph/deployment-graph.js';
import { drawingOf } from '../../../src/explore/graph/drawing.js';
import type { DeploymentGraph } from '../../../src/explore/graph/graph-parts.js';
import { dotOf, mermaidOf } from '../../../src/explore/graph/languages.js';
import { svgOf } from '../../../src/explore/graph/svg.js';
import { treeOf } from '../../../src/explore/graph/tree.js';
import { lintModel } from '../../../src/lint/lint-project.js';
import type { Project } from '../../../src/model/project.js';
import { painter } from '../../../src/report/text/ansi.js';
import { foldersIn, loadProject, projectOf, REPOSITORY } from '../../support/fixtures.js';

type Texts = Readonly<Record<string, string>>;

const graphOf = (project: Project): DeploymentGraph =>
  deploymentGraph(project, lintModel(project).diagnostics);

const drawn = (texts: Texts, platform?: string) => drawingOf(graphOf(projectOf(texts, platform)));

const tree = (texts: Texts, platform?: string): string =>
  treeOf(drawn(texts, platform), { width: 80, paint: painter(false) });

const settings = (text: string): Texts => ({ '.ebextensions/a.config': `option_settings:\n${text}` });

const APPLICATION = '  aws:elasticbeanstalk:environment: {LoadBalancerType: application}\n';
const PYTHON = 'Python 3.12 running on 64bit Amazon Linux 2023';

describe('where requests go', () => {
  it('from a listener over its rules to the servers, with what is reported on the way', () => {
    expect(
      tree(
        {
          ...settings(
            `${APPLICATION}  aws:elbv2:listener:80: {Rules: ws}
  aws:elbv2:listenerrule:ws: {PathPatterns: /ws/*, HostHeaders: a.example.com, Process: chat}
  aws:elasticbeanstalk:environment:process:chat: {Port: 5000, HealthCheckPath: /up}
`,
          ),
          Procfile: 'web: gunicorn -b :8000 a.wsgi\nchat: daphne -b 0.0.0.0 -p 5001 a.asgi:application\n',
        },
        PYTHON,
      ),
    ).toBe(`Application Load Balancer
│  .ebextensions/a.config:2
└─ Listener 80, HTTP
   │  .ebextensions/a.config:3
   ├─ Rule "ws", a.example.com, /ws/*, priority 1
   │  │  .ebextensions/a.config:4
   │  └─ Process "chat", port 5000, health check /up
   │     │  .ebextensions/a.config:5
   │     └✖ daphne in "chat", 0.0.0.0:5001
   │           Procfile:2
   │           error routing/port-mismatch
   └─ otherwise: Process "default", port 80 (default)
      └─ nginx, port 80
         └─ gunicorn in "web", 0.0.0.0:8000
               Procfile:1
`);
  });

  it.each<[string, Texts, string, string | undefined]>([
    [
      'a name that is not declared',
      settings(`${APPLICATION}  aws:elbv2:listener:80: {Rules: "api,other", DefaultProcess: gone}\n`),
      '├✖ Rule "api", not declared',
      undefined,
    ],
    [
      'a process that is not declared',
      settings(`${APPLICATION}  aws:elbv2:listener:80: {DefaultProcess: gone}\n`),
      '└✖ Process "gone", not declared',
      undefined,
    ],
    [
      'a listener that is disabled',
      settings(`${APPLICATION}  aws:elbv2:listener:80: {ListenerEnabled: false}\n`),
      '└─ Listener 80, HTTP (disabled)',
      undefined,
    ],
    [
      'rules that only the deployment knows',
      settings(`${APPLICATION}  aws:elbv2:listener:80: {Rules: {Ref: X}}\n`),
      '├? Other rules, known only to the deployment',
      undefined,
    ],
    [
      'a process that only the deployment knows',
      settings(`${APPLICATION}  aws:elbv2:listener:80: {DefaultProcess: {Ref: X}}\n`),
      '└? Process, known only to the deployment',
      undefined,
    ],
    [
      'a port that only the deployment knows',
      settings(`${APPLICATION}  aws:elasticbeanstalk:environment:process:default: {Port: {Ref: X}}\n`),
      '└? Unknown server on an unknown port',
      undefined,
    ],
    [
      'a port where nothing listens',
      {
        ...settings(`${APPLICATION}  aws:elasticbeanstalk:environment:process:default: {Port: 9000}\n`),
        Procfile: 'web: gunicorn -b :8000 a.wsgi\n',
      },
      '└✖ Nothing on port 9000',
      PYTHON,
    ],
    [
      'a server that the proxy does not find',
      { Procfile: 'web: gunicorn -b :9000 a.wsgi\n' },
      '└✖ gunicorn in "web", 0.0.0.0:9000',
      PYTHON,
    ],
    [
      'a program that is not known',
      { Procfile: 'web: ./serve --port 8000\n' },
      '└─ "web", ./serve',
      undefined,
    ],
    [
      'a Procfile without "web"',
      { Procfile: 'worker: celery -A a worker\n' },
      '└─ No process "web"',
      undefined,
    ],
    ['the server of the platform', settings(APPLICATION), '└─ gunicorn, port 8000', PYTHON],
    [
      'a Unix socket',
      { Procfile: 'web: gunicorn -b unix:/run/a a.wsgi\n' },
      'gunicorn in "web", Unix socket',
      PYTHON,
    ],
    [
      'no proxy',
      settings('  aws:elasticbeanstalk:environment:proxy: {ProxyServer: none}\n'),
      `(default)
      └─ gunicorn
`,
      PYTHON,
    ],
    [
      'Apache',
      settings('  aws:elasticbeanstalk:environment:proxy: {ProxyServer: apache}\n'),
      '└─ Apache, port 80',
      PYTHON,
    ],
    [
      'a shared load balancer',
      settings(
        '  aws:elasticbeanstalk:environment: {LoadBalancerType: application, LoadBalancerIsShared: true}\n  aws:elbv2:listener:443: {Rules: default}\n',
      ),
      `Application Load Balancer, shared
│  .ebextensions/a.config:2
│  error settings/unmet-requirement
└─ Listener 443
   │  .ebextensions/a.config:3
   └─ Rule "default", the host name of the environment
      └─ Process "default", port 80 (default)`,
      undefined,
    ],
    [
      'a Network Load Balancer, which has no rules',
      settings(
        '  aws:elasticbeanstalk:environment: {LoadBalancerType: network}\n  aws:elbv2:listener:80: {Rules: a}\n',
      ),
      `Network Load Balancer
│  .ebextensions/a.config:2
└─ Listener 80, TCP
   │  .ebextensions/a.config:3
   │  warning load-balancer/option-ignored
   └─ Process "default"`,
      undefined,
    ],
    [
      'a Classic Load Balancer',
      settings(
        '  aws:elasticbeanstalk:environment: {LoadBalancerType: classic}\n  aws:elb:listener:443: {ListenerProtocol: HTTPS, InstancePort: 80}\n',
      ),
      `Classic Load Balancer
│  .ebextensions/a.config:2
├─ Listener 80, HTTP, to port 80
│  └─ nginx, port 80
│     └─ Application
└─ Listener 443, HTTPS, to port 80
   │  .ebextensions/a.config:3
   │  error https/missing-certificate
   └─ nginx (above)`,
      undefined,
    ],
    [
      'listeners of a classic one, where the type is not in the files',
      settings('  aws:elb:listener:8080: {InstancePort: {Ref: X}}\n'),
      '└? Unknown server on an unknown port',
      undefined,
    ],
    [
      'an instance alone, with TLS',
      {
        ...settings('  aws:elasticbeanstalk:environment: {EnvironmentType: SingleInstance}\n'),
        '.platform/nginx/conf.d/https.conf':
          'server {\n  listen 443 ssl;\n  ssl_certificate /a;\n  ssl_certificate_key /b;\n  location / { proxy_pass http://127.0.0.1:8000; }\n}\n',
      },
      `Instance without load balancer
│  .ebextensions/a.config:2
├─ Port 80, HTTP
│  └─ nginx, port 80
│     └─ location /, to http://127.0.0.1:8000
│        │  .platform/nginx/conf.d/https.conf:5
│        └─ gunicorn, port 8000
└─ Port 443, TLS
   │  .platform/nginx/conf.d/https.conf:2
   │  error https/closed-port
   └─ nginx (above)`,
      PYTHON,
    ],
    [
      'messages to a worker',
      { 'cron.yaml': 'version: 1\n', ...settings('  aws:elasticbeanstalk:sqsd: {HttpPath: /tasks}\n') },
      `Queue, of the environment
└─ aws-sqsd, POST /tasks
   │  .ebextensions/a.config:2
   └─ nginx, port 80`,
      undefined,
    ],
    [
      'a default action of a resource, in place of the default process',
      {
        ...settings(APPLICATION),
        '.ebextensions/b.config': `Resources:
  AWSEBV2LoadBalancerListener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - {Type: redirect, RedirectConfig: {Protocol: HTTPS, Port: "443", StatusCode: HTTP_301}}
`,
        Procfile: 'web: bundle exec puma -C config/puma.rb\n',
      },
      `└─ Listener 80, unknown protocol
   └─ Default action, a redirect to HTTPS
         .ebextensions/b.config:2`,
      'Ruby 3.4 running on 64bit Amazon Linux 2023',
    ],
    [
      'a server of an unknown port',
      { ...settings(APPLICATION), Procfile: 'web: bundle exec puma -C config/puma.rb\n' },
      '└─ puma in "web", unknown port',
      'Ruby 3.4 running on 64bit Amazon Linux 2023',
    ],
    [
      'a bundle for a worker and for a web server',
      { 'cron.yaml': 'version: 1\n', ...settings(APPLICATION) },
      `Queue, of the environment, if it is a worker
└─ aws-sqsd, POST /`,
      PYTHON,
    ],
    [
      'containers of Amazon ECS',
      {
        'Dockerrun.aws.json':
          '{"AWSEBDockerrunVersion": 2, "containerDefinitions": [{"name": "a", "portMappings": [{"hostPort": 80, "containerPort": 8000}]}]}',
        ...settings(APPLICATION),
      },
      '└─ Container "a", port 80 is 8000 inside',
      undefined,
    ],
    [
      'containers of Docker Compose',
      {
        'docker-compose.yml':
          'services:\n  web: {image: a, ports: ["80:3000"]}\n  api: {image: b, ports: ["5000:5000"]}\n',
        ...settings(
          `${APPLICATION}  aws:elbv2:listener:5000: {DefaultProcess: api}\n  aws:elasticbeanstalk:environment:process:api: {Port: 5000}\n`,
        ),
      },
      '└─ Container "web", port 80 is 3000 inside',
      'Docker running on 64bit Amazon Linux 2023',
    ],
    [
      'locations of the project, and what is left for the server',
      {
        Procfile: 'web: gunicorn -b :8000 a.wsgi\nws: daphne -p 5000 a.asgi:application\n',
        '.platform/nginx/conf.d/elasticbeanstalk/ws.conf':
          'location /ws/ {\n  proxy_pass http://127.0.0.1:5000;\n}\nlocation /other/ {\n  proxy_pass http://127.0.0.1:7000;\n}\n',
      },
      `├─ location /other/, to http://127.0.0.1:7000`,
      PYTHON,
    ],
    [
      'what no request reaches',
      {
        ...settings(`${APPLICATION}  aws:elbv2:listenerrule:ws: {PathPatterns: /ws/*}\n`),
        Procfile: 'web: gunicorn -b :8000 a.wsgi\nws: daphne -p 5000 a.asgi:application\n',
      },
      `
Nothing in the files leads to:
  Rule "ws", /ws/*, priority 1
  │  .ebextensions/a.config:3
  │  warning routing/unattached-rule
  └─ Process "default" (above)
  daphne in "ws", 127.0.0.1:5000
     Procfile:2
`,
      PYTHON,
    ],
  ])('shows %s', (_, texts, expected, platform) => {
    expect(tree({ '.platform/hooks/x': '', ...texts }, platform)).toContain(expected);
  });

  it('draws many rules that are alike as one, but for those of which something is reported', () => {
    const names = Array.from({ length: 30 }, (_, index) => `r${index}`);
    const text = tree(
      settings(
        `${APPLICATION}  aws:elbv2:listener:80: {Rules: "${names.join(',')}"}\n${names
          .map(
            (name, index) =>
              `  aws:elbv2:listenerrule:${name}: {PathPatterns: /${name}/*, Priority: ${index + 1}}\n`,
          )
          .join('')}`,
      ),
    );
    expect(text).toContain('├─ Rule "r0" and 29 other rules, /r0/*, …\n');
    expect(text.match(/Rule/g)).toHaveLength(1);
  });

  it('says where more ways are declared than it draws', () => {
    const names = Array.from({ length: 300 }, (_, index) => `r${index}`);
    const rules = names
      .map((name) => `  aws:elbv2:listenerrule:${name}: {PathPatterns: /${name}}\n`)
      .join('');
    const listeners = Array.from(
      { length: 200 },
      (_, index) => `  aws:elbv2:listener:${index + 1}: {Rules: "${names.join(',')}"}\n`,
    ).join('');
    const { nodes, edges } = graphOf(projectOf(settings(APPLICATION + listeners + rules)));
    expect(edges).toHaveLength(50_000);
    expect(nodes).toContainEqual(
      expect.objectContaining({ title: 'More than 50,000 ways', details: ['the others are not drawn'] }),
    );
  });
});

describe('pictures of every project among the fixtures', () => {
  const roots = foldersIn(`${REPOSITORY}fixtures/projects`).map(
    (name) => `${REPOSITORY}fixtures/projects/${name}`,
  );
  it.each(roots)('%s', (root) => {
    const graph = graphOf(loadProject(root));
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(ids.size).toBe(graph.nodes.length);
    for (const { from, to } of graph.edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
    const drawing = drawingOf(graph);
    const shown = treeOf(drawing, { width: 80, paint: painter(false) });
    for (const { title } of drawing.nodes) expect(shown).toContain(title);
    for (const line of shown.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
    expectWellFormed(svgOf(drawing, 'a'));
  });
});

describe('names from the project', () => {
  const hostile = `a"]; b --> c <script>&</script> \u001b[31m #35; %% |`;
  const texts = {
    ...settings(
      `${APPLICATION}  aws:elbv2:listener:80: {Rules: x, DefaultProcess: ${JSON.stringify(hostile)}}\n`,
    ),
  };

  it('mean nothing in Mermaid', () => {
    const text = mermaidOf(drawn(texts));
    expect(text).not.toMatch(/[\u001b%]|<(?!br\/>)/);
    // One box for each line that makes one, whatever is in it.
    for (const line of text.split('\n').filter((one) => one.includes('["')))
      expect(line).toMatch(/^ {2}n\d+\["(?:[\p{L}\p{N} .,:/()_-]|#\d+;|<br\/>)*"\]$/u);
  });

  it('mean nothing in the language of Graphviz', () => {
    for (const line of dotOf(drawn(texts))
      .split('\n')
      .filter((one) => one.includes('[label=')))
      expect(line).toMatch(/^ {2}n\d+(?: -> n\d+)? \[label="(?:[^"\\]|\\.)*"[^"]*(?:"[^"]*")?[^"]*\];$/);
  });

  it('mean nothing in SVG', () => {
    const text = svgOf(drawn(texts), '<script> & "');
    expect(text).not.toMatch(/<script|\u001b\[/);
    expectWellFormed(text);
  });

  it('of secrets are not shown', () => {
    const text = tree(
      settings(
        `${APPLICATION}  aws:elasticbeanstalk:environment:process:default: {HealthCheckPath: "/?token=AKIAIOSFODNN7EXAMPLE"}\n`,
      ),
    );
    expect(text).toContain('health check /');
    expect(text).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });
});

/** Throws where it is none. */
function expectWellFormed(svg: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(svg).close();
}
