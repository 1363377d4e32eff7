import { describe, expect, it } from 'vitest';
import { matchesInclude } from '../../../../src/model/instance/nginx/configuration.js';
import { misuseOf } from '../../../../src/model/instance/nginx/refused/misuse.js';
import { defaultServers, nginxServers } from '../../../../src/model/instance/nginx/servers/nginx-servers.js';
import { readPassTarget } from '../../../../src/model/instance/nginx/passes/pass-targets.js';
import { proxyLoops } from '../../../../src/model/instance/nginx/passes/proxy-loops.js';
import { placeForProxyFile } from '../../../../src/model/instance/nginx/files/suitable-folder.js';
import { projectOf } from '../../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/a.conf';
const nginxOf = (texts: Readonly<Record<string, string>>) => projectOf(texts).nginx();

describe('an include', () => {
  it.each([
    ['conf.d/a.conf', 'conf.d/*.conf', true],
    ['conf.d/a.conf', '/etc/nginx/conf.d/*.conf', true],
    ['conf.d/a.conf', '/var/proxy/staging/nginx/conf.d/a.conf', true],
    ['conf.d/a.conf', './conf.d/*', true],
    ['conf.d/x/a.conf', 'conf.d/*.conf', false],
    ['conf.d/x/a.conf', 'conf.d/*/a.conf', true],
    ['conf.d/.a.conf', 'conf.d/*.conf', false],
    ['conf.d/.conf', 'conf.d/*.conf', false],
    ['conf.d/a.config', 'conf.d/*.conf', false],
    ['conf.d/a-b-c.conf', 'conf.d/a*b*c.conf', true],
    ['conf.d/abab', 'conf.d/ab*bab', false],
    ['conf.d/a.conf', '/usr/share/nginx/conf.d/*.conf', false],
  ])('of %s by %s: %s', (path, pattern, expected) => {
    expect(matchesInclude(path, pattern)).toBe(expected);
  });

  it('puts files where nginx reads them, in the order of their names', () => {
    const { installed } = nginxOf({
      '.platform/nginx/conf.d/b.conf': 'client_max_body_size 1m;\n',
      '.platform/nginx/conf.d/a.conf': 'client_max_body_size 2m;\n',
      [SERVER]: 'client_max_body_size 3m;\n',
    });
    const sizes = installed.all.filter(({ directive: { name } }) => name.text === 'client_max_body_size');
    expect(sizes.map(({ directive: { args }, level }) => [args[0]?.text, level.context])).toEqual([
      ['2m', 'http'],
      ['1m', 'http'],
      ['3m', 'server'],
    ]);
  });

  it('that includes itself ends', () => {
    const { installed } = nginxOf({ [HTTP]: 'include conf.d/*.conf;\ninclude conf.d/a.conf;\n' });
    expect(installed.all.length).toBeLessThan(25_000);
  });
});

describe('the misuse of a directive', () => {
  const misuseIn = (path: string, text: string) => {
    const { installed } = nginxOf({ [path]: text });
    const [misuse] = installed.all
      .filter(({ file }) => file.source)
      .flatMap((placed) => misuseOf(placed) ?? []);
    return misuse?.kind;
  };

  it.each([
    [HTTP, 'client_max_body_size 1m;', undefined],
    [HTTP, 'location / {}', 'context'],
    [HTTP, 'worker_processes 1;', 'context'],
    [HTTP, 'if ($a) { return 200; }', 'context'],
    [SERVER, 'if ($a) { return 200; }', undefined],
    [SERVER, 'if ($a) { proxy_pass http://127.0.0.1; }', 'context'],
    [SERVER, 'location / { if ($a) { proxy_pass http://127.0.0.1; } }', undefined],
    [SERVER, 'upstream a {}', 'context'],
    [SERVER, 'client_max_bodysize 1m;', 'unknown'],
    [SERVER, 'client_max_body_size;', 'arguments'],
    [SERVER, 'client_max_body_size 1 m;', 'arguments'],
    [SERVER, 'client_max_body_size 1m {}', 'no-block'],
    [SERVER, 'location /;', 'block'],
    [SERVER, 'gzip yes;', 'flag'],
    [SERVER, 'gzip On;', undefined],
    [SERVER, 'client_max_body_size 1m\ngzip on;', 'semicolon'],
    [SERVER, 'client_max_body_size 1m gzip on;', 'arguments'],
    [SERVER, 'client_max_body_size 1m\n"gzip" on;', 'arguments'],
    [SERVER, 'root /a\nlocation / { gzip on; }', 'semicolon'],
    [HTTP, 'map $a $b { default 1; hostnames; no_directive 2; }', undefined],
    [HTTP, 'upstream a { server 127.0.0.1; keepalive 2; }', undefined],
    [HTTP, 'early_hints on;', undefined],
  ])('%s: %s', (path, text, expected) => {
    expect(misuseIn(path, text)).toBe(expected);
  });
});

describe('the servers', () => {
  const serversOf = (text: string) => nginxServers(nginxOf({ [HTTP]: text }).installed);

  it.each([
    ['listen 8081;', ['*:8081']],
    ['listen 0.0.0.0:8081; listen [::]:8081;', ['*:8081', '[::]:8081']],
    ['listen *:8081;', ['*:8081']],
    ['listen 127.0.0.1;', ['127.0.0.1:80']],
    ['listen unix:/run/a.sock;', ['unix:/run/a.sock']],
    ['', ['*:80']],
  ])('%s', (text, sockets) => {
    expect(serversOf(`server { ${text} }`)[0]?.listens.map(({ socket }) => socket)).toEqual(sockets);
  });

  it('that say so, or come first, are the default of their sockets', () => {
    const servers = serversOf('server { listen 80; } server { listen 81; } server { listen 81; }');
    const defaults = defaultServers(servers);
    expect(defaults.get('*:80')?.placed.file.source).toBeUndefined();
    expect(defaults.get('*:81')).toBe(servers[1]);
  });
});

describe('the target of a pass', () => {
  it.each([
    ['http://127.0.0.1:5000', { host: '127.0.0.1', port: 5000, defaultPort: 80, path: undefined }],
    ['https://api/', { host: 'api', port: undefined, defaultPort: 443, path: '/' }],
    ['http://[::1]:80/a', { host: '::1', port: 80, defaultPort: 80, path: '/a' }],
    ['http://unix:/run/a.sock', undefined],
    ['http://$backend:80', undefined],
    ['127.0.0.1:9000', undefined],
  ])('%s', (url, expected) => {
    expect(readPassTarget(url)).toEqual(expected);
  });
});

describe('a loop', () => {
  const loopsIn = (path: string, text: string) =>
    proxyLoops(nginxOf({ [path]: text }).installed).map(({ port }) => port);

  it.each([
    [HTTP, 'server { listen 81; location / { proxy_pass http://localhost:81; } }', [81]],
    [HTTP, 'server { listen 81; location / { proxy_pass http://127.0.0.1:82; } }', []],
    [HTTP, 'server { listen 81; location / { proxy_pass http://10.0.0.1:81; } }', []],
    [HTTP, 'server { listen 81; location /a { proxy_pass http://localhost:81/b; } }', []],
    [HTTP, 'server { listen 81; location /a { proxy_pass http://localhost:81/a; } }', [81]],
    [HTTP, 'server { listen 10.0.0.1:81; location / { proxy_pass http://localhost:81; } }', []],
    [
      HTTP,
      'upstream a { server 127.0.0.1:81; server 10.0.0.1:81; } server { listen 81; location / { proxy_pass http://a; } }',
      [],
    ],
    [SERVER, 'location /a { proxy_pass http://127.0.0.1; }', [80]],
    [SERVER, 'location /a { proxy_pass https://127.0.0.1; }', []],
    [SERVER, 'location /a { rewrite ^ /b; proxy_pass http://127.0.0.1; }', []],
  ])('%s: %s', (path, text, ports) => {
    expect(loopsIn(path, text)).toEqual(ports);
  });
});

describe('the place of a written file', () => {
  it.each([
    ['/etc/nginx/conf.d/a.conf', 'gzip on;', '.platform/nginx/conf.d/a.conf', 'http'],
    [
      '/etc/nginx/conf.d/a.conf',
      'location /a {}',
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf',
      'server',
    ],
    [
      '/etc/nginx/conf.d/a.conf',
      'location / {}',
      '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf',
      'server',
    ],
    [
      '/etc/nginx/conf.d/elasticbeanstalk/a',
      'gzip on;',
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf',
      'server',
    ],
    ['/etc/nginx/sites-enabled/a', 'server {}', '.platform/nginx/conf.d/a.conf', 'http'],
    ['/etc/nginx/nginx.conf', 'events {}', '.platform/nginx/nginx.conf', undefined],
    ['/etc/httpd/conf.d/a.conf', 'Header set A b', '.platform/httpd/conf.d/a.conf', undefined],
  ])('%s: %s', (target, content, path, context) => {
    const { proxyFiles } = projectOf({
      '.ebextensions/a.config': `files:\n  "${target}":\n    content: "${content}"\n`,
    });
    expect(proxyFiles.map((file) => placeForProxyFile(file, undefined))).toMatchObject([{ path, context }]);
  });
});

describe('the budget of directives', () => {
  const written = (files: number, directives: number): string =>
    ['files:']
      .concat(
        Array.from({ length: files }, (_, index) => [
          `  /etc/nginx/conf.d/${index}.conf:`,
          `    content: "${'gzip on; '.repeat(directives)}"`,
        ]).flat(),
      )
      .join('\n');

  it.each([
    [1, 10_000, 1, true],
    [1, 21_000, 0, false],
    [4, 4000, 4, true],
    [5, 6000, 3, false],
  ])('is shared by %i files of %i directives: %i are examined', (files, directives, examined, isComplete) => {
    const nginx = nginxOf({ '.ebextensions/a.config': written(files, directives) });
    expect([nginx.others.length, nginx.isComplete]).toEqual([examined, isComplete]);
  });

  it.each([
    [10_000, true],
    [21_000, false],
  ])('holds for .platform: %i directives', (directives, isComplete) => {
    expect(nginxOf({ [HTTP]: 'gzip on;\n'.repeat(directives) }).isComplete).toBe(isComplete);
  });
});
