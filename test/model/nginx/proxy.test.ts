import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proxy } from '../../../src/model/nginx/proxy.js';
import { readProject } from '../../../src/model/project.js';
import { proxyTarget } from '../../../src/model/proxy/proxy-target.js';
import { projectOf } from '../../support/fixtures.js';

const proxyOf = (texts: Readonly<Record<string, string>>) => proxy(projectOf(texts));

const config = (section: string, lines: readonly string[]): Record<string, string> => ({
  '.ebextensions/a.config': [`${section}:`, ...lines.map((line) => `  ${line}`), ''].join('\n'),
});

const HTTP = '.platform/nginx/conf.d/a.conf';
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/a.conf';
const LOCATION = 'location /ws/ {\n  proxy_pass http://127.0.0.1:5000;\n}\n';

describe('proxy.namesPort', () => {
  it.each([
    ['nginx', { '.platform/nginx/conf.d/elasticbeanstalk/ws.conf': LOCATION }],
    ['Apache', { '.platform/httpd/conf.d/ws.conf': 'ProxyPass /ws/ ws://127.0.0.1:5000/ws/\r\n' }],
    ['Amazon Linux 1', { '.ebextensions/nginx/conf.d/ws.conf': LOCATION }],
    [
      'a written file',
      config('files', ['/etc/nginx/conf.d/ws.conf:', '  content: "server 127.0.0.1:5000;"']),
    ],
    [
      'a staged file',
      config('files', ['"/tmp/deployment/config/#etc#nginx#conf.d#ws.conf":', '  content: "listen 5000;"']),
    ],
    [
      'a command',
      config('container_commands', ['01_ws:', "  command: sed -i 's/8000/5000/' /etc/nginx/nginx.conf"]),
    ],
    ['a hook', { '.platform/hooks/postdeploy/ws.sh': 'echo "listen 5000;" > /etc/nginx/conf.d/ws.conf' }],
    [
      'a file from elsewhere',
      config('files', ['/etc/nginx/conf.d/ws.conf:', '  source: https://example.com/ws.conf']),
    ],
    ['a copy', config('commands', ['ws:', '  command: cp ops/ws.conf /etc/nginx/conf.d/'])],
    [
      'a copy in a script',
      { '.platform/hooks/predeploy/ws.sh': '#!/bin/sh\ncp ops/ws.conf /etc/nginx/conf.d/\n' },
    ],
  ])('sees %s', (_, texts) => {
    expect(proxyOf(texts).namesPort(5000)).toBe(true);
  });

  it.each([
    [
      'another port',
      { '.platform/nginx/conf.d/ws.conf': 'server 127.0.0.1:15000;\nserver 127.0.0.1:50001;' },
    ],
    ['a comment', { '.platform/nginx/conf.d/ws.conf': '  # server 127.0.0.1:5000;\r\n' }],
    [
      'another port in a written file',
      config('files', ['/etc/nginx/conf.d/ws.conf:', '  content: "server 127.0.0.1:5001;"']),
    ],
    [
      'a file from elsewhere that is no proxy file',
      config('files', ['/etc/app.conf:', '  source: https://example.com/app.conf']),
    ],
    ['a file that is no proxy file', config('files', ['/etc/app.conf:', '  content: "port = 5000"'])],
    ['a hook without proxy', { '.platform/hooks/postdeploy/ws.sh': 'curl http://127.0.0.1:5000/' }],
    ['a copy of its log', config('commands', ['ws:', '  command: cp /var/log/nginx/access.log /tmp/'])],
    ['a file in the root', { 'nginx.conf': LOCATION }],
  ])('does not see %s', (_, texts) => {
    expect(proxyOf(texts).namesPort(5000)).toBe(false);
  });
});

describe('proxy.isPortMentioned', () => {
  it.each([
    ['a hook', { '.platform/confighooks/postdeploy/ws.sh': 'start-proxy --to 5000' }],
    [
      'a written file',
      config('files', ['/etc/haproxy.cfg:', '  content: |', '    server ws 127.0.0.1:5000']),
    ],
    ['a command of words', config('commands', ['ws:', '  command: [forward, "5000"]'])],
    ['a resource', config('Resources', ['Ws:', '  Type: AWS::X::Y', '  Properties:', '    Port: 5000'])],
    ['a manifest', { 'env.yaml': 'OptionSettings:\n  aws:elb:listener:5000:\n    InstancePort: 5000\n' }],
  ])('sees %s', (_, texts) => {
    expect(proxyOf(texts).isPortMentioned(5000)).toBe(true);
  });

  it.each([
    ['the Procfile', { Procfile: 'ws: daphne -p 5000 app' }],
    [
      'a setting',
      config('option_settings', ['aws:elasticbeanstalk:environment:process:ws:', '  Port: 5000']),
    ],
    [
      'a setting in the file of a resource',
      {
        '.ebextensions/a.config':
          'option_settings: { aws:elb:listener:81: { InstancePort: 5000 } }\nResources: { A: { Properties: {} } }\n',
      },
    ],
    ['the first line of a script', { '.platform/hooks/predeploy/a.sh': '#!/opt/5000/bin/bash\n' }],
  ])('does not see %s', (_, texts) => {
    expect(proxyOf(texts).isPortMentioned(5000)).toBe(false);
  });
});

describe('proxy.isCustomized', () => {
  it.each([
    ['the whole configuration', { '.platform/nginx/nginx.conf': 'events {}' }],
    [
      'the whole configuration beside other files',
      { Procfile: 'web: ./app', '.platform/httpd/conf/httpd.conf': 'Listen 80' },
    ],
    ['an upstream of the platform', { [HTTP]: 'upstream my_app { server unix:/run/app.sock; }' }],
    ['a server', { [HTTP]: `server { listen 81; ${LOCATION} }` }],
    [
      'the file of the application',
      { '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf': LOCATION },
    ],
    ['the location of all paths', { [SERVER]: 'location / { proxy_pass http://127.0.0.1:5000; }' }],
    ['a location that may fit all', { [SERVER]: `${LOCATION} location ~ .* { return 200; }` }],
    ['a named location', { [SERVER]: 'location @app { proxy_pass http://127.0.0.1:5000; }' }],
    ['a path that is rewritten', { [SERVER]: `rewrite ^/(.*)$ /ws/$1 last; ${LOCATION}` }],
    ['a path that is rewritten sometimes', { [SERVER]: `if ($a) { rewrite ^ /ws/; } ${LOCATION}` }],
    ['files that are tried', { [SERVER]: `try_files $uri /ws/; ${LOCATION}` }],
    ['a file that nginx cannot read', { [SERVER]: `${LOCATION} }` }],
    ['an unknown include', { [SERVER]: `include /opt/app/*.conf; ${LOCATION}` }],
    [
      'a written file',
      config('files', ['/etc/nginx/conf.d/a.conf:', '  content: "proxy_pass http://127.0.0.1:5000;"']),
    ],
    ['Apache', { '.platform/httpd/conf.d/a.conf': 'ProxyPassMatch ^/(.*)$ http://127.0.0.1:9000/$1' }],
  ])('by %s', (_, texts) => {
    expect(proxyOf(texts).isCustomized).toBe(true);
  });

  it.each([
    ['a size', { '.platform/nginx/conf.d/a.conf': 'client_max_body_size 20M;' }],
    [
      'a variable',
      { '.platform/nginx/conf.d/a.conf': "log_format t '$upstream_addr';\nproxy_next_upstream off;" },
    ],
    ['a comment', { '.platform/nginx/conf.d/a.conf': '#upstream app {}' }],
    ['an upstream of its own', { [HTTP]: 'upstream app { server unix:/run/app.sock; }' }],
    ['a location of a folder', { [SERVER]: LOCATION }],
    [
      'locations for a part',
      {
        [SERVER]: `${LOCATION} location = / { return 200; } location ~ ^/api/v\\d { return 200; } location ~* \\.php$ { return 404; } location ^~ /a { return 200; }`,
      },
    ],
    [
      'a redirect to HTTPS',
      {
        [SERVER]: `if ($http_x_forwarded_proto = 'http') { return 301 https://$host$request_uri; } ${LOCATION}`,
      },
    ],
  ])('not by %s', (_, texts) => {
    expect(proxyOf(texts).isCustomized).toBe(false);
  });
});

describe('a file that is not to be seen', () => {
  const beside = (name: string) => {
    const { files } = projectOf({ Procfile: 'web: ./app' });
    const hidden = { name, path: `/project/${name}` };
    const found = proxy(readProject({ ...files, files: [...files.files, hidden] }));
    return [
      found.isCustomized,
      found.namesPort(5000),
      found.isPortMentioned(5000),
      found.mayRedirectToHttps(),
    ];
  };

  it.each(['.platform/nginx/conf.d/ws.conf', '.ebextensions/a.config', 'env.yaml'])(
    'may say anything of the proxy: %s',
    (name) => expect(beside(name)).toEqual([true, true, true, true]),
  );

  it.each(['static/logo.png', 'config/env.yaml'])('says nothing of it: %s', (name) => {
    expect(beside(name)).toEqual([false, false, false, false]);
  });
});

describe('proxyTarget', () => {
  const property = (port: string) =>
    config('option_settings', ['aws:elasticbeanstalk:application:environment:', `  PORT: ${port}`]);
  const targetOf = (platform: string | undefined, texts: Readonly<Record<string, string>> = {}) =>
    proxyTarget(projectOf(texts, platform))?.port;

  it.each([
    ['Python 3.13 running on 64bit Amazon Linux 2023', 8000],
    ['python-3.12', 8000],
    ['Go 1 running on 64bit Amazon Linux 2023', 5000],
    ['Corretto 21 running on 64bit Amazon Linux 2023', 5000],
    ['.NET 8 running on 64bit Amazon Linux 2023', 5000],
    ['Node.js 22 running on 64bit Amazon Linux 2023', undefined],
    ['Ruby 3.4 running on 64bit Amazon Linux 2023', undefined],
    ['64bit Amazon Linux 2018.03 v2.10.0 running Python 3.6', 8000],
    [undefined, undefined],
  ])('of %s is %s', (platform, port) => {
    expect(targetOf(platform)).toBe(port);
  });

  it('is moved by PORT', () => {
    expect(targetOf('python', property('"5000"'))).toBe(5000);
    expect(targetOf('python', property('5000'))).toBe(5000);
    expect(targetOf('node', property('5000'))).toBe(5000);
    expect(targetOf('node')).toBeUndefined();
    expect(targetOf('ruby', property('5000'))).toBeUndefined();
    expect(targetOf('python', property('"${PORT}"'))).toBeUndefined();
    expect(proxyTarget(projectOf(property('5000'), 'python'))?.setting?.option.value).toBe('PORT');
  });

  it('is not known without the proxy', () => {
    const server = (name: string) =>
      config('option_settings', ['aws:elasticbeanstalk:environment:proxy:', `  ProxyServer: ${name}`]);
    expect(targetOf('python', server('apache'))).toBe(8000);
    for (const name of ['none', 'nginx-plus', 'openapache', '${PROXY}'])
      expect(targetOf('.NET 8 running on 64bit Amazon Linux 2023', server(name))).toBeUndefined();
  });
});

describe('readProxy', () => {
  it('never throws', () => {
    const names = [
      '.platform/nginx/nginx.conf',
      '.platform/hooks/predeploy/a',
      '.ebextensions/a.config',
      'env.yaml',
    ];
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(65_535), (text, port) => {
        const proxy = proxyOf(Object.fromEntries(names.map((name) => [name, text])));
        expect(typeof proxy.isPortMentioned(port)).toBe('boolean');
      }),
    );
  });

  it('tells a port from every other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 65_535 }), (port, other) => {
        const proxy = proxyOf({ '.platform/nginx/conf.d/a.conf': `server [::1]:${port};` });
        expect(proxy.namesPort(other)).toBe(other === port || other === 1);
      }),
    );
  });
});
