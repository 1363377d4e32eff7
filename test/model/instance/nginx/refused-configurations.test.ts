import { describe, expect, it } from 'vitest';
import { bufferConflicts } from '../../../../src/model/instance/nginx/refused/buffer-conflicts.js';
import { missingCertificates } from '../../../../src/model/instance/nginx/refused/missing-certificates.js';
import { ownDirectives } from '../../../../src/model/instance/nginx/own-directives.js';
import { unknownNames } from '../../../../src/model/instance/nginx/refused/unknown-names.js';
import { unknownVariables } from '../../../../src/model/instance/nginx/refused/unknown-variables.js';
import { projectOf } from '../../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const nginxOf = (text: string) => projectOf({ [HTTP]: text }).nginx();

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
    const nginx = projectOf({
      '.ebextensions/a.config': `files:\n${written('/etc/nginx/conf.d/a.conf', 'log_format json "x"; map $uri $kind { default 1; }')}${written('/etc/nginx/conf.d/b.conf', 'server { access_log /a json; return 200 $kind; }')}`,
    }).nginx();
    const elsewhere = ownDirectives(nginx);
    const names = (known: typeof elsewhere) =>
      nginx.others.flatMap((one) => [...unknownNames(one, known), ...unknownVariables(one, known)]);
    expect(names([]).map(({ name }) => name)).toEqual(['json', 'kind']);
    expect(names(elsewhere)).toEqual([]);
  });
});

describe('the servers without a certificate', () => {
  it.each<[string, ...string[]]>([
    ['server { listen 443 ssl; }', '443'],
    ['server { listen 443; }'],
    ['server { listen [::]:443 ssl; listen unix:/run/a.sock ssl; }', '[::]:443', 'unix:/run/a.sock'],
    ['server { listen 443 ssl; ssl_certificate a; ssl_certificate_key b; }'],
    ['ssl_certificate a; ssl_certificate_key b; server { listen 443 ssl; }'],
    ['server { listen 443 ssl; ssl_reject_handshake on; }'],
    ['server { listen 443 ssl; ssl_reject_handshake off; }', '443'],
    ['server { listen 443; } server { listen 443 ssl; ssl_certificate a; ssl_certificate_key b; }', '443'],
    [
      'server { listen 443 ssl; server_name x; } server { listen 443 ssl default_server; ssl_certificate a; ssl_certificate_key b; }',
    ],
    ['server { listen 90; ssl_certificate a; }', 'key of a'],
    ['server { listen 90; ssl_certificate a; ssl_certificate b; ssl_certificate_key c; }', 'key of b'],
    ['ssl_certificate_key b; server { listen 443 ssl; ssl_certificate a; }'],
    ['server { listen 90; ssl_certificate_key b; }'],
  ])('%s', (text, ...expected) => {
    const found = missingCertificates(nginxOf(text).installed);
    expect(
      found.map((one) =>
        one.kind === 'key' ? `key of ${one.certificate.directive.args[0]?.text}` : one.listen.word?.text,
      ),
    ).toEqual(expected);
  });
});

describe('the buffers that nginx refuses', () => {
  it.each<[string, string | undefined]>([
    ['proxy_buffer_size 14k;', undefined],
    ['proxy_buffer_size 14337;', 'total 14337'],
    ['proxy_buffer_size 128K;', 'total 131072'],
    ['proxy_buffers 4 256k;', undefined],
    ['proxy_buffers 2 4k;', 'total 4096'],
    ['proxy_buffers 3 4k;', undefined],
    ['proxy_buffers 1 1m;', 'count 1048576'],
    ['proxy_buffer_size 128k; proxy_buffers 4 256k; proxy_busy_buffers_size 256k;', undefined],
    ['proxy_busy_buffers_size 4k;', undefined],
    ['proxy_busy_buffers_size 2k;', 'busy 4096'],
    ['proxy_busy_buffers_size 29k;', 'total 4096'],
    ['fastcgi_buffer_size 64k;', 'total 65536'],
    ['fastcgi_buffers 4 8k; fastcgi_buffer_size 64k;', 'total 65536'],
    ['uwsgi_buffer_size 64k;', 'total 65536'],
    ['scgi_buffer_size 64k;', 'total 65536'],
    ['proxy_buffer_size SIZE;', undefined],
    ['proxy_buffers many 4k; proxy_buffer_size 64k;', undefined],
    ['server { listen 90; location / { proxy_buffer_size 64k; } }', 'total 65536'],
    ['server { listen 90; proxy_buffers 8 64k; location / { proxy_buffer_size 64k; } }', undefined],
    [
      'server { listen 90; proxy_buffers 8 64k; location / { proxy_buffers 8 4k; proxy_buffer_size 64k; } }',
      'total 65536',
    ],
  ])('%s', (text, expected) => {
    const found = bufferConflicts(nginxOf(text).installed).map(({ kind, largest }) => `${kind} ${largest}`);
    expect(found[0]).toBe(expected);
  });

  it.each([
    ['an unknown size', 'proxy_buffer_size SIZE; proxy_buffers 2 4k;'],
    ['an unknown size of what is busy', 'proxy_busy_buffers_size SIZE; proxy_buffers 2 4k;'],
    ['an unknown number', 'proxy_buffers MANY 4k; proxy_busy_buffers_size 1m;'],
    ['an unknown size of each', 'proxy_buffers 1 SIZE;'],
    ['nothing', 'proxy_buffer_size; proxy_buffers; proxy_busy_buffers_size;'],
  ])('are not known with %s', (_, text) => {
    expect(bufferConflicts(nginxOf(text).installed)).toEqual([]);
  });

  it('are those of servers: what all servers replace has no effect', () => {
    const main = (server: string) =>
      projectOf({
        '.platform/nginx/nginx.conf': `events {} http { proxy_buffer_size 64k; server { listen 80; ${server} } }`,
      }).nginx().installed;
    expect(bufferConflicts(main('proxy_buffers 8 64k;'))).toEqual([]);
    expect(bufferConflicts(main(''))).toHaveLength(1);
  });

  it.each([
    ['proxy_buffers 1 1m; proxy_buffer_size 8k; proxy_busy_buffers_size 1m;', ['proxy_buffers']],
    [
      'proxy_buffers 2 4k; proxy_buffer_size 8k; proxy_busy_buffers_size 64k;',
      ['proxy_busy_buffers_size', 'proxy_buffer_size', 'proxy_buffers'],
    ],
  ])('come with what says so: %s', (text, names) => {
    const [conflict] = bufferConflicts(nginxOf(text).installed);
    expect(conflict?.directives.map(({ directive }) => directive.name.text)).toEqual(names);
  });
});
