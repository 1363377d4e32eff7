import { describe, expect, it } from 'vitest';
import { isReplaced, mayAwaitFiller } from '../../src/model/bundle/may-be-filled-in.js';
import { asks, isConditional, isLook } from '../../src/model/execution/conditions.js';
import { withConstants } from '../../src/model/execution/constants.js';
import { listedWords } from '../../src/model/execution/listed-words.js';
import { platform } from '../../src/model/platform/find-platform.js';
import { mayListen } from '../../src/model/presence/port.js';
import { type ProjectFiles, readProject } from '../../src/model/project.js';
import { isWebSocketPath } from '../../src/model/routing/web-socket-passes.js';
import { scripts } from '../../src/model/scripts/scripts.js';
import { mayBeConfiguredElsewhere } from '../../src/model/settings/settings-elsewhere.js';
import { parseScript } from '../../src/parse/shell/script.js';
import { SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

// The items of tables, each by what it decides: an item that is lost changes a line here.

const scriptOf = (text: string) => parseScript(new SourceFile('/p/a.sh', 'a.sh', text));

describe('a command', () => {
  const looks = (text: string) => isLook(scriptOf(text).commands[0]!);

  it.each([
    ...[
      '[ -f a ]',
      '[[ -f a ]]',
      'test -f a',
      'command -v a',
      'which a',
      'type a',
      'hash a',
      'grep a b',
      'egrep a b',
    ],
    ...['pgrep a', 'rpm -q a', 'id a', 'getent passwd a', '(( A > 1 ))', 'ls a', 'readlink -f a', 'stat a'],
    ...[
      'is-active',
      'is-enabled',
      'is-failed',
      'list',
      'list-units',
      'list-unit-files',
      'show',
      'cat',
      'status',
    ].map((verb) => `systemctl ${verb} a`),
    ...['service a status', 'initctl status a', 'supervisorctl status a'],
  ])('looks: %s', (text) => {
    expect(looks(text)).toBe(true);
  });

  it.each([
    ...[
      'ls',
      'ls -l',
      'stat -c',
      'readlink',
      'systemctl start a',
      'systemctl',
      'service a restart',
      'supervisorctl',
    ],
    ...['systemctl list-jobs', 'initctl showx', 'cat a', 'echo [', 'fgrep a b', 'docker status', 'my-test a'],
  ])('does more than look: %s', (text) => {
    expect(looks(text)).toBe(false);
  });

  it.each([
    ['[ -f a ] && b', true],
    ['$A && b', true],
    ['"$A" x && b', true],
    ['x$A && b', false],
    ['x && b', false],
    ['if x; then b; fi', true],
    ['f() { [ -f a ]; }\nf && b', true],
    ['f() { return 1; }\nf && b', true],
    ['f() { return; }\nf && b', false],
    ['f() { [ -f a ]; x; }\nf && b', false],
  ])('in %j is asked: %s', (text, expected) => {
    const script = scriptOf(text);
    const guards = script.commands.at(-1)!.guards;
    expect(guards.map((guard) => asks(guard, script))).toEqual([expected]);
  });
});

describe('what a command depends on', () => {
  const isAsked = (command: string, test?: string) => {
    const entry = { command, ...(test === undefined ? {} : { test }) };
    const text = `container_commands:\n  a: ${JSON.stringify(entry)}\n`;
    const [script] = scripts(projectOf({ '.ebextensions/a.config': text }));
    const found = script!.script.commands.find(({ words: [program] }) => program?.text === 'install');
    return isConditional(script!, [found!]);
  };

  it.each([
    ...[
      '[ -f /a ] && install x',
      '[ -f /a ] || install x',
      'if x; then install x; fi',
      'if ! x; then install x; fi',
    ],
    ...[
      'x || install x',
      'case $a in b) install x;; esac',
      '[ -f /opt/a ] || install x',
      'ps | grep foo || install x',
    ],
    ...['[ -f /a ] && exit\ninstall x', '[ -f /a ] && exit 0\ninstall x', '[ -f /a ] && return\ninstall x'],
    ...['case $a in b) exit;; esac\ninstall x', 'for a in b; do [ -f $a ] && continue; install x; done'],
    ...[
      'f() { install x; }\n[ -f /a ] && f',
      'f() { install x; }\n"$A"',
      'f() { install x; }\ng() { f; }\n[ -f /a ] && g',
    ],
    ...['[ -f /usr/bin/foo ] && install x', 'which foo && install x', '[ -f /usr/share/foo ] || install x'],
    ...[
      'php -m | grep -q foo && install x',
      'pip list | grep -q pip || install x',
      'which ./foo || install x',
    ],
    ...[
      ...[
        'bash',
        'sh',
        'sudo',
        'systemctl',
        'service',
        'dnf',
        'yum',
        'rpm',
        'dnf-3',
        'yum-config-manager',
        'aws',
        'curl',
      ],
      ...[
        'wget',
        'jq',
        'tar',
        'gzip',
        'zip',
        'unzip',
        'rsync',
        'git',
        'make',
        'gcc',
        'perl',
        'docker',
        'dotnet',
        'go',
      ],
      ...[
        'java',
        'node',
        'npm',
        'npx',
        'php',
        'composer',
        'ruby',
        'gem',
        'bundle',
        'python',
        'python3',
        'pip',
        'pip3',
      ],
      ...['nginx', 'httpd', 'apachectl', 'tomcat'],
    ].map((program) => `which ${program} || install x`),
  ])('is asked in %s', (command) => {
    expect(isAsked(command)).toBe(true);
  });

  it.each([
    ...['install x', 'x && install x', '[ -f /a ] || exit 1\ninstall x', 'x && exit\ninstall x'],
    ...[
      'f() { install x; }\nf',
      'f() { install x; }\n[ -f /a ] && f\nf',
      '[ -f /a ] && b\ninstall x',
      'install x\n[ -f /a ] && exit',
    ],
    ...[
      'which foo || install x',
      'command -v foo || install x',
      'hash foo || install x',
      'type foo || install x',
    ],
    ...[
      '[ -f /usr/bin/foo ] || install x',
      '[ ! -f /usr/local/bin/foo ] && install x',
      'test -x /sbin/foo || install x',
    ],
    ...['[[ -e /bin/foo ]] || install x', '[ ! -x /usr/sbin/foo ] && install x'],
    ...[
      'pecl list',
      'php -m',
      'pip list',
      'pip3 list',
      'pip freeze',
      'rpm -qa',
      'dnf list installed',
      'yum list installed',
    ].map((inventory) => `${inventory} | grep -q foo || install x`),
    ...['sudo rpm -qa | grep -qi foo || install x', '[ -f /opt/a ] || { install x; touch /opt/a; }'],
    ...[
      '[ ! -e /opt/a ] && { install x; date > /opt/a; }',
      'M=/opt/a\n[ -f $M ] || { install x; touch $M; }',
    ],
  ])('is not asked in %s', (command) => {
    expect(isAsked(command)).toBe(false);
  });

  it.each([
    ['[ -f /a ]', true],
    ['test -d /a', true],
    ['[ ! -f /a ]', false],
    ['x', false],
    [undefined, false],
  ])('may be asked by its test: %s', (test, expected) => {
    expect(isAsked('install x', test)).toBe(expected);
  });
});

describe('a variable', () => {
  const expanded = (text: string) => withConstants(scriptOf(text)).commands.at(-1)!.words.at(-1)!.text;

  it.each(['A', '_A1', 'HOME', 'PATH2'])('%s is a constant', (name) => {
    expect(expanded(`${name}=/a\necho $${name}/b`)).toBe('/a/b');
  });

  it.each([
    '_',
    'PWD',
    'OLDPWD',
    'REPLY',
    'OPTARG',
    'OPTIND',
    'RANDOM',
    'SECONDS',
    'LINENO',
    'COLUMNS',
    'LINES',
  ])('%s is changed by the shell', (name) => {
    expect(expanded(`${name}=/a\necho $\{${name}}/b`)).toContain(name);
  });

  it.each([
    ...[
      'A=/b',
      'export A=/b',
      'readonly A=/b',
      'declare A=/b',
      'unset A',
      'read A',
      'A+=b',
      'for A in b; do c; done',
    ],
    ...[
      'declare $X',
      'typeset $X',
      'local $X',
      'unset $X',
      'export $X',
      'readonly $X',
      'read $X',
      'mapfile $X',
    ],
    ...[
      'readarray $X',
      'getopts a $X',
      'eval "$X"',
      'let A=1',
      'printf -v A b',
      '. ./a',
      'source a',
      'IFS=:',
      'printf A',
      'echo A=b',
    ],
  ])('is none after %s', (command) => {
    expect(expanded(`A=/a\n${command}\necho $A`)).toContain('$A');
  });

  it.each(['echo $X', 'export B=$X', 'declare B=$X', 'B=c', "sh -c 'eval x'", 'if a; then b; fi'])(
    'is one after %s',
    (command) => {
      expect(expanded(`A=/a\n${command}\necho $A`)).toBe('/a');
    },
  );

  it.each([
    ['export A=/a', '/a'],
    ['readonly A=/a', '/a'],
    ['declare A=/a', '$A'],
    ['if x; then A=/a; fi', '$A'],
    ['(A=/a)', '$A'],
    ['A=/a | b', '$A'],
    ['f() { A=/a; }; f', '$A'],
    ['A="/a b"', '$A'],
    ["A='*'", '$A'],
    ['A=a@b+c,d:e-f', 'a@b+c,d:e-f'],
    ['A=$B', '$A'],
  ])('with %s is %s', (setting, expected) => {
    expect(expanded(`${setting}\necho $A`)).toBe(expected);
  });

  it.each([
    ['P="a b"\ninstall $P', ['a', 'b']],
    ['P="a b"\ninstall ${P}', ['a', 'b']],
    ['PKG="a"\ninstall $PKG', ['a']],
    ['PKG="a"\ninstall ${PKG}', ['a']],
    ['for p in a $X b; do install $p; done', ['a', 'b']],
    ['f() { install $1; }\nf a b\nf c', ['a', 'c']],
    ['f() { install "$@"; }\nf a b', ['a', 'b']],
    ['f() { install $*; }\nf a b', ['a', 'b']],
    ['f() { install ${2}; }\nf a b', ['b']],
    ['f() { shift; install $1; }\nf a b', []],
    ['f() { set -- x; install $1; }\nf a', []],
    ['f() { getopts a x; install $1; }\nf a', []],
    ['f() { install $1; }\nif x; then f a; fi', []],
    ['install $1', []],
    ['install x$P', []],
    ['install a', ['a']],
  ])('stands for the words in %j', (text, expected) => {
    const script = scriptOf(text);
    const command = script.commands.find(({ words: [program] }) => program?.text === 'install')!;
    expect(listedWords(command.words[1]!, command, script).map((word) => word.text)).toEqual(expected);
  });
});

describe('a project', () => {
  const language = (names: readonly string[]) =>
    platform(projectOf(Object.fromEntries(names.map((name) => [name, ''])))).language;

  it.each([
    ['Gemfile', 'ruby'],
    ['Pipfile', 'python'],
    ['go.mod', 'go'],
    ['package.json', 'node'],
    ['requirements.txt', 'python'],
    ['Dockerfile', 'docker'],
    ['docker-compose.yml', 'docker'],
    ['aws-windows-deployment-manifest.json', 'windows'],
    ['build.gradle', undefined],
    ['composer.json', undefined],
    ['pom.xml', undefined],
    ['Procfile', undefined],
  ])('with %s is for %s', (name, expected) => {
    expect(language([name])).toBe(expected);
  });

  it.each<[string[], string | undefined]>([
    [['Gemfile', 'package.json'], undefined],
    [['requirements.txt', 'Pipfile'], 'python'],
    [['package.json', 'pom.xml'], undefined],
    [['Dockerfile', 'package.json'], 'docker'],
    [['Dockerfile', 'package.json', 'Procfile'], undefined],
    ...['Procfile', 'Buildfile', 'docker-compose.yaml', '.platform/a', '.ebextensions/nginx/a'].map(
      (name): [string[], undefined] => [['aws-windows-deployment-manifest.json', name], undefined],
    ),
    [['aws-windows-deployment-manifest.json', 'Dockerfile'], 'docker'],
    [['aws-windows-deployment-manifest.json', '.ebextensions/a.config'], 'windows'],
  ])('with %j is for %s', (names, expected) => {
    expect(language(names)).toBe(expected);
  });

  it.each([
    ['container:dotnet:apppool', 'windows'],
    ['container:golang:staticfiles', 'go'],
    ['container:java', 'java'],
    ['container:nodejs', 'node'],
    ['container:php:phpini', 'php'],
    ['container:python', 'python'],
    ['container:tomcat:jvmoptions', 'tomcat'],
    ['container:dotnet', undefined],
    ['container:ruby', undefined],
    ['xcontainer:python', undefined],
  ])('with settings in aws:elasticbeanstalk:%s is for %s', (namespace, expected) => {
    const text = `option_settings:\n  aws:elasticbeanstalk:${namespace}: {A: b}\n`;
    expect(platform(projectOf({ '.ebextensions/a.config': text })).language).toBe(expected);
  });

  const elsewhere = (name: string, folders: readonly string[]) =>
    mayBeConfiguredElsewhere(
      readProject({ root: '/p', files: [{ name, path: `/p/${name}` }], ebCliConfigs: [], folders }),
    );

  it.each([
    ...['main.tf', 'a.tfvars', 'a/b.hcl', 'cdk.json', 'samconfig.toml', 'serverless.yml', 'serverless.yaml'],
    ...[
      'Pulumi.yaml',
      'template.yml',
      'stack.json',
      'cloudformation-a.template',
      'cloudformation.yaml',
      'cfn_a.yml',
    ],
  ])('with %s may be configured elsewhere', (name) => {
    expect(elsewhere(name, [])).toBe(true);
  });

  it.each([
    ...[
      'a.tfx',
      'cdk.jsonc',
      'a/cdk.json',
      'my-template.yml',
      'templates.yml',
      'stack.txt',
      'a.yml',
      'xserverless.yml',
    ],
  ])('with %s is not', (name) => {
    expect(elsewhere(name, [])).toBe(false);
  });

  it.each([
    ...[
      '.aws-sam',
      '.terraform',
      'cdk',
      'cdk.out',
      'cfn',
      'cloudformation',
      'copilot',
      'infra',
      'infrastructure',
    ],
    ...['pulumi', 'terraform'],
  ])('with the folder %s may be', (name) => {
    expect([elsewhere('a', ['b', name]), elsewhere('a', [`my-${name}`])]).toEqual([true, false]);
  });

  const files = (name: string, text: string): ProjectFiles => ({
    root: '/p',
    files: name.includes('/') ? [] : [{ name, path: `/p/${name}` }],
    folders: name.split('/').slice(0, -1),
    kindsIn: (folder) =>
      new Map(name.startsWith(`${folder}/`) ? [[name.slice(folder.length + 1), 'file']] : []),
    textOf: (asked) => (asked === name ? text : undefined),
    ebCliConfigs: [],
  });

  it.each([
    ...[
      '.gitlab-ci',
      '.travis',
      '.drone',
      'appveyor',
      'azure-pipelines',
      'bitbucket-pipelines',
      'buildspec',
    ].map((name) => `${name}.yml`),
    ...['buildspec-prod.yaml', 'cloudbuild.yaml', 'codemagic.yaml', 'wercker.yml', 'Jenkinsfile', 'Makefile'],
    ...['GNUmakefile', 'Rakefile', 'Justfile', 'Taskfile.yml', 'fabfile.py', 'Gruntfile.js', 'gruntfile.cjs'],
    ...[
      'gulpfile.mjs',
      'a.sh',
      'a.bash',
      'a.ps1',
      'a.bat',
      'a.cmd',
      'a.tf',
      'a.tfvars',
      'a.j2',
      'a.erb',
      'a.tmpl',
    ],
    ...[
      'a.tpl',
      'cdk.json',
      'serverless.yml',
      'playbook.yaml',
      'octopus.json',
      'samconfig.toml',
      'Pulumi.yml',
    ],
  ])('with %s may be filled in', (name) => {
    expect(mayAwaitFiller(files(name, ''), '$NAME')).toBe(true);
    expect(mayAwaitFiller(files(`${name}~`, ''), '$NAME')).toBe(false);
  });

  it.each([
    ...['build.js', 'build-a.mjs', 'bundle.cjs', 'deploy.py', 'package_x.php', 'release.rb', 'release.ts'],
    ...['.buildkite', '.ci', '.circleci', '.semaphore', 'bin', 'ci', 'deploy', 'deployment', 'scripts'].map(
      (folder) => `${folder}/a`,
    ),
  ])('with %s may have a text replaced', (name) => {
    expect(isReplaced(files(name, 'sed s/ABCD/x/ a\n'), 'ABCD')).toBe(true);
    expect(isReplaced(files(name, 'echo ABCD\n'), 'ABCD')).toBe(false);
  });

  it.each([
    ...['awk /ABCD/', 'envsubst ABCD', 'jq .ABCD', 'perl ABCD', 'sed ABCD', 'yq .ABCD', 'x.replace("ABCD")'],
    ...['s/ABCD/b/', 's|ABCD|b|', 's#ABCD#b#', 's,ABCD,b,', 's@ABCD@b@', 's!ABCD!b!'],
  ])('with the line %s in a script has a text replaced', (line) => {
    expect(isReplaced(files('deploy.sh', `${line}\n`), 'ABCD')).toBe(true);
    expect(isReplaced(files('deploy.txt', `${line}\n`), 'ABCD')).toBe(false);
  });
});

describe('nothing listens on another port', () => {
  const listens = (command: string) =>
    mayListen(
      5000,
      projectOf(
        { Procfile: `web: gunicorn --bind :8000 app\nx: ${command}\n` },
        '64bit Amazon Linux 2023 v4.7.0 running Python 3.13',
      ),
    );

  it.each([
    ...['celery -A a worker', 'rq worker', 'huey_consumer a', 'huey_consumer.py a', 'dramatiq a', 'sidekiq'],
    ...[
      ...[
        'collectstatic',
        'compilemessages',
        'createcachetable',
        'loaddata',
        'migrate',
        'process_tasks',
        'qcluster',
      ],
      ...['rqscheduler', 'rqworker', 'run_huey', 'rundramatiq'],
    ].map((command) => `python manage.py ${command}`),
    ...[
      'cd a',
      'echo a',
      'export A=b',
      'mkdir a',
      'set -e',
      'sleep 1',
      'ulimit -n 9',
      'umask 022',
      'unset A',
    ].map((command) => `${command} && celery -A a worker`),
  ])('beside %s', (command) => {
    expect(listens(command)).toBe(false);
  });

  it.each([
    'celeryx',
    'flower',
    'python manage.py runserver 5000',
    'python manage.py custom',
    'python manage.py',
    './a',
  ])('but maybe beside %s', (command) => {
    expect(listens(command)).toBe(true);
  });
});

it.each([
  ...[
    '/ws',
    'ws',
    '/ws/',
    '/ws/*',
    '/a/ws',
    '/WSS',
    '/websocket',
    '/websockets/*',
    '/a/b/wss/c',
    '/ws*',
    '/*/ws',
  ].map((path): [string, boolean] => [path, true]),
  ...['/', '/news', '/wsx', '/socket.io', '/a-ws', '/websocketss', '/ws-a', ''].map(
    (path): [string, boolean] => [path, false],
  ),
])('the path %j is for WebSockets: %s', (path, expected) => {
  expect(isWebSocketPath(path)).toBe(expected);
});
