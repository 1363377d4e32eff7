import { expect, it } from 'vitest';
import { tlsOnPort } from '../../../src/model/nginx/tls-on-port.js';
import { projectOf } from '../../support/fixtures.js';

it.each([
  ['server { listen 443 ssl; }', 443, true],
  ['server { listen 443 ssl; } server { listen 443; server_name a; }', 443, true],
  ['server { listen 443 ssl; }', 80, false],
  ['server { listen 443; }', 443, false],
  ['server { listen 8443; }', 443, undefined],
  ['server { listen 10.0.0.1:443 ssl; }', 443, undefined],
  ['server { listen 443 quic; }', 443, undefined],
  ['server { listen 443 ssl; error_page 497 =301 https://$host$request_uri; }', 443, undefined],
  ['server { listen 443 ssl; } include /etc/nginx/more/*.conf;', 443, undefined],
])('%s: whether port %i uses TLS is %s', (text, port, usesTls) => {
  const project = projectOf({ '.platform/nginx/conf.d/a.conf': text });
  expect(tlsOnPort(port, project)?.usesTls).toBe(usesTls);
});

it('does not know it of another proxy', () => {
  const apache = '{"option_settings": {"aws:elasticbeanstalk:environment:proxy": {"ProxyServer": "apache"}}}';
  const files = {
    '.platform/nginx/conf.d/a.conf': 'server { listen 443 ssl; }',
    '.ebextensions/a.config': apache,
  };
  expect(tlsOnPort(443, projectOf(files))).toBeUndefined();
});
