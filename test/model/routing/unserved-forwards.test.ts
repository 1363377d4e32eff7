import { describe, expect, it } from 'vitest';
import { unservedForwards } from '../../../src/rules/routing/nothing-listens/unserved.js';
import { projectOf } from '../../support/fixtures.js';

const PYTHON = '64bit Amazon Linux 2023 v4.7.0 running Python 3.13';
const WEB = 'web: gunicorn --bind :8000 app\n';

const location = (url: string, more = '') => ({
  '.platform/nginx/conf.d/elasticbeanstalk/a.conf': `location /a/ { proxy_pass ${url}; }\n${more}`,
});

/** The ports to which nginx passes requests in vain, with the entry that gets none. */
const unserved = (procfile: string, files: Record<string, string>) =>
  unservedForwards(projectOf({ ...(procfile && { Procfile: procfile }), ...files }, PYTHON)).flatMap(
    ({ port, server, doubt }) => (doubt ? [] : [[port, server?.name.value]]),
  );

describe('a port to which nginx passes requests', () => {
  it.each([
    ['has no server', WEB, location('http://127.0.0.1:5001'), [[5001, undefined]]],
    ['has no server, by name', WEB, location('http://localhost:5001/b'), [[5001, undefined]]],
    [
      'belongs to the server that gets no requests',
      `${WEB}ws: daphne -p 5000 app\n`,
      location('http://127.0.0.1:5001'),
      [[5001, 'ws']],
    ],
    [
      'may belong to one of two',
      `${WEB}ws: daphne -p 5000 app\nlive: daphne -p 5002 app\n`,
      location('http://127.0.0.1:5001'),
      [[5001, undefined]],
    ],
    [
      'is one of two',
      `${WEB}ws: daphne -p 5000 app\n`,
      location('http://127.0.0.1:5001', 'location /b/ { proxy_pass http://127.0.0.1:5002; }\n'),
      [
        [5001, undefined],
        [5002, undefined],
      ],
    ],
  ])('%s', (_, procfile, files, expected) => {
    expect(unserved(procfile, files)).toEqual(expected);
  });

  it.each([
    ['has a server', WEB, location('http://127.0.0.1:8000')],
    ['is on another machine', WEB, location('http://cache.example.com:5001')],
    ['is a variable', WEB, location('http://127.0.0.1:$port')],
    ['is the port of the proxy', WEB, location('http://127.0.0.1:80')],
    ['may be that of a script', `${WEB}ws: ./start\n`, location('http://127.0.0.1:5001')],
    [
      'is named in a command',
      WEB,
      {
        ...location('http://127.0.0.1:5001'),
        '.ebextensions/a.config': 'commands:\n  a: { command: serve 5001 }\n',
      },
    ],
    ['is that of the platform', '', location('http://127.0.0.1:8000')],
    [
      'has a server of nginx',
      WEB,
      {
        ...location('http://127.0.0.1:5001'),
        '.platform/nginx/conf.d/b.conf': 'server { listen 5001; location / { return 204; } }\n',
      },
    ],
  ])('is served where it %s', (_, procfile, files) => {
    expect(unserved(procfile, files)).toEqual([]);
  });
});
