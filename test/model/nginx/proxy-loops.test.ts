import { describe, expect, it } from 'vitest';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { proxyLoops } from '../../../src/rules/nginx/proxy-loop.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/a.conf';

describe('a loop', () => {
  const loopsIn = (path: string, text: string) =>
    proxyLoops(nginx(projectOf({ [path]: text })).installed).map(({ port }) => port);

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
