import { describe, expect, it } from 'vitest';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { webSocketPasses } from '../../../src/model/routing/web-socket-passes.js';
import { projectOf } from '../../support/fixtures.js';

const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/a.conf';
const PROCFILE = 'web: gunicorn shop.wsgi\nlive: daphne -p 8010 shop.asgi:application\n';
const VERSION = 'proxy_http_version 1.1;';
const UPGRADE = 'proxy_set_header Upgrade $http_upgrade;';
const CONNECTION = 'proxy_set_header Connection "upgrade";';

const passesOf = (texts: Readonly<Record<string, string>>) => {
  const project = projectOf({ Procfile: PROCFILE, ...texts });
  return webSocketPasses(nginx(project).installed, project);
};
const inLocation = (path: string, directives: string, port = 8010) =>
  `location ${path} { proxy_pass http://127.0.0.1:${port}; ${directives} }\n`;

describe('what a location for WebSockets lacks', () => {
  it.each<[string, string[]]>([
    ['', [VERSION, UPGRADE, CONNECTION]],
    [VERSION, [UPGRADE, CONNECTION]],
    ['proxy_http_version 1.0;', [VERSION, UPGRADE, CONNECTION]],
    [`${VERSION} ${UPGRADE}`, [CONNECTION]],
    [`${VERSION} ${UPGRADE} proxy_set_header Connection close;`, [CONNECTION]],
    [`${VERSION} proxy_set_header Upgrade ""; ${CONNECTION}`, [UPGRADE]],
  ])('%j', (directives, missing) => {
    expect(passesOf({ [SERVER]: inLocation('/ws/', directives) })).toMatchObject([
      { location: '/ws/', missing: { directives: missing, lost: undefined }, isCertain: true },
    ]);
  });

  it('is nothing where only the version of HTTP is missing, which nginx 1.30 has by default', () => {
    expect(passesOf({ [SERVER]: inLocation('/ws/', `${UPGRADE} ${CONNECTION}`) })).toEqual([]);
  });

  it.each([
    `${VERSION} ${UPGRADE} ${CONNECTION}`,
    `${VERSION} proxy_set_header UPGRADE websocket; proxy_set_header connection $connection_upgrade;`,
  ])('is nothing: %j', (directives) => {
    expect(passesOf({ [SERVER]: inLocation('/ws/', directives) })).toEqual([]);
  });

  it('is inherited where the location has no header of its own', () => {
    const around = `${VERSION} ${UPGRADE} ${CONNECTION}\n`;
    expect(passesOf({ [SERVER]: around + inLocation('/ws/', '') })).toEqual([]);
    const [lost] = passesOf({ [SERVER]: around + inLocation('/ws/', 'proxy_set_header Host $host;') });
    expect(lost?.missing.directives).toEqual([UPGRADE, CONNECTION]);
    expect(lost?.missing.lost?.args[0]?.text).toBe('Upgrade');
  });
});

describe('a location for WebSockets', () => {
  it.each<[string, boolean]>([
    ['/ws', true],
    ['= /api/websocket', true],
    ['~ ^/wss?/', false],
    ['~ ^/ws/', true],
    ['~* \\/ws\\/', true],
    // Beside the pages of "web".
    ['/live/', false],
  ])('with the path %s is certain: %s', (path, isCertain) => {
    const [found] = passesOf({ [SERVER]: inLocation(path, '') });
    expect(found?.isCertain).toBe(isCertain);
  });

  it.each<[string, string, string]>([
    ['daphne for pages', 'web: daphne -p 8010 shop.asgi:application\n', '/live/'],
    ['another server', 'web: gunicorn -b :8010 shop.wsgi\n', '/ws/'],
    ['a server that is not sure to run', 'web: test -f a && daphne -p 8010 a:b || sh x\n', '/ws/'],
    ['no server', 'web: gunicorn -b :8000 shop.wsgi\n', '/ws/'],
    ['a server for pages as well', 'web: gunicorn a\napi: uvicorn --port 8010 a:b\n', '/live/'],
  ])('is not one for %s', (_, Procfile, path) => {
    expect(passesOf({ Procfile, [SERVER]: inLocation(path, '') })).toEqual([]);
  });

  it('is not one where another location passes the upgrade on to the same server', () => {
    const other = inLocation('/live/', `${VERSION} ${UPGRADE} ${CONNECTION}`);
    expect(passesOf({ [SERVER]: inLocation('/pages/', '') + other })).toEqual([]);
    expect(passesOf({ [SERVER]: inLocation('/ws/', '') + other })).toHaveLength(1);
  });

  it.each<[string, boolean]>([
    ['{"dependencies": {"ws": "8"}}', true],
    ['{"dependencies": {"express": "4"}}', false],
    ['{"devDependencies": {"ws": "8"}}', false],
    ['{}', false],
  ])('is proved by %s: %s', (packageJson, expected) => {
    const project = projectOf(
      { 'package.json': packageJson, [SERVER]: inLocation('/ws/', '') },
      'Node.js 22 running on 64bit Amazon Linux 2023',
    );
    expect(webSocketPasses(nginx(project).installed, project)).toHaveLength(expected ? 1 : 0);
  });
});
