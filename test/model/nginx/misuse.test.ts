import { describe, expect, it } from 'vitest';
import { misuseOf } from '../../../src/model/nginx/misuse.js';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/a.conf';

describe('the misuse of a directive', () => {
  const misuseIn = (path: string, text: string) => {
    const { installed } = nginx(projectOf({ [path]: text }));
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
    [HTTP, 'max_headers 200;', undefined],
    [HTTP, 'upstream a { resolver 169.254.169.253; server a.internal resolve; zone a 64k; }', undefined],
    [HTTP, 'upstream a { server 127.0.0.1; sticky cookie id expires=1h; }', undefined],
    [HTTP, 'upstream a { server 127.0.0.1; keepalive 8 local; }', undefined],
    [HTTP, 'upstream a { server 127.0.0.1; keepalive 8 local 2; }', 'arguments'],
    [HTTP, 'sticky cookie id;', 'context'],
  ])('%s: %s', (path, text, expected) => {
    expect(misuseIn(path, text)).toBe(expected);
  });
});
