import { describe, expect, it } from 'vitest';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { healthCheckRedirects } from '../../../src/rules/nginx/redirected-health-check.js';
import { projectOf } from '../../support/fixtures.js';

const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/a.conf';
const HTTPS = 'https://$host$request_uri';
const when = (condition: string, action = `return 301 ${HTTPS};`) => `if (${condition}) { ${action} }`;
const NOT_HTTPS = '$http_x_forwarded_proto != "https"';
const REDIRECT = when(NOT_HTTPS);

const countIn = (texts: Readonly<Record<string, string>>, paths: readonly string[]) =>
  healthCheckRedirects(nginx(projectOf(texts)).installed, paths).length;

describe('what redirects a health check', () => {
  it.each([
    [REDIRECT, 1],
    [when('$http_x_forwarded_proto !~ ^https$'), 1],
    [when('$http_x_forwarded_proto !~* https'), 1],
    [when('$http_x_forwarded_proto = "http"'), 0],
    [when('$scheme != "https"'), 0],
    [when(NOT_HTTPS, `return 308 ${HTTPS};`), 1],
    [when(NOT_HTTPS, `return ${HTTPS};`), 1],
    [when(NOT_HTTPS, 'return /elsewhere;'), 0],
    [when(NOT_HTTPS, 'return 403;'), 0],
    [when(NOT_HTTPS, `return 200 ${HTTPS};`), 0],
    [when(NOT_HTTPS, `rewrite ^ ${HTTPS} permanent;`), 1],
    [when(NOT_HTTPS, `rewrite ^/(.*)$ ${HTTPS} permanent;`), 1],
    [when(NOT_HTTPS, `rewrite / ${HTTPS} permanent;`), 1],
    [when(NOT_HTTPS, `rewrite ^/?(.*)$ ${HTTPS} permanent;`), 1],
    [when(NOT_HTTPS, `rewrite ^(/.*)$ ${HTTPS} permanent;`), 1],
    [when(NOT_HTTPS, `rewrite ^/$ ${HTTPS} permanent;`), 0],
    [when(NOT_HTTPS, `rewrite ^/login ${HTTPS} permanent;`), 0],
    [when(NOT_HTTPS, 'rewrite ^ /elsewhere;'), 0],
    [`return 301 ${HTTPS};`, 1],
    ['return 301 /elsewhere;', 0],
    ['return 403;', 0],
    [`rewrite ^ ${HTTPS} permanent;`, 1],
    [`rewrite ^/login ${HTTPS} permanent;`, 0],
    [`return 403; return 301 ${HTTPS};`, 0],
    [`${when('$http_user_agent ~ ELB', 'return 200;')} return 301 ${HTTPS};`, 0],
    [`${REDIRECT} return 301 ${HTTPS};`, 1],
  ])('%s: %i', (text, count) => {
    expect(countIn({ [SERVER]: text }, ['/'])).toBe(count);
  });

  it('does so with a path that is known only', () => {
    expect(countIn({ [SERVER]: REDIRECT }, [])).toBe(0);
  });
});

it('takes a redirect without a condition only in the default server', () => {
  const server = `server { listen 80; server_name a.net; return 301 ${HTTPS}; }`;
  expect(countIn({ '.platform/nginx/conf.d/a.conf': server }, ['/'])).toBe(0);
});

describe('the servers that a health check meets', () => {
  it.each([
    ['listen 80;', 1],
    ['', 1],
    ['listen 8080; listen 80;', 1],
    ['listen 8080;', 0],
  ])('%s: %i', (listen, count) => {
    const text = `server { ${listen} server_name shop.example; ${REDIRECT} }`;
    expect(countIn({ '.platform/nginx/conf.d/a.conf': text }, ['/'])).toBe(count);
  });
});

describe('a redirect in location /', () => {
  const besideLocation = (location: string) =>
    `server { listen 80; location / { ${REDIRECT} } location ${location} { return 200; } }`;

  it.each([
    ['/api', ['/'], 1],
    ['/health', ['/health'], 0],
    ['/health', ['/healthy'], 0],
    ['/health', ['/', '/health'], 0],
    ['= /health', ['/'], 0],
    ['~ ^/api', ['/'], 0],
    ['@app', ['/'], 0],
  ])('beside location %s, with a health check of %j: %i', (location, paths, count) => {
    expect(countIn({ '.platform/nginx/conf.d/a.conf': besideLocation(location) }, paths)).toBe(count);
  });
});
