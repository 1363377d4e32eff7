import { describe, expect, it } from 'vitest';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { missingCertificates } from '../../../src/rules/nginx/server-without-certificate.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const nginxOf = (text: string) => nginx(projectOf({ [HTTP]: text }));

// What nginx 1.26 says of each text is what is expected here.
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
