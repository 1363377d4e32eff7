import { describe, expect, it } from 'vitest';
import { readNginxConfiguration } from '../../../src/model/nginx/configuration.js';
import { nginxAnswer } from '../../../src/model/nginx-requests/answer.js';
import type { NginxRequest } from '../../../src/model/nginx-requests/nginx-request.js';
import { parseNginx } from '../../../src/parse/nginx/nginx.js';
import { mappedText } from '../../../src/parse/shell/word.js';
import { SourceFile } from '../../../src/source/index.js';

const REQUEST: NginxRequest = {
  method: 'GET',
  host: 'example.com',
  port: 80,
  isLocal: false,
  target: '/',
  header: () => '',
};

/** What a client gets, as one text: each line was asked of nginx 1.26. */
function answer(http: string, request: Partial<NginxRequest>): string {
  const text = `events {}\nhttp {\n${http}\n}\n`;
  const content = parseNginx(mappedText(new SourceFile('/nginx.conf', 'nginx.conf', text)));
  const configuration = readNginxConfiguration([{ path: 'nginx.conf', content, source: undefined }]);
  const { outcome } = nginxAnswer(configuration, { ...REQUEST, ...request });
  switch (outcome.kind) {
    case 'status':
      return [outcome.status, outcome.redirect].filter((part) => part !== undefined).join(' ');
    case 'pass':
      return `passes ${outcome.target}`;
    case 'file':
      return `file ${outcome.path}`;
    case 'refused':
    case 'unknown':
      return outcome.kind;
  }
}

const server = (text: string): string => `server { listen 80; ${text} }`;

describe('a location', () => {
  const locations = server(`
    location = /a { return 201; }
    location /a { return 202; location ~ 2$ { return 203; } location /a/b { return 204; } }
    location ^~ /static/ { return 205; }
    location ~ \\.css$ { return 206; }
    location ~* \\.PNG$ { return 207; }
    location /app/ { proxy_pass http://127.0.0.1:1; }
  `);

  it.each([
    ['/a', '201'],
    ['/ab', '202'],
    ['/a2', '203'],
    ['/a/b', '204'],
    ['/a/b.css', '206'],
    ['/static/x.css', '205'],
    ['/x.png', '207'],
    ['/%61', '201'],
    ['//a/../a?b', '201'],
    ['/app', '301 /app/'],
    ['/app?x', '301 /app/?x'],
    ['/app/%20?x', 'passes /app/%20?x'],
    ['/none', 'file undefined'],
    ['/..', '400'],
    ['/%zz', '400'],
  ])('for %s', (target, expected) => {
    expect(answer(locations, { target })).toBe(expected);
  });
});

describe('a server', () => {
  const servers = `
    server { listen 80; server_name a.example.com; return 201; }
    server { listen 80; server_name *.example.com .b.org; return 202; }
    server { listen 80 default_server; return 203; }
    server { listen 80; server_name c.* ; return 204; }
    server { listen 80; server_name ~^d\\d$; return 205; }
    server { listen 127.0.0.1:80; return 206; }
  `;

  it.each([
    ['A.example.com:80', '201'],
    ['x.example.com', '202'],
    ['example.com', '203'],
    ['b.org', '202'],
    ['x.b.org.', '202'],
    ['c.net', '204'],
    ['d1', '205'],
    ['d12', '203'],
  ])('of %s', (host, expected) => {
    expect(answer(servers, { host })).toBe(expected);
  });

  it('on a port, or on the address of the machine itself', () => {
    expect(answer(servers, { isLocal: true })).toBe('206');
    expect(answer(servers, { port: 81 })).toBe('refused');
  });
});

describe('what changes a request', () => {
  it.each([
    [
      'rewrite ^/a/(.*)$ /b/$1 last; location /b/ { proxy_pass http://127.0.0.1:1; }',
      '/a/x?y',
      'passes /b/x?y',
    ],
    ['rewrite ^/a /b? last; location /b { proxy_pass http://127.0.0.1:1; }', '/a?y', 'passes /b'],
    ['rewrite ^/a /b?z=1; location /b { proxy_pass http://127.0.0.1:1; }', '/a?y', 'passes /b?z=1&y'],
    ['rewrite ^/(\\w+)$ /$1/ permanent;', '/a?y', '301 /a/?y'],
    ['location / { rewrite ^ /b break; proxy_pass http://127.0.0.1:1/up/; }', '/a', 'passes /b'],
    ['location /a { proxy_pass http://127.0.0.1:1/up; }', '/a/x%20y', 'passes /up/x%20y'],
    ['location / { proxy_pass http://127.0.0.1:1/v$request_uri; }', '/a?b', 'passes /v/a?b'],
    ['location /a { rewrite ^ /a; }', '/a', '500'],
    ['if ($request_method = POST) { return 403; } return 204;', '/', '204'],
    ['if ($arg_x ~ ^(\\d)) { return 302 /n/$1; }', '/?x=7', '302 /n/7'],
    ['if ($unknown) { return 403; } return 204;', '/', '204'],
    ['set $to /b; return 302 $to$is_args$args;', '/?x', '302 /b?x'],
    ['try_files $uri @app; location @app { proxy_pass http://127.0.0.1:1; }', '/a', 'passes /a'],
    [
      'location / { try_files $uri @app; } location @app { proxy_pass http://127.0.0.1:1; }',
      '/a',
      'passes /a',
    ],
    ['location / { try_files $uri /i.php?$args; } location ~ \\.php$ { return 201; }', '/a', '201'],
    ['location / { try_files $uri =410; }', '/a', '410'],
    ['error_page 403 = @app; location / { deny all; } location @app { return 201; }', '/', '201'],
    ['error_page 403 /e; location / { return 403; } location /e { return 200; }', '/', '403'],
    ['location / { internal; }', '/', '404'],
    ['location /s/ { alias /srv/; }', '/s/a/b', 'file /srv/a/b'],
    ['root /srv/; ', '/a', 'file /srv/a'],
    ['location ~ (?=a) { return 403; }', '/a', 'unknown'],
    ['location ~ ^(a+)+$ { return 403; } location / { return 204; }', `/${'a'.repeat(5000)}b`, '204'],
  ])('%s', (text, target, expected) => {
    expect(answer(server(text), { target })).toBe(expected);
  });

  it('gives up where regular expressions need too many steps', () => {
    const text = Array.from(
      { length: 500 },
      (_, index) => `location ~ "(a|b){200}x${index}" { return 403; }`,
    );
    expect(answer(server(text.join('\n')), { target: `/${'ab'.repeat(4000)}` })).toBe('unknown');
  });
});
