import { describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const PROJECT = {
  '.elasticbeanstalk/config.yml':
    'global:\n  default_platform: Python 3.12 running on 64bit Amazon Linux 2023\n',
  '.ebextensions/a.config': `container_commands:
  02_migrate: {command: python manage.py migrate, leader_only: true, ignoreErrors: true}
  01_static:
    command: |
      # all of them
      cd /var/app/current
      python manage.py collectstatic --noinput
    test: test -f x
    cwd: /srv
commands:
  b: {command: make}
  a: {command: touch x}
files:
  /etc/a: {content: b}
packages:
  yum: {git: []}
option_settings:
  aws:autoscaling:asg: {MinSize: 1, MaxSize: 2}
Resources:
  Queue: {Type: AWS::SQS::Queue}
`,
  '.ebextensions/b.config': 'packages:\n  yum: {jq: []}\n',
  '.platform/hooks/postdeploy/a.sh': '#!/bin/bash\necho a\n',
  '.platform/confighooks/predeploy/b.sh': '#!/bin/bash\necho b\n',
  '.platform/nginx/conf.d/a.conf': 'client_max_body_size 10m;\n',
  Procfile: 'web: gunicorn a.wsgi\n',
  'requirements.txt': 'gunicorn\n',
};

const steps = (files: Record<string, string>, ...argv: string[]) =>
  runEblint(temporaryFolder(files), ['steps', ...argv]);

describe('eblint steps', () => {
  it('lists what a deployment runs in its order, with what is reported there', async () => {
    const { exitCode, stdout, stderr } = await steps(PROJECT);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(`What runs with a new version on a running instance

1.  Option settings
    - .ebextensions/a.config: 2 options

2.  Resources of CloudFormation
    - Queue
      .ebextensions/a.config:20

3.  Sections of .config files, file by file
    in /, as root, /var/app/current is the previous version, and the new one is
    not there
    - packages, yum: git
      .ebextensions/a.config:16
    - files, /etc/a
      .ebextensions/a.config:14
    - commands, a: touch x
      .ebextensions/a.config:12
    - commands, b: make
      .ebextensions/a.config:11
    - packages, yum: jq
      .ebextensions/b.config:2

4.  The version is unpacked
    in /var/app/staging

5.  Dependencies
    in /var/app/staging
    - requirements.txt

6.  Files of the proxy
    in /var/proxy/staging
    - .platform/nginx/conf.d/a.conf

7.  Container commands
    in /var/app/staging, as root, /var/app/current is the previous version,
    which still runs
    - 02_migrate: python manage.py migrate, on the leader only, its errors are
      ignored
      .ebextensions/a.config:2
      warning instance/without-virtual-environment
    - 01_static: cd /var/app/current …, if its test succeeds, in /srv
      .ebextensions/a.config:3
      warning instance/early-current-folder
      warning instance/without-virtual-environment

8.  The version takes the place of the previous one
    in /var/app/current

9.  Start of the application
    in /var/app/current, as webapp
    - web: gunicorn a.wsgi
      Procfile:1

10. Start of the proxy
    its staged files replace those in /etc/nginx or /etc/httpd

11. Hooks at the end
    in /var/app/current, as root
    - .platform/hooks/postdeploy/a.sh
`);
  });

  it('knows a new instance, and a change of the configuration, which runs hooks of its own', async () => {
    const first = await steps(PROJECT, '--kind', 'new-instance');
    expect(first.stdout).toContain('in /, as root, nothing of the application is there');
    expect(first.stdout).toContain('as root, /var/app/current is not there');
    expect(first.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'migrate, only on the leader, which there is only when',
    );
    const { stdout } = await steps(PROJECT, '--kind=configuration');
    expect(stdout.match(/^\d+\..*$/gm)).toEqual([
      '1.  Files of the proxy',
      '2.  Hooks before the switch',
      '3.  Start of the application',
      '4.  Start of the proxy',
    ]);
    expect(stdout).toContain('.platform/confighooks/predeploy/b.sh');
    expect(await steps(PROJECT, '--kind', 'deploy')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('deployment'),
    });
  });

  it('prints Markdown in which no text of the project means anything', async () => {
    const { stdout } = await steps(
      { '.ebextensions/a.config': 'container_commands:\n  a: {command: "echo `date` <b>*x*</b>"}\n' },
      '--format',
      'markdown',
    );
    expect(stdout).toContain('# What runs with a new version on a running instance\n\n1. **[');
    expect(stdout).toContain('   - `` a: echo `date` <b>*x*</b> `` (`.ebextensions/a.config:2`)');
  });

  it('prints JSON with the places', async () => {
    const { stdout } = await steps(PROJECT, '--format', 'json');
    const { schemaVersion, kind, projects } = JSON.parse(stdout);
    expect({ schemaVersion, kind }).toEqual({ schemaVersion: 1, kind: 'deployment' });
    const step = projects[0].steps.find(({ id }: { id: string }) => id === 'container_commands');
    expect(step).toMatchObject({ runsIn: '/var/app/staging', runsAs: 'root' });
    expect(step.items[0]).toEqual({
      title: '02_migrate',
      details: ['python manage.py migrate', 'on the leader only', 'its errors are ignored'],
      findings: [{ ruleId: 'instance/without-virtual-environment', severity: 'warning' }],
      filePath: expect.stringMatching(/a\.config$/),
      line: 2,
      column: 3,
    });
  });

  it('names each of several projects, shows no secret, and refuses other formats', async () => {
    const two = {
      'a/.ebextensions/a.config':
        'commands:\n  a: {command: "curl -H \\"Authorization: Bearer ghp_abcdefghijklmnopqrstuvwxyz0123456789\\" x"}\n',
      'b/.ebextensions/a.config': '',
    };
    const { stdout } = await steps(two);
    expect(stdout.match(/^Project .*$/gm)).toEqual(['Project a', 'Project b']);
    expect(stdout).not.toContain('ghp_abc');
    expect(await steps(two, '--format', 'svg')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('The command "steps" prints text, markdown or json, not svg.'),
    });
    expect(await steps({ a: '' })).toMatchObject({ exitCode: 2 });
  });
});
