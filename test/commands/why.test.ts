import { describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const eblint = (argv: readonly string[], { cwd = temporaryFolder({}), stdin = '' } = {}) =>
  runEblint(cwd, argv, { stdin: { isTTY: stdin === '', read: () => Promise.resolve(stdin) } });

const CONFIG = `packages:
  yum:
    foo-devel: []
files:
  /etc/app/settings:
    content: a
commands:
  01_migrate:
    command: source /opt/python/run/venv/bin/activate
Resources:
  MyTopic:
    Type: AWS::SNS::Topic
option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
`;

const project = (): string =>
  temporaryFolder({ '.ebextensions/01.config': CONFIG, '.platform/hooks/prebuild/a.sh': 'npm ci\n' });

describe('eblint why', () => {
  it('says when, why and what to do', async () => {
    const { exitCode, stdout } = await eblint(['why', 'pg_config executable not found.']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^pg_config executable not found\.\n {2}when {4}instance, prebuild hooks/);
    expect(stdout).toContain('\n  cause   psycopg2 is compiled');
    expect(stdout).toContain('\n  fix     Install `libpq-devel`');
    expect(stdout).toContain('\n  source  https://www.psycopg.org/');
  });

  it('takes several words for one text', async () => {
    const { stdout } = await eblint(['why', 'Priority', "'3'", 'is', 'currently', 'in', 'use']);
    expect(stdout).toContain('Give each rule a priority of its own.');
  });

  it.each([[['why']], [['why', '-']]])('reads standard input with %j', async (argv) => {
    const { exitCode, stdout } = await eblint(argv, {
      stdin:
        'Creating environment.\nERROR AddressLimitExceeded x\nERROR: nginx: [emerg] duplicate location "/"\n',
    });
    expect(exitCode).toBe(0);
    expect(stdout.match(/^ERROR.*$/gm)).toEqual([
      'ERROR AddressLimitExceeded x',
      'ERROR: nginx: [emerg] duplicate location "/"',
    ]);
  });

  it('reads the answer of describe-events, the oldest event first', async () => {
    const Events = ['nginx: [emerg] duplicate location "/"', 'AddressLimitExceeded x'].map((Message) => ({
      Message,
      Severity: 'ERROR',
    }));
    const { exitCode, stdout } = await eblint(['why'], { stdin: JSON.stringify({ Events }) });
    expect(exitCode).toBe(0);
    expect(stdout.match(/^(?:Address|nginx).*$/gm)).toEqual([
      'AddressLimitExceeded x',
      'nginx: [emerg] duplicate location "/"',
    ]);
  });

  it('asks for a text where there is none', async () => {
    expect(await eblint(['why'])).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await eblint(['why', '-'], { stdin: ' \n' })).stderr).toMatch(/^eblint: Give the error text/);
  });

  it.each(['some trouble with the Gemfile', 'xyzzy'])(
    'says that "%s" is unknown, and nothing else',
    async (text) => {
      const { exitCode, stdout } = await eblint(['why', text]);
      expect(exitCode).toBe(1);
      expect(stdout).toBe(
        'This text is unknown to eblint. Try the lines before it: the first error of a\ndeployment says most.\n',
      );
      const json = await eblint(['why', '--format', 'json', text]);
      expect(JSON.parse(json.stdout)).toMatchObject({ matches: [], results: [] });
    },
  );

  it.each([
    ['hooks/prebuild', 'instance, prebuild hooks, dependencies and build'],
    ['hooks/predeploy', 'instance, `container_commands` and predeploy hooks'],
    ['hooks/postdeploy', 'instance, start of the processes and of the proxy, and postdeploy'],
    ['confighooks/postdeploy', 'instance, start of the processes and of the proxy, and postdeploy'],
  ])('says when a hook in %s runs', async (folder, when) => {
    const { stdout } = await eblint([
      'why',
      `Command .platform/${folder}/a.sh failed with error exit status 1`,
    ]);
    expect(stdout.replace(/\n {10}/g, ' ')).toContain(`  when    ${when}`);
  });

  it('says first that a hook has CRLF line ends', async () => {
    const hook = '.platform/hooks/predeploy/a.sh';
    const cwd = temporaryFolder({ [hook]: '#!/bin/bash\r\nnpm ci\r\n', Procfile: 'web: ./app\n' });
    const { stdout } = await eblint(['why', `fork/exec ${hook}: no such file or directory`], { cwd });
    expect(stdout.replace(/\n {10}/g, ' ')).toMatch(
      /^fork[^\n]+\n {2}here {4}\S+a\.sh:1:1 \(file of this name, with CRLF line ends\)\n {2}when/,
    );
  });

  it('shows of a long line what is known, and the file and line after it', async () => {
    const error = 'nginx: [emerg] "location" directive is not allowed here in /etc/nginx/conf.d/app.conf:7';
    const { stdout } = await eblint(['why', `${'x '.repeat(1000)}${error} ${'y '.repeat(1000)}`]);
    expect(stdout.replace(/\s+/g, ' ')).toContain(error);
    expect(stdout.split('\n  when')[0]!.length).toBeLessThan(400);
    expect(stdout).toMatch(/^…/);
  });

  const HOOK = '.platform/hooks/predeploy/a.sh';

  it.each([
    [
      'nginx/wrong-context',
      { '.platform/nginx/conf.d/app.conf': 'location /a {\n}\n', Procfile: 'web: ./app\n' },
      '"location" directive is not allowed here in /var/proxy/staging/nginx/conf.d/app.conf:1',
    ],
    [
      'bundle/start-file-not-found',
      { Procfile: 'web: gunicorn shop.wsgi\n', 'requirements.txt': 'gunicorn\n', 'app.py': '' },
      "ModuleNotFoundError: No module named 'shop'",
    ],
    [
      'instance/hook-without-shebang',
      { [HOOK]: 'npm ci\n', Procfile: 'web: ./app\n' },
      `fork/exec ${HOOK}: exec format error`,
    ],
    [
      'routing/loopback-bind',
      {
        Procfile: 'web: gunicorn --bind 127.0.0.1:5000 app\n',
        'app.py': '',
        '.ebextensions/a.config':
          'option_settings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: application\n  aws:elasticbeanstalk:environment:process:default:\n    Port: 5000\n',
      },
      '502 Bad Gateway',
    ],
    [
      'proxy/early-reload',
      { '.ebextensions/a.config': 'container_commands:\n  a:\n    command: systemctl reload nginx\n' },
      'nginx.service is not active, cannot reload.',
    ],
    [
      'bundle/wrong-dockerrun-version',
      { 'Dockerrun.aws.json': '{"AWSEBDockerrunVersion": 2, "containerDefinitions": []}' },
      'Invalid Dockerrun.aws.json version, abort deployment',
      'Docker running on 64bit Amazon Linux 2023',
    ],
  ])('begins with the finding of %s that explains the text', async (rule, texts, text, platform = '') => {
    const branch = platform || 'Python 3.13 running on 64bit Amazon Linux 2023';
    const cwd = temporaryFolder({
      ...texts,
      '.elasticbeanstalk/config.yml': `global:\n  default_platform: ${branch}\n`,
    });
    const { stdout } = await eblint(['why', text], { cwd });
    expect(stdout).toMatch(/^In this project, these rules report:\n/);
    expect(stdout.slice(0, stdout.indexOf('\n  cause'))).toContain(rule);
  });

  it.each([
    ['Command 01_migrate failed', '.ebextensions/01.config:8:3 (entry of commands)'],
    [
      'Yum does not have foo-devel available for installation',
      '.ebextensions/01.config:3:5 (package of yum)',
    ],
    [
      'File specified with non-absolute path: /etc/app/settings',
      '.ebextensions/01.config:5:3 (file that is written)',
    ],
    [
      'Unresolved resource dependencies [A, MyTopic] in the',
      '.ebextensions/01.config:11:3 (resource of this id)',
    ],
    [
      'Unknown or duplicate parameter: LoadBalancerType',
      '.ebextensions/01.config:15:5 (option of aws:elasticbeanstalk:environment)',
    ],
    [
      'fork/exec .platform/hooks/prebuild/a.sh: exec format error',
      '.platform/hooks/prebuild/a.sh:1:1 (file of this name)',
    ],
  ])('shows where the project has what "%s" names', async (text, place) => {
    const { stdout } = await eblint(['why', text], { cwd: project() });
    expect(stdout.replace(/\n {10}/g, ' ')).toContain(`  here    ${place}`);
  });

  it('shows what the rules report in the project', async () => {
    const { stdout } = await eblint(['why', 'Command 01_migrate failed'], { cwd: project() });
    expect(stdout).toContain('In this project, these rules report:');
    expect(stdout).toContain('platform/retired-path');
    expect(stdout).toContain('9 |     command: source /opt/python/run/venv/bin/activate');
  });

  it('prints JSON', async () => {
    const cwd = project();
    const { stdout } = await eblint(['why', '--format', 'json', 'Command 01_migrate failed'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      matches: [
        {
          line: 'Command 01_migrate failed',
          names: ['01_migrate'],
          rules: ['platform/retired-path'],
          places: [{ filePath: `${cwd}/.ebextensions/01.config`, line: 8, column: 3 }],
        },
      ],
      // What the rules say that predict the text, then what else is reported of the command.
      results: [
        { messages: [{ ruleId: 'platform/retired-path' }] },
        { messages: [{ ruleId: 'instance/lost-shell-change' }] },
      ],
    });
  });

  it('refuses formats of reports', async () => {
    expect((await eblint(['why', 'a', '--format', 'github'])).stderr).toBe(
      'eblint: The command "why" prints text or json, not github.\n',
    );
  });

  it('shows no secret of a log', async () => {
    const { stdout } = await eblint(['why', 'DB_PASSWORD=hunter2 amazon-linux-extras: command not found']);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).toMatch(/^amazon-linux-extras: command not found\n/);
  });

  it('lets no character of a log act on the terminal', async () => {
    const { stdout } = await eblint(['why', '\u001b[31mAddressLimitExceeded']);
    expect(stdout).toMatch(/^\\u001b\[31mAddressLimitExceeded\n/);
  });

  it('says that the rules of a text report nothing in this project, and nothing of it where there is none', async () => {
    const text = 'ELB processes are not healthy on all instances';
    const here = temporaryFolder({ Procfile: 'web: ./app\n', '.ebextensions/a.config': '' });
    const words = async (cwd: string) =>
      (await eblint(['why', text], { cwd })).stdout.replaceAll(/\s+/g, ' ');
    expect(await words(here)).toMatch(/ rules routing\/[^()]+ \(eblint reports nothing here\) source /);
    expect(await words(temporaryFolder({ a: '' }))).not.toContain('reports nothing');
  });

  describe('begins with what is reported in the place that a text names', () => {
    const BROKEN = {
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n',
      '.ebextensions/01.config': `commands:
  01_redis:
    command: amazon-linux-extras install redis6
  restart:
    command: initctl reload nginx
  02_other:
    command: source /opt/python/current/env
`,
      '.platform/nginx/conf.d/a.conf': 'server_tokens off;\n\nlocation /a {\n}\n',
      '.platform/hooks/postdeploy/b.sh': '#!/bin/bash\nsource /opt/python/current/env\n',
      Procfile: 'web: gunicorn --bind :8001 app:app\nworker: celery --daemon\n',
      'app.py': 'app = 1\n',
      'requirements.txt': 'gunicorn\n',
    };

    it.each([
      ['Command 01_redis failed', ['.ebextensions/01.config:3']],
      ['[ERROR] Command 01_redis (amazon-linux-extras install redis6) failed', ['.ebextensions/01.config:3']],
      ['Error occurred during build: Command restart failed', ['.ebextensions/01.config:5']],
      ['the instances restart', []],
      [
        'nginx: [emerg] "location" directive is not allowed here in /var/proxy/staging/nginx/conf.d/a.conf:3',
        ['.platform/nginx/conf.d/a.conf:3'],
      ],
      [
        'Command .platform/hooks/postdeploy/b.sh failed with error exit status 1',
        ['.platform/hooks/postdeploy/b.sh:2'],
      ],
      ['Following services are not running: web.', ['Procfile:1']],
      ['/var/log/web.stdout.log: nothing known', ['Procfile:1']],
      ['exit status of worker.service', []],
    ])('%s', async (text, expected) => {
      const cwd = temporaryFolder(BROKEN);
      const { stdout } = await eblint(['why', '--format', 'json', text], { cwd });
      const { results } = JSON.parse(stdout) as {
        results: { filePath: string; messages: { line: number }[] }[];
      };
      const places = results.flatMap(({ filePath, messages }) =>
        messages.map(({ line }) => `${filePath.slice(cwd.length + 1)}:${line}`),
      );
      expect([...new Set(places)]).toEqual(expected);
    });

    it('is known then, although its text is not', async () => {
      const cwd = temporaryFolder(BROKEN);
      const { exitCode, stdout } = await eblint(['why', 'something is wrong with 01_redis'], { cwd });
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^In this project, these rules report:\n/);
      expect(stdout).not.toContain('unknown to eblint');
    });
  });
});
