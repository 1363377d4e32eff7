import { describe, expect, it } from 'vitest';
import { fixProject } from '../../src/fix/fix-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { projectOf } from '../support/fixtures.js';

/** The files of a project once it has moved; those that are gone are not among them. */
function migrated(texts: Readonly<Record<string, string>>, platform = 'Python 3.13') {
  const options = {
    migrates: true,
    generation: 'al2023',
    platform: `${platform} running on 64bit Amazon Linux 2023`,
  } as const;
  const { files } = fixProject(deployedFiles(projectOf(texts)), options).files;
  return Object.fromEntries(
    files.flatMap((file) => ('source' in file ? [[file.name, file.source.text]] : [])),
  );
}

const CONFIG = '.ebextensions/a.config';

const command = (section: string, text: string): string =>
  `${section}:\n  01_a:\n    command: |\n      ${text.replaceAll('\n', '\n      ')}\n`;

describe('a command', () => {
  it.each([
    ['in a chain', 'source /opt/python/current/env && ./run', './run'],
    ['at the end of a chain', './run && . /opt/python/current/env', './run'],
    ['on a line of its own', './run\nsource /opt/python/current/env\n./more', './run\n./more'],
    ['before a semicolon', 'source /opt/elasticbeanstalk/support/envvars; ./run', './run'],
  ])('that reads the properties in goes %s', (_, before, after) => {
    expect(migrated({ [CONFIG]: command('container_commands', before) })[CONFIG]).toBe(
      command('container_commands', after),
    );
  });

  it.each([
    ['an alternative', './run || source /opt/python/current/env'],
    ['in a branch', 'if ./run; then source /opt/python/current/env; fi'],
    ['with a variable', 'export $(cat /opt/python/current/env)'],
  ])('stays as it is: %s', (_, text) => {
    const config = command('container_commands', text);
    expect(migrated({ [CONFIG]: config })[CONFIG]).toBe(config);
  });

  it.each([
    ['before there is a virtual environment', 'commands', '/opt/python/run/venv/bin/pip install wheel'],
    ['before the application is unpacked', 'commands', 'cd /opt/python/current/app && ./run'],
  ])('stays as it is %s', (_, section, text) => {
    const config = command(section, text);
    expect(migrated({ [CONFIG]: config })[CONFIG]).toBe(config);
  });

  it('finds the application where it is at its stage', () => {
    expect(
      migrated({ [CONFIG]: command('container_commands', 'cd /opt/python/current/app && ./run') })[CONFIG],
    ).toBe(command('container_commands', 'cd /var/app/staging && ./run'));
  });
});

describe('what configures mod_wsgi', () => {
  it.each([
    ['appends to its file', 'echo "WSGIPassAuthorization On" >> ../wsgi.conf', ''],
    [
      'changes the hooks that wrote it',
      `sed -i.bak '/WSGIScriptAlias/ a WSGIPassAuthorization On' config.py`,
      '    cwd: /opt/elasticbeanstalk/hooks\n',
    ],
  ])('goes with the command that %s', (_, text, more) => {
    expect(migrated({ [CONFIG]: command('container_commands', text) + more })).toEqual({});
  });

  it('stays where the command does more', () => {
    const config = command('container_commands', 'echo "WSGIPassAuthorization On" >> ../wsgi.conf && ./run');
    expect(migrated({ [CONFIG]: config })[CONFIG]).toBe(config);
  });

  const file = (text: string): string =>
    `files:\n  /etc/httpd/conf.d/wsgi_auth.conf:\n    content: |\n      ${text.replaceAll('\n', '\n      ')}\n`;

  it('goes with a file that says nothing else', () => {
    expect(
      migrated({ [CONFIG]: file('# headers\nWSGIPassAuthorization On\nWSGIApplicationGroup %{GLOBAL}') }),
    ).toEqual({});
  });

  it('stays in a file that says more', () => {
    const config = file('WSGIPassAuthorization On\nRewriteEngine On');
    expect(migrated({ [CONFIG]: config })[CONFIG]).toBe(config);
  });
});

describe('the user of the application', () => {
  it.each([
    ['chown -R wsgi:wsgi /srv/media', 'chown -R webapp:webapp /srv/media'],
    ['chown root:wsgi /srv/wsgi', 'chown root:webapp /srv/wsgi'],
    ['chgrp "wsgi" /srv/media', 'chgrp "webapp" /srv/media'],
  ])('has another name in %s', (before, after) => {
    expect(migrated({ [CONFIG]: command('container_commands', before) })[CONFIG]).toBe(
      command('container_commands', after),
    );
  });

  it('has another name in users and files', () => {
    const users = (group: string): string => `users:\n  worker:\n    groups: ["${group}"]\n`;
    expect(migrated({ [CONFIG]: users('wsgi') })[CONFIG]).toBe(users('webapp'));
  });
});

describe('a key of get-config container', () => {
  const hook = (text: string): string =>
    `files:\n  /opt/elasticbeanstalk/hooks/appdeploy/post/1.sh:\n    content: |\n      ${text.replaceAll('\n', '\n      ')}\n`;

  it('is read under its name of today', () => {
    const read = (words: string): string =>
      command('container_commands', `chown $(/opt/elasticbeanstalk/bin/get-config ${words}) log`);
    expect(migrated({ [CONFIG]: read('container -k app_user') })[CONFIG]).toBe(
      read('platformconfig -k AppUser'),
    );
  });

  it('is read under its name of today in a hook that is moved', () => {
    const text = (words: string): string => `#!/bin/sh\ncd $(/opt/elasticbeanstalk/bin/get-config ${words})`;
    expect(migrated({ [CONFIG]: hook(text('container -k app_deploy_dir')) })).toEqual({
      '.platform/hooks/postdeploy/1.sh': `${text('platformconfig -k AppDeployDir')}\n`,
    });
  });

  it('keeps a hook from being moved where it has no counterpart', () => {
    const config = hook(
      '#!/bin/sh\n. $(/opt/elasticbeanstalk/bin/get-config container -k support_dir)/envvars',
    );
    expect(migrated({ [CONFIG]: config })).toEqual({ [CONFIG]: config });
  });
});

describe('a server of nginx', () => {
  const PATH = '/etc/nginx/conf.d/own.conf';
  const written = (text: string): string =>
    `files:\n  ${PATH}:\n    content: |\n      ${text.replaceAll('\n', '\n      ')}\n`;
  const server = (listen: string): string => `server {\n  ${listen}\n  location /api { return 204; }\n}`;

  it.each([
    'listen 80;',
    'listen *:80;\n  server_name _;',
    'location /b { return 204; }',
    'listen 8080;',
    'listen 8081;',
  ])('that gets no requests is left to people: %s', (listen) => {
    const config = written(server(listen));
    expect(migrated({ [CONFIG]: config }, 'Node.js 22')).toEqual({ [CONFIG]: config });
  });

  it.each(['listen 80;\n  server_name api.example.com;', 'listen 127.0.0.1:8080;'])(
    'that others reach is moved: %s',
    (listen) => {
      expect(migrated({ [CONFIG]: written(server(listen)) }, 'Node.js 22')).toEqual({
        '.platform/nginx/conf.d/own.conf': `${server(listen)}\n`,
      });
    },
  );

  it('on the port that the load balancer connects to is moved', () => {
    const settings = 'option_settings:\n  aws:elb:listener:80:\n    InstancePort: 8080\n';
    const files = { [CONFIG]: written(server('listen 8080;')) + settings };
    expect(migrated(files, 'Node.js 22')['.platform/nginx/conf.d/own.conf']).toBe(
      `${server('listen 8080;')}\n`,
    );
  });

  it('in a main file without the includes of Elastic Beanstalk is left to people', () => {
    const files = { '.ebextensions/nginx/nginx.conf': `events {}\nhttp {\n${server('listen 80;')}\n}\n` };
    expect(migrated(files, 'Node.js 22')).toEqual(files);
  });
});

describe('a command that restarts the proxy', () => {
  it('goes with what it does where that fails', () => {
    expect(
      migrated({
        [CONFIG]: command('container_commands', 'sudo service nginx reload || sudo service nginx restart'),
      }),
    ).toEqual({});
  });
});

describe('static files', () => {
  const settings = (namespace: string, folder: string): string =>
    `option_settings:\n  aws:elasticbeanstalk:${namespace}staticfiles:\n    /s: ${folder}\n`;

  it('are folders of the application', () => {
    expect(migrated({ [CONFIG]: settings('container:python:', '/static/') })[CONFIG]).toBe(
      settings('environment:proxy:', 'static/'),
    );
  });

  const python = (text: string): string =>
    `option_settings:\n  aws:elasticbeanstalk:container:python:\n    ${text}\n`;

  it('of the oldest form get a namespace of their own', () => {
    const before = python('StaticFiles: "/static/=static/,/m=/media/"\n    NumThreads: 10');
    expect(migrated({ [CONFIG]: before })[CONFIG]).toBe(
      [
        'option_settings:',
        '  aws:elasticbeanstalk:environment:proxy:staticfiles:',
        '    /static/: static/',
        '    /m: media/',
        '  aws:elasticbeanstalk:container:python:',
        '    NumThreads: 10',
        '',
      ].join('\n'),
    );
  });

  it('of the oldest form change their namespace where that says nothing else', () => {
    expect(migrated({ [CONFIG]: python('StaticFiles: "/static/=static/"') })[CONFIG]).toBe(
      settings('environment:proxy:', '"static/"').replace('/s:', '/static/:'),
    );
  });

  it.each(['/s=/opt/uploads/', '/s=a b', 'static', '/s=a/,x'])(
    'of the oldest form are left to people: %s',
    (value) => {
      const config = python(`StaticFiles: "${value}"`);
      expect(migrated({ [CONFIG]: config })[CONFIG]).toBe(config);
    },
  );

  it('of the instance are left to people', () => {
    const config = settings('container:python:', '/opt/uploads/');
    expect(migrated({ [CONFIG]: config })[CONFIG]).toBe(config);
  });
});

describe('NodeCommand', () => {
  const node = (text: string): string =>
    `option_settings:\n  aws:elasticbeanstalk:container:nodejs:\n    ${text}\n`;
  const start = (text: string): string => JSON.stringify({ scripts: { start: text } });
  const run = (option: string, script: string, more = {}) =>
    migrated({ [CONFIG]: node(option), 'package.json': start(script), ...more }, 'Node.js 22');

  it.each([
    ['npm start runs the server', 'NodeCommand: npm start', 'node server.js', {}],
    ['npm start is the same', 'NodeCommand: node server.js', 'node server.js', {}],
    ['there is a Procfile', 'NodeCommand: node a.js', 'node b.js', { Procfile: 'web: node c.js\n' }],
  ])('goes where %s', (_, option, script, more) => {
    const files = run(option, script, more);
    expect(files[CONFIG]).toBeUndefined();
    expect(files['Procfile']).toBe('Procfile' in more ? more.Procfile : undefined);
  });

  it('is the command of a Procfile elsewhere', () => {
    const scripts = { start: 'nodemon .', prod: 'node server.js' };
    const more = { 'package.json': JSON.stringify({ scripts }) };
    expect(run('NodeCommand: npm run prod', '', more)['Procfile']).toBe('web: npm run prod\n');
  });

  it.each(['NodeVersion: 12.22.1', 'NodeCommand: npm start', 'GzipCompression: true', 'ProxyServer: none'])(
    'waits for people with %s, where npm start ends',
    (option) => {
      expect(run(option, 'webpack')[CONFIG]).toBe(node(option));
    },
  );
});

describe('a hook for the proxy of Amazon Linux 1', () => {
  it('goes', () => {
    const config = `files:
  /opt/elasticbeanstalk/hooks/appdeploy/enact/41_own.sh:
    mode: "000755"
    content: |
      mv /etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf /etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf.old
`;
    expect(migrated({ [CONFIG]: config }, 'Node.js 22')).toEqual({});
  });
});

describe('a hook', () => {
  const hook = (path: string, text: string): string =>
    `files:\n  /opt/elasticbeanstalk/hooks/${path}:\n    mode: "000755"\n    content: |\n      ${text.replaceAll('\n', '\n      ')}\n`;

  it.each([
    ['appdeploy/pre/1.sh', '#!/bin/sh\nid', '.platform/hooks/prebuild/1.sh'],
    ['appdeploy/pre/1.sh', '#!/bin/sh\nbundle exec rake x', '.platform/hooks/predeploy/1.sh'],
    ['appdeploy/enact/1.sh', '#!/bin/sh\nid', '.platform/hooks/predeploy/1.sh'],
    ['appdeploy/post/1.sh', '#!/bin/sh\nid', '.platform/hooks/postdeploy/1.sh'],
    ['configdeploy/pre/1.sh', '#!/bin/sh\nid', '.platform/confighooks/prebuild/1.sh'],
  ])('%s becomes one of today', (path, text, name) => {
    expect(migrated({ [CONFIG]: hook(path, text) })).toEqual({ [name]: `${text}\n` });
  });

  it.each([
    ['restarts the application server', 'restartappserver/post/1.sh', '#!/bin/sh\nid'],
    ['replaced one of the platform', 'appdeploy/pre/50npm.sh', '#!/bin/sh\nnpm ci'],
    ['starts a process', 'appdeploy/post/1.sh', '#!/bin/sh\nsupervisorctl restart celeryd'],
    ['is filled in by a template engine', 'appdeploy/post/1.sh', '#!/bin/sh\ncurl {{ url }}'],
  ])('waits for people where it %s', (_, path, text) => {
    const config = hook(path, text);
    expect(migrated({ [CONFIG]: config })).toEqual({ [CONFIG]: config });
  });

  it('never replaces a script', () => {
    const config = hook('appdeploy/post/1.sh', '#!/bin/sh\nid');
    const files = { [CONFIG]: config, '.platform/hooks/postdeploy/1.sh': '#!/bin/sh\nwhoami\n' };
    expect(migrated(files)).toEqual(files);
  });
});

describe('what a killed run has moved, but not deleted', () => {
  const hook = (text: string): string =>
    `files:\n  "/opt/elasticbeanstalk/hooks/appdeploy/post/99_a.sh":\n    mode: "000755"\n    content: |\n      ${text}`;
  const conf = 'client_max_body_size 20m;\n';
  const cases = {
    'a hook': { [CONFIG]: hook('#!/bin/bash\n      echo done\n') },
    'a file of the proxy': { [CONFIG]: `files:\n  /etc/nginx/conf.d/a.conf:\n    content: |\n      ${conf}` },
    'a file of the bundle': { '.ebextensions/nginx/conf.d/a.conf': 'location /a { return 404; }\n' },
  };

  it.each(Object.entries(cases))('is deleted by the next run: %s', (_, before) => {
    const after = migrated(before);
    expect(Object.keys(after)).toEqual([expect.stringMatching(/^\.platform\//)]);
    expect(migrated({ ...before, ...after })).toEqual(after);
  });

  it.each(Object.entries(cases))('stays where the new file says something else: %s', (_, before) => {
    const [[name, text] = ['', '']] = Object.entries(migrated(before));
    const both = { ...before, [name]: `${text}# and more\n` };
    expect(migrated(both)).toEqual(both);
  });
});
