import { describe, expect, it } from 'vitest';
import { findWebSocketUse } from '../../src/rules/load-balancer/websockets-on-classic.js';
import { positionsOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

const useIn = (texts: Readonly<Record<string, string>>) => findWebSocketUse(projectOf(texts));

const NGINX = '.platform/nginx/conf.d/elasticbeanstalk/websocket.conf';

describe('findWebSocketUse', () => {
  it.each([
    ['web: daphne -p 8000 app.asgi:application\n', 'daphne', true],
    ['web: uvicorn app:app\n', 'uvicorn', false],
    ['web: gunicorn -k uvicorn.workers.UvicornWorker app:app\n', 'Gunicorn', false],
    ['web: uvicorn app:app\nws: daphne app.asgi:application\n', 'daphne', true],
  ])('sees the server of %j', (procfile, name, isCertain) => {
    const use = useIn({ Procfile: procfile });
    expect(use?.name.toLowerCase()).toBe(name.toLowerCase());
    expect(use?.isCertain).toBe(isCertain);
    expect(use?.at.file.name).toBe('Procfile');
  });

  it.each(['web: gunicorn app:app\n', 'web: node server.js\n', ''])('sees nothing in %j', (procfile) => {
    expect(useIn({ Procfile: procfile })).toBeUndefined();
  });

  it.each([
    ['a proxy file', { [NGINX]: '\n  proxy_set_header Upgrade $http_upgrade;\n' }, 2],
    ['a file with comments', { [NGINX]: '# for the chat in pages\nproxy_set_header Upgrade $x;\n' }, 2],
    ['nginx with quotes', { [NGINX]: 'proxy_set_header  "upgrade" $http_upgrade;' }, 1],
    ['Apache', { '.platform/httpd/conf.d/ws.conf': 'ProxyPass "/ws/" "ws://127.0.0.1:5000/"\n' }, 1],
    ['a rewrite', { '.platform/httpd/conf.d/ws.conf': 'RewriteRule ^/(.*) wss://127.0.0.1/$1 [P]' }, 1],
    [
      'JSON',
      {
        '.ebextensions/proxy.config':
          '{\n"files": {"/etc/nginx/conf.d/a.conf": {"content": "\\nproxy_set_header Upgrade $http_upgrade;"}}}',
      },
      2,
    ],
    [
      'Amazon Linux 1',
      { '.ebextensions/nginx/conf.d/ws.conf': 'proxy_set_header Upgrade $http_upgrade;' },
      1,
    ],
    [
      'a written file',
      {
        '.ebextensions/proxy.config':
          'files:\r\n  /etc/nginx/conf.d/ws.conf:\r\n    content: |\r\n      proxy_set_header Upgrade $http_upgrade;\r\n',
      },
      4,
    ],
  ])('sees upgrades in %s', (_, texts, line) => {
    const use = useIn({ Procfile: 'web: uvicorn app:app\n', ...texts });
    expect(use?.isCertain).toBe(true);
    expect(positionsOf(use!.at).start.line).toBe(line);
  });

  it.each([
    [{ [NGINX]: '# proxy_set_header Upgrade $http_upgrade;\n' }],
    [{ [NGINX]: 'map $http_upgrade $connection_upgrade { default upgrade; }\n' }],
    [{ '.ebextensions/01.config': 'commands:\n  pip:\n    command: pip install --upgrade pip\n' }],
    [{ [NGINX]: 'add_header CSP "upgrade-insecure-requests; connect-src wss:";' }],
    [{ '.ebextensions/inactive/ws.config': 'proxy_set_header Upgrade $http_upgrade;' }],
  ])('sees no upgrades in %j', (texts) => {
    expect(useIn(texts)).toBeUndefined();
  });
});
