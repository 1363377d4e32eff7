import { describe, expect, it } from 'vitest';
import { redirectsHttp } from '../../../src/model/routing/redirects-http.js';
import { projectOf } from '../../support/fixtures.js';

const redirects = (texts: Record<string, string>): boolean => redirectsHttp(projectOf(texts));

const resource = (type: string, actions: string) =>
  [
    'Resources:',
    '  AWSEBV2LoadBalancerListener:',
    `    Type: ${type}`,
    '    Properties:',
    `      ${actions}`,
  ].join('\n');

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

describe('resources', () => {
  it.each([
    ['DefaultActions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}}]', true],
    ['DefaultActions: {Type: redirect, RedirectConfig: {Protocol: https}}', true],
    ['DefaultActions: [{Type: redirect, RedirectConfig: {Port: 443}}]', true],
    ['Actions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS}}]', true],
    ['DefaultActions: [{Type: redirect, RedirectConfig: {Port: "7474", Protocol: HTTP}}]', false],
    ['DefaultActions: [{Type: forward, TargetGroupArn: {Ref: AWSEBV2LoadBalancerTargetGroup}}]', false],
    ['Protocol: HTTPS', false],
  ])('%s: %s', (actions, expected) => {
    expect(redirects({ '.ebextensions/a.config': resource(LISTENER, actions) })).toBe(expected);
  });

  it('in JSON', () => {
    const redirect = { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443' } };
    const text = JSON.stringify({
      Resources: {
        AWSEBV2LoadBalancerListener: { Type: LISTENER, Properties: { DefaultActions: [redirect] } },
      },
    });
    expect(redirects({ '.ebextensions/a.config': text })).toBe(true);
  });
});

describe('the application', () => {
  it.each([
    ['SECURE_SSL_REDIRECT: true', true],
    ['FORCE_HTTPS: 1', true],
    ['RAILS_FORCE_SSL: "${FORCE}"', true],
    ['SECURE_SSL_REDIRECT: "False"', false],
    ['FORCE_SSL: 0', false],
    ['FORCE_SSL: ""', false],
    ['SSL_CERTIFICATE: x', false],
    ['REDIRECT_URL: x', false],
  ])('%s: %s', (property, expected) => {
    const text = `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    ${property}\n`;
    expect(redirects({ '.ebextensions/a.config': text })).toBe(expected);
  });
});

describe('the proxy', () => {
  it.each([
    ['if ($http_x_forwarded_proto = "http") { return 301 https://$host$request_uri; }', true],
    ['return\t308 "https://$host$request_uri";\r\n', true],
    ['rewrite ^ https://$host$request_uri? permanent;', true],
    ['RewriteRule (.*) https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]', true],
    ['Redirect permanent / https://www.example.com/', true],
    ['# return 301 https://$host$request_uri;', false],
    ['return 301 http://www.example.com$request_uri;', false],
    ['return 200 "see https://example.com";', false],
    ['add_header Link https://example.com;', false],
  ])('%j: %s', (text, expected) => {
    expect(redirects({ '.platform/nginx/conf.d/elasticbeanstalk/x.conf': text })).toBe(expected);
  });

  it('that a file or command of a .config writes', () => {
    const file = [
      'files:',
      '  /etc/nginx/conf.d/https.conf:',
      '    content: |',
      '      return 301 https://$host$request_uri;',
    ].join('\n');
    expect(redirects({ '.ebextensions/a.config': file })).toBe(true);
    const command = "container_commands:\n  a:\n    command: echo 'return 301 https://$host;' > /tmp/x\n";
    expect(redirects({ '.ebextensions/a.config': command })).toBe(true);
  });

  it('in an option setting or a Procfile is not one', () => {
    const texts = {
      Procfile: 'web: echo return 301 https://x\n',
      '.ebextensions/a.config':
        'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    X: return 301 https://x\n',
    };
    expect(redirects(texts)).toBe(false);
  });
});
