import { describe, expect, it } from 'vitest';
import { ownDirectives } from '../../../src/model/nginx/named-directives.js';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { unknownNames } from '../../../src/rules/nginx/unknown-name.js';
import { unknownVariables } from '../../../src/rules/nginx/unknown-variable.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const nginxOf = (text: string) => nginx(projectOf({ [HTTP]: text }));

// What nginx 1.26 says of each text is what is expected here.
describe('the names that nginx does not find', () => {
  it.each<[string, ...string[]]>([
    ['access_log /a main;'],
    ['access_log /a MAIN buffer=32k;'],
    ['access_log /a combined;'],
    ['access_log off;'],
    ['access_log /a json;', 'log format json'],
    ['access_log /a buffer=32k;', 'log format buffer=32k'],
    ['log_format json "x"; access_log /a json;'],
    ['access_log /a json; log_format json "x";', 'log format json (later)'],
    ['access_log /a $format;'],
    ['server { limit_req burst=5; }'],
    ['server { limit_req burst=5 zone=one; }', 'zone one'],
    ['server { limit_req zone=one; } limit_req_zone $binary_remote_addr zone=one:10m rate=1r/s;'],
    ['server { limit_req zone=One; } limit_req_zone $binary_remote_addr zone=one:10m rate=1r/s;', 'zone One'],
    ['server { limit_conn one 3; } limit_req_zone $binary_remote_addr zone=one:10m rate=1r/s;', 'zone one'],
    ['limit_conn_zone $binary_remote_addr zone=one:10m; server { limit_conn one 3; }'],
    ['proxy_cache_path /c levels=1:2 keys_zone=a:1m; server { proxy_cache a; fastcgi_cache a; }', 'zone a'],
    ['server { proxy_cache off; }'],
    ['access_log /a zone=main;', 'log format zone=main'],
    ['server { limit_req zone=; }'],
    ['limit_req_zone $uri rate=1r/s; server { limit_req zone=undefined; }', 'zone undefined'],
    ['log_format json "x"; access_log /a json; log_format json "y";'],
    ['log_format; access_log /a json;', 'log format json'],
    ['proxy_cache_path /c keys_zone=a; server { proxy_cache a; }'],
    ['map $uri $x { access_log json; }'],
  ])('%s', (text, ...expected) => {
    const nginx = nginxOf(text);
    const found = unknownNames(nginx.installed, ownDirectives(nginx));
    expect(found.map(({ what, name, later }) => `${what} ${name}${later ? ' (later)' : ''}`)).toEqual(
      expected,
    );
  });

  it('knows what other files define', () => {
    const written = (path: string, content: string) =>
      `  ${path}:\n    mode: "000644"\n    content: |\n      ${content}\n`;
    const all = nginx(
      projectOf({
        '.ebextensions/a.config': `files:\n${written('/etc/nginx/conf.d/a.conf', 'log_format json "x"; map $uri $kind { default 1; }')}${written('/etc/nginx/conf.d/b.conf', 'server { access_log /a json; return 200 $kind; }')}`,
      }),
    );
    const elsewhere = ownDirectives(all);
    const names = (known: typeof elsewhere) =>
      all.others.flatMap((one) => [...unknownNames(one, known), ...unknownVariables(one, known)]);
    expect(names([]).map(({ name }) => name)).toEqual(['json', 'kind']);
    expect(names(elsewhere).map((one) => one.elsewhere?.name.text)).toEqual(['log_format', 'map']);
  });
});
