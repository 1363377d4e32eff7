import { describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const PLATFORM = {
  '.elasticbeanstalk/config.yml':
    'global:\n  default_platform: Python 3.12 running on 64bit Amazon Linux 2023\n',
};

const config = (text: string) => ({ '.ebextensions/a.config': `option_settings:\n${text}` });

const environment = (type: string) => `  aws:elasticbeanstalk:environment: {${type}}\n`;

const WEB = {
  ...PLATFORM,
  Procfile: 'web: gunicorn -b 127.0.0.1:8000 a.wsgi\nws: daphne -b 0.0.0.0 -p 5000 a.asgi:app\n',
};

const BALANCED = {
  ...WEB,
  ...config(`${environment('LoadBalancerType: application')}
  aws:elbv2:listener:80: {Rules: 'ws,api'}
  aws:elbv2:listener:443: {Protocol: HTTPS, SSLCertificateArns: arn, Rules: ws}
  aws:elbv2:listener:8443: {ListenerEnabled: false}
  aws:elbv2:listenerrule:ws: {PathPatterns: /ws/*, Process: ws, Priority: 1}
  aws:elbv2:listenerrule:api: {HostHeaders: 'api.example.com,*.b?.example.com', Process: gone, Priority: 2}
  aws:elasticbeanstalk:environment:process:ws: {Port: 5000}
`),
};

const nginx = (text: string) => ({ ...WEB, '.platform/nginx/conf.d/elasticbeanstalk/a.conf': text });

const request = (files: Record<string, string>, ...argv: string[]) =>
  runEblint(temporaryFolder(files), ['request', ...argv]);

async function ask(files: Record<string, string>, ...argv: string[]) {
  const { exitCode, stdout, stderr } = await request(files, ...argv, '--format', 'json');
  if (stderr) throw new Error(stderr);
  const [{ url, hops, end }] = JSON.parse(stdout).projects;
  return {
    exitCode,
    url,
    way: hops.map(({ title, state }: { title: string; state: string }) =>
      state === 'sure' ? title : `${title} (${state})`,
    ),
    end: end.text,
    kind: end.kind,
    status: end.status,
    hops,
  };
}

describe('eblint request', () => {
  it.each([
    [WEB, ['/'], '\\u001b\\[3[23]m(?:Ends|Unknown): '],
    [BALANCED, ['http://api.example.com/'], '\\u001b\\[31mFails: '],
  ])('paints the end of the way', async (files, argv, line) => {
    const { stdout } = await request(files, ...argv, '--color');
    expect(stdout).toMatch(new RegExp(`\n${line}[^\n]+\\u001b\\[39m\n`));
  });

  it('prints the way of a request', async () => {
    const { exitCode, stdout, stderr } = await request(BALANCED, 'wss://example.com/ws/chat');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "GET wss://example.com/ws/chat

        1.  Application Load Balancer
            .ebextensions/a.config:2
        2.  Listener 443, HTTPS
            .ebextensions/a.config:5
            error https/invalid-certificate-arn
            error routing/rule-missing-on-listener
        3.  Rule "ws", /ws/*, priority 1
            .ebextensions/a.config:7
        4.  Process "ws", port 5000
            .ebextensions/a.config:9
        5.  daphne in "ws", 0.0.0.0:5000
            Procfile:2

      Ends: daphne in "ws" answers
      "
    `);
  });

  it('prints JSON with the place of each hop', async () => {
    const { hops, url } = await ask(BALANCED, 'http://example.com/ws/');
    expect(url).toBe('http://example.com/ws/');
    expect(hops.at(-1)).toEqual({
      kind: 'server',
      title: 'daphne in "ws"',
      details: ['0.0.0.0:5000'],
      state: 'sure',
      findings: [],
      filePath: expect.stringMatching(/Procfile$/),
      line: 2,
      column: 5,
    });
  });

  it.each([
    ['http://example.com/ws/', 'daphne in "ws" answers', 0],
    // Paths are compared with their case, hosts are not, and a wildcard needs what is before it.
    ['http://example.com/WS/', 'gunicorn in "web" answers', 0],
    ['http://example.com/ws', 'gunicorn in "web" answers', 0],
    ['http://example.com/x?a=/ws/b', 'gunicorn in "web" answers', 0],
    ['http://API.example.com/', 'process "gone" does not exist: the deployment fails', 1],
    ['http://x.b1.example.com/', 'process "gone" does not exist: the deployment fails', 1],
    ['http://x.b12.example.com/', 'gunicorn in "web" answers', 0],
    // The rule with the lower number is first.
    ['http://api.example.com/ws/', 'daphne in "ws" answers', 0],
    ['https://api.example.com/', 'gunicorn in "web" answers', 0],
    ['https://example.com:8443/', 'listener 8443 is disabled: the connection fails', 1],
    [
      'https://example.com:444/',
      'the files declare no listener on port 444: the connection fails, unless the console or another tool adds one',
      0,
    ],
    ['https://example.com:80/', 'listener 80 speaks no TLS: the connection fails', 1],
    ['http://example.com:443/', '400 Bad Request: listener 443 wants TLS', 1],
    ['/ws/', 'daphne in "ws" answers', 0],
  ])('follows %s', async (url, end, exitCode) => {
    expect(await ask(BALANCED, url)).toMatchObject({ end, exitCode });
  });

  it('asks for another host, and says what it asked', async () => {
    expect(await ask(BALANCED, '/', '--host', 'api.example.com')).toMatchObject({
      url: 'http://api.example.com/',
      exitCode: 1,
    });
    expect(await ask(BALANCED, '/', '--header', 'Host: api.example.com')).toMatchObject({ exitCode: 1 });
    expect(await ask(BALANCED, '/')).toMatchObject({ url: 'http://environment.elasticbeanstalk.com/' });
  });

  it('asks the instance itself', async () => {
    expect(await ask(BALANCED, '/ws/', '--from', 'instance')).toMatchObject({
      url: 'http://localhost/ws/',
      way: ['nginx', 'location /', 'gunicorn in "web"'],
    });
    expect(await ask(BALANCED, 'http://127.0.0.1:5000/', '--from', 'instance')).toMatchObject({
      end: 'daphne in "ws" answers',
    });
  });

  it('finds no server where none listens', async () => {
    const wrongPort = { ...BALANCED, Procfile: WEB.Procfile.replace('5000', '5001') };
    expect(await ask(wrongPort, '/ws/')).toMatchObject({
      end: '502 Bad Gateway: nothing listens on port 5000',
      status: 502,
      exitCode: 1,
    });
    const loopback = { ...BALANCED, Procfile: WEB.Procfile.replace('0.0.0.0', '127.0.0.1') };
    expect(await ask(loopback, '/ws/')).toMatchObject({
      end: '502 Bad Gateway: nothing listens on port 5000 for others than the instance itself',
    });
    expect(await ask(loopback, 'http://localhost:5000/', '--from', 'instance')).toMatchObject({
      exitCode: 0,
    });
    // Where PORT is set from outside, it listens on all addresses.
    const usual = {
      Procfile: 'web: gunicorn a.wsgi\n',
      ...config('  aws:elasticbeanstalk:environment:process:default: {Port: 8000}\n'),
    };
    expect(await ask(usual, '/')).toMatchObject({
      kind: 'unknown',
      end: 'where gunicorn in "web" listens is not in the files',
    });
    expect(await ask({ ...WEB, Procfile: 'web: gunicorn -b :8001 a.wsgi\n' }, '/')).toMatchObject({
      end: '502 Bad Gateway: nothing listens on port 8000',
    });
  });

  it('knows where no process may be that the proxy passes requests to', async () => {
    const procfile = { Procfile: 'a: daphne -p 5001 a.asgi:app\n' };
    const go = 'Go 1 running on 64bit Amazon Linux 2023';
    expect(await ask(procfile, '/', '--platform', go)).toMatchObject({
      end: '502 Bad Gateway: nothing is there that answers',
    });
    expect(await ask({ Procfile: 'a: locust\n' }, '/')).toMatchObject({ kind: 'unknown', exitCode: 0 });
  });

  it('says what the files do not tell', async () => {
    const unknown = {
      ...WEB,
      ...config(`  aws:elbv2:listener:80: {Rules: a}
  aws:elbv2:listenerrule:a: {PathPatterns: {Ref: P}, Process: a}
`),
    };
    expect(await ask(unknown, '/')).toMatchObject({
      way: [
        'Load balancer (unknown)',
        'Listener 80',
        'Rule "a" (unknown)',
        'Process "default"',
        'nginx',
        'location /',
        'gunicorn in "web"',
      ],
    });
    const shared = { ...WEB, ...config(environment('LoadBalancerIsShared: true')) };
    expect(await ask(shared, 'https://example.com/')).toMatchObject({ kind: 'unknown', exitCode: 0 });
  });

  it('knows what classic and network load balancers, single instances and workers do', async () => {
    const classic = {
      ...WEB,
      ...config(`${environment('LoadBalancerType: classic')}  aws:elb:listener:443: {ListenerProtocol: HTTPS, InstancePort: 80, InstanceProtocol: HTTP}
  aws:elb:listener:5000: {ListenerProtocol: TCP, InstancePort: 5000}
`),
    };
    expect(await ask(classic, 'wss://example.com/')).toMatchObject({
      way: [
        'Classic Load Balancer',
        'Listener 443',
        'Classic Load Balancer drops the header Upgrade (broken)',
        'nginx',
        'location /',
        'gunicorn in "web"',
      ],
      end: 'gunicorn in "web" gets an ordinary request: the handshake of the WebSocket fails',
    });
    expect(await ask(classic, 'ws://example.com:5000/')).toMatchObject({ end: 'daphne in "ws" answers' });
    const network = { ...WEB, ...config(environment('LoadBalancerType: network')) };
    expect(await ask(network, 'http://example.com/')).toMatchObject({ end: 'gunicorn in "web" answers' });
    expect(await ask(network, 'https://example.com:80/')).toMatchObject({
      end: 'nginx speaks no TLS on port 80: the connection fails',
    });
    const single = { ...WEB, ...config(environment('EnvironmentType: SingleInstance')) };
    expect(await ask(single, 'http://example.com/')).toMatchObject({ end: 'gunicorn in "web" answers' });
    expect(await ask(single, 'https://example.com/')).toMatchObject({ kind: 'refused' });
    const worker = { ...WEB, ...config('  aws:elasticbeanstalk:sqsd: {HttpPath: /tasks}\n') };
    expect(await ask(worker, '/')).toMatchObject({
      kind: 'refused',
      end: 'no request comes from outside; the daemon of the queue posts messages to /tasks of the instance itself',
    });
    expect(await ask(worker, '/tasks', '--from', 'instance', '--method', 'post')).toMatchObject({
      end: 'gunicorn in "web" answers',
    });
  });

  it('does not take a project with tasks for a worker: the same bundle may serve requests elsewhere', async () => {
    const both = { ...WEB, 'cron.yaml': 'version: 1\n' };
    expect(await ask(both, '/')).toMatchObject({
      way: [
        'Environment of a web server (unknown)',
        'Load balancer (unknown)',
        'Listener 80',
        'Process "default"',
        'nginx',
        'location /',
        'gunicorn in "web"',
      ],
      exitCode: 0,
    });
    const tier = (name: string) => ({ ...both, 'env.yaml': `EnvironmentTier: {Name: ${name}}\n` });
    expect(await ask(tier('Worker'), '/')).toMatchObject({ kind: 'refused' });
    const { way } = await ask(tier('WebServer'), '/');
    expect(way[0]).toBe('Load balancer (unknown)');
  });

  it('says on which condition a server answers of which the files do not tell where it listens', async () => {
    const go = 'Go 1 running on 64bit Amazon Linux 2023';
    const other = { Procfile: 'web: bin/start\n' };
    expect(await ask(other, '/', '--platform', go)).toMatchObject({
      way: expect.arrayContaining(['"web" (unknown)']),
      end: '"web" answers, if it listens on port 5000',
    });
    expect(await ask(other, '/')).toMatchObject({
      end: '"web" answers, if it listens where the proxy expects it',
    });
    expect(await ask(config(''), '/')).toMatchObject({
      end: 'the application answers, if it listens where the proxy expects it',
    });
    const docker = { Dockerfile: 'FROM a\n' };
    expect(await ask(docker, '/', '--platform', 'docker')).toMatchObject({ end: 'the container answers' });
  });

  it('says whether nginx listens on a port only where the files tell it', async () => {
    const single = environment('EnvironmentType: SingleInstance');
    const own = { ...WEB, ...config(single), '.platform/nginx/conf.d/a.conf': 'gzip on;\n' };
    const script = {
      '.platform/hooks/predeploy/a.sh': '#!/bin/bash\ncd /var/proxy/staging/nginx && make\n',
    };
    const url = 'https://example.com/';
    expect(await ask(own, url)).toMatchObject({ kind: 'refused', exitCode: 1 });
    expect(await ask({ ...own, ...script }, url)).toMatchObject({
      kind: 'unknown',
      exitCode: 0,
    });
  });

  it('follows containers of Amazon ECS by the ports of the instance', async () => {
    const mappings = (name: string, text: string) =>
      `{"name": "${name}", "image": "a", "memory": 1, "portMappings": [${text}]}`;
    const task = {
      'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": 2, "containerDefinitions": [${mappings('a', '{"hostPort": 80, "containerPort": 8000}')}, ${mappings('b', '{"containerPort": 8080}')}]}`,
      ...config(
        '  aws:elasticbeanstalk:environment:process:b: {Port: 8080}\n  aws:elbv2:listener:81: {DefaultProcess: b}\n',
      ),
    };
    expect(await ask(task, 'http://example.com/')).toMatchObject({
      way: ['Load balancer (unknown)', 'Listener 80', 'Process "default"', 'Container "a"'],
      end: 'container "a" answers',
    });
    expect((await ask(task, 'http://example.com:81/')).way).not.toContain('Container "b"');
  });

  it('follows containers', async () => {
    const compose = {
      'docker-compose.yml':
        'services:\n  a:\n    image: x\n    ports: ["80:8000"]\n    command: gunicorn -b 0.0.0.0:8000 a.wsgi\n',
    };
    expect(await ask(compose, '.', '/').catch(() => undefined)).toBeUndefined();
    expect(await ask(compose, '/', '.')).toMatchObject({
      way: [
        'Load balancer (unknown)',
        'Listener 80',
        'Process "default"',
        'Container "a"',
        'gunicorn in "CMD"',
      ],
    });
    const single = {
      Dockerfile: 'FROM python\nEXPOSE 5000\nCMD ["gunicorn", "-b", "0.0.0.0:5001", "a.wsgi"]\n',
      ...config(environment('LoadBalancerType: application')),
    };
    expect(await ask(single, '/', '--platform', 'docker')).toMatchObject({
      end: '502 Bad Gateway: nothing listens on port 5000 of the container',
    });
  });

  it.each([
    ['location = /a { return 204; }', '/a', '204, from nginx'],
    ['location /a { return 403; }', '/ab', '403 Forbidden, from nginx'],
    ['location ^~ /a/ { return 403; }\nlocation ~ b$ { return 410; }', '/a/b', '403 Forbidden, from nginx'],
    ['location /a/ { return 403; }\nlocation ~ b$ { return 410; }', '/a/b', '410 Gone, from nginx'],
    ['location ~* \\.PHP$ { deny all; }', '/x.php', '403 Forbidden, from nginx'],
    ['location ~ (?=a) { return 403; }', '/x', 'what nginx does depends on more than is in the files'],
    ['location /ws/ { proxy_pass http://127.0.0.1:5000; }', '/ws/', 'daphne in "ws" answers'],
    [
      'location /ws/ { proxy_pass http://127.0.0.1:5002; }',
      '/ws/',
      '502 Bad Gateway: nothing listens on port 5002',
    ],
    [
      'location /ws/ { proxy_pass http://192.0.2.1; }',
      '/ws/',
      'http://192.0.2.1 is not a server of the instance, or not known',
    ],
    [
      'rewrite ^/old/(.*)$ /new/$1 last;\nlocation /new/ { return 404; }',
      '/old/x',
      '404 Not Found, from nginx',
    ],
    ['location /a { rewrite ^/a /a; }', '/a', '500 Internal Server Error, from nginx'],
    [
      'location /s/ { alias /var/app/current/static/; }',
      '/s/a.css',
      'nginx sends /var/app/current/static/a.css if a step of the deployment makes it, else 404 Not Found',
    ],
    [
      'return 301 https://www.example.com$request_uri;',
      '/a?b',
      'the client is sent to https://www.example.com/a?b',
    ],
    [
      'return 301 https://$host$request_uri;',
      '/',
      'the files declare no listener on port 443: the connection fails, unless the console or another tool adds one',
    ],
    ['location /a { return 302 /b; }', '/a', 'gunicorn in "web" answers'],
    ['location /a { return 302 /a; }', '/a', 'the client is sent in a circle'],
    ['if ($http_x_forwarded_proto = http) { return 403; }', '/', '403 Forbidden, from nginx'],
    ['if ($http_user_agent ~ bot) { return 403; }', '/', 'gunicorn in "web" answers'],
  ])('follows nginx: %s', async (text, path, end) => {
    expect(await ask(nginx(text), path)).toMatchObject({ end });
  });

  it('finds the circle of a redirect to HTTPS behind a load balancer that ends TLS', async () => {
    const redirect = (condition: string) => ({
      ...nginx(condition),
      ...config(`  aws:elbv2:listener:443: {Protocol: HTTPS, SSLCertificateArns: arn}\n`),
    });
    expect(await ask(redirect('return 301 https://$host$request_uri;'), 'http://example.com/')).toMatchObject(
      {
        kind: 'loop',
        exitCode: 1,
      },
    );
    expect(
      await ask(
        redirect('if ($http_x_forwarded_proto = "http") { return 301 https://$host$request_uri; }'),
        'http://example.com/',
      ),
    ).toMatchObject({ kind: 'answered', exitCode: 0 });
  });

  it('follows the upgrade of a WebSocket through nginx', async () => {
    const pass = 'proxy_pass http://127.0.0.1:5000;';
    expect(await ask(nginx(`location /ws/ { ${pass} }`), 'ws://example.com/ws/')).toMatchObject({
      way: expect.arrayContaining(['nginx drops the header Upgrade (broken)']),
      end: 'daphne in "ws" gets an ordinary request: the handshake of the WebSocket fails',
    });
    const upgrade =
      'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";';
    expect(
      await ask(nginx(`location /ws/ { ${pass} ${upgrade} }`), '/ws/', '--header', 'Upgrade: websocket'),
    ).toMatchObject({ end: 'daphne in "ws" answers' });
  });

  it('shows the path that the server gets', async () => {
    const { hops } = await ask(nginx('location /ws/ { proxy_pass http://127.0.0.1:5000/; }'), '/ws/a?b');
    expect(hops.at(-1).details).toContain('as /a?b');
  });

  it('knows static files by their settings', async () => {
    const files = {
      ...WEB,
      'static/a.css': '',
      ...config('  aws:elasticbeanstalk:environment:proxy:staticfiles: {/s: static}\n'),
    };
    expect(await ask(files, '/s/a.css')).toMatchObject({
      kind: 'file',
      end: 'nginx sends /var/app/current/static/a.css',
    });
    expect(await ask(files, '/s/b.css')).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    [[], 'Give a URL or a path'],
    [['example.com'], 'example.com is neither a URL nor a path'],
    [['https://a@b/'], 'neither a URL nor a path'],
    [['/', '--method', 'G T'], 'Flag --method takes a name such as POST, not G T.'],
    [['/', '--header', 'a'], 'Flag --header takes "NAME: VALUE", not a.'],
    [['/', '--host', 'a/b'], 'Flag --host takes the name of a host, not a/b.'],
    [['/', '--from', 'mars'], 'Flag --from takes outside or instance, not mars.'],
    [['/', '--format', 'svg'], 'The command "request" prints text or json, not svg.'],
    [['/', 'nowhere'], 'nowhere'],
  ])('refuses %j', async (argv, message) => {
    expect(await request(WEB, ...argv)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(message),
    });
  });

  it('prints several projects below their names', async () => {
    const { stdout } = await request({ 'a/.ebextensions/a.config': '', 'b/.ebextensions/a.config': '' }, '/');
    expect(stdout.match(/^Project .*$/gm)).toEqual(['Project a', 'Project b']);
  });
});
