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
  b: {command: make, env: {LEVEL: debug}}
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
A command or a hook that fails ends the deployment, unless its errors are
ignored.

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
    - commands, b: make, with LEVEL
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
      '1.  The version is unpacked',
      '2.  Dependencies',
      '3.  Files of the proxy',
      '4.  Hooks before the switch',
      '5.  The version takes the place of the previous one',
      '6.  Start of the application',
      '7.  Start of the proxy',
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
    expect(stdout).toContain(
      '# What runs with a new version on a running instance\n\nA command or a hook that fails',
    );
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
      overriddenBy: [],
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
      stderr: expect.stringContaining('The command "steps" prints text, markdown, mermaid or json, not svg.'),
    });
    expect(await steps({ a: '' })).toMatchObject({ exitCode: 2 });
    const windows = 'IIS 10.0 running on 64bit Windows Server 2022';
    expect(await steps({ '.ebextensions/a.config': '' }, '--platform', windows)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: 'eblint: The steps of Amazon Linux are known, those of Windows are not.\n',
    });
  });

  /** What is overridden, by the title of the item. */
  const overrides = async (files: Record<string, string>, ...argv: string[]) => {
    const { stdout } = await steps(files, '--format', 'json', ...argv);
    const found: Record<string, string[]> = {};
    for (const { items } of JSON.parse(stdout).projects[0].steps)
      for (const { title, overriddenBy } of items)
        for (const { note, step, filePath, line } of overriddenBy) {
          const place =
            filePath === undefined ? '' : ` ${filePath.replace(/.*?\/(?=\.|Procfile)/, '')}:${line}`;
          (found[title] ??= []).push(`${note} (${step})${place}`);
        }
    return found;
  };

  it('names what a later file, command or hook writes again or deletes, at the first that does', async () => {
    expect(
      await overrides({
        '.ebextensions/a.config': `files:
  /etc/twice: {content: a}
  /etc/command: {content: a}
  /etc/deleted/a: {content: a}
  /etc/moved: {content: a}
  /etc/added: {content: a}
  /etc/kept: {content: a}
  /etc/maybe: {content: a}
commands:
  a: {command: "echo b > /etc/command"}
  b: {command: "echo c > /etc/command"}
`,
        '.ebextensions/b.config': 'files:\n  /etc/twice: {content: b}\n',
        '.platform/hooks/predeploy/a.sh':
          '#!/bin/bash\nrm -rf /etc/deleted\nmv /etc/moved /etc/other\necho x >> /etc/added\ntouch /etc/kept\nif [ -f /x ]; then cp y /etc/maybe; fi\n',
      }),
    ).toEqual({
      '/etc/twice': [
        '/etc/twice is written again by files of .ebextensions/b.config (early-sections) .ebextensions/b.config:2',
      ],
      '/etc/command': ['/etc/command is written again by a (early-sections) .ebextensions/a.config:10'],
      a: ['/etc/command is written again by b (early-sections) .ebextensions/a.config:11'],
      '/etc/deleted/a': [
        '/etc/deleted/a is deleted by .platform/hooks/predeploy/a.sh (predeploy) .platform/hooks/predeploy/a.sh:2',
      ],
      '/etc/moved': [
        '/etc/moved is moved away by .platform/hooks/predeploy/a.sh (predeploy) .platform/hooks/predeploy/a.sh:3',
      ],
      '/etc/maybe': [
        '/etc/maybe may be written again by .platform/hooks/predeploy/a.sh (predeploy) .platform/hooks/predeploy/a.sh:6',
      ],
    });
  });

  it('knows what the move of the new version deletes and keeps', async () => {
    const files = {
      '.ebextensions/a.config': `files:
  /var/app/staging/early: {content: a}
  /var/app/current/early: {content: a}
container_commands:
  a: {command: "echo a > made; echo b > .env; echo c > /var/app/current/lost; rm -f unused.txt"}
  b: {command: "cd /opt && echo b > made"}
`,
      '.platform/hooks/postdeploy/a.sh': '#!/bin/bash\nrm /var/app/current/made\n',
      '.env': 'A=1\n',
      'unused.txt': '',
      'kept.txt': '',
    };
    expect(await overrides(files)).toEqual({
      '/var/app/staging/early': ['/var/app/staging/early is deleted when the version is unpacked (unpack)'],
      '/var/app/current/early': [
        '/var/app/current/early is deleted when the version takes the place of the previous one (switch)',
      ],
      a: [
        'made is deleted by .platform/hooks/postdeploy/a.sh (postdeploy) .platform/hooks/postdeploy/a.sh:2',
        '/var/app/current/lost is deleted when the version takes the place of the previous one (switch)',
      ],
      '.env': ['.env is written again by a (container_commands) .ebextensions/a.config:5'],
      'unused.txt': ['unused.txt is deleted by a (container_commands) .ebextensions/a.config:5'],
    });
    expect(await overrides(files, '--kind', 'configuration')).toEqual({});
  });

  it('knows what the proxy gets in the end', async () => {
    const files = {
      '.ebextensions/a.config': `files:
  /etc/nginx/nginx.conf: {content: a}
  /etc/nginx/conf.d/a.conf: {content: a}
  /etc/nginx/conf.d/b.conf: {content: a}
  /var/proxy/staging/nginx/nginx.conf: {content: a}
`,
      '.ebextensions/nginx/nginx.conf': 'events {}\n',
      '.ebextensions/nginx/conf.d/other.conf': '',
      '.platform/nginx/conf.d/a.conf': 'client_max_body_size 10m;\n',
      '.platform/nginx/nginx.conf': 'events {}\n',
      '.platform/httpd/conf.d/a.conf': '',
      '.platform/hooks/predeploy/a.sh':
        '#!/bin/bash\necho "client_max_body_size 20m;" > /var/proxy/staging/nginx/conf.d/a.conf\n',
    };
    const own = 'replaced by the file of Elastic Beanstalk';
    expect(await overrides(files)).toEqual({
      '/etc/nginx/nginx.conf': [
        '/etc/nginx/nginx.conf is replaced by .platform/nginx/nginx.conf when the proxy starts (proxy-start) .platform/nginx/nginx.conf:1',
      ],
      '/etc/nginx/conf.d/a.conf': [
        '/etc/nginx/conf.d/a.conf is replaced by .platform/hooks/predeploy/a.sh when the proxy starts (proxy-start) .platform/hooks/predeploy/a.sh:2',
      ],
      '/var/proxy/staging/nginx/nginx.conf': [`/var/proxy/staging/nginx/nginx.conf is ${own} (proxy)`],
      '.ebextensions/nginx/nginx.conf': [
        '.platform/nginx/nginx.conf is read instead (proxy) .platform/nginx/nginx.conf:1',
      ],
      '.platform/nginx/conf.d/a.conf': [
        '/var/proxy/staging/nginx/conf.d/a.conf is written again by .platform/hooks/predeploy/a.sh (predeploy) .platform/hooks/predeploy/a.sh:2',
      ],
    });
    const { stdout } = await steps(files);
    expect(stdout).toContain(
      '    - .ebextensions/nginx/conf.d/other.conf: skipped: Elastic Beanstalk reads\n',
    );
    expect(stdout).toContain('    - .platform/httpd/conf.d/a.conf: skipped: the proxy is nginx\n');
    expect(stdout).toContain('    - .platform/nginx/nginx.conf: replaces the file of Elastic Beanstalk\n');
    expect(
      await overrides({ '.ebextensions/a.config': 'files:\n  /etc/nginx/nginx.conf: {content: a}\n' }),
    ).toEqual({
      '/etc/nginx/nginx.conf': [`/etc/nginx/nginx.conf is ${own} when the proxy starts (proxy-start)`],
    });
  });

  it('names options that are set again, and a file of settings that cannot be read', async () => {
    const env = (lines: string) =>
      `option_settings:\n  aws:elasticbeanstalk:application:environment:\n${lines}`;
    const files = {
      '.ebextensions/a.config': env('    A: 1\n    B: 1\n    A: 2\n'),
      '.ebextensions/b.config': env('    A: 3\n    C: 1\n'),
      '.ebextensions/c.config': 'commands: [\n',
    };
    expect(await overrides(files)).toEqual({
      '.ebextensions/a.config': ['A is set again (settings) .ebextensions/b.config:3'],
    });
    const { stdout } = await steps(files);
    expect(stdout).toContain(
      '    - .ebextensions/c.config: cannot be read as a whole\n      error config/syntax-error\n',
    );
    expect(stdout).toContain('      A is set again: .ebextensions/b.config:3\n');
  });

  it('knows what containers replace', async () => {
    const last = async (files: Record<string, string>, platform: string) =>
      (await steps(files, '--platform', platform)).stdout.trimEnd().split('\n').slice(-5);
    const docker = 'Docker running on 64bit Amazon Linux 2023';
    expect(await last({ Dockerfile: 'FROM a\n', '.ebextensions/a.config': '' }, docker)).toContain(
      '    - the container',
    );
    const compose = { 'docker-compose.yml': 'services: {}\n', '.ebextensions/a.config': '' };
    expect(await last(compose, docker)).toContain('    - the services of docker-compose.yml');
    const task = {
      'Dockerrun.aws.json': '{"AWSEBDockerrunVersion": 2, "containerDefinitions": []}',
      '.ebextensions/a.config': '',
    };
    const ecs = await last(task, 'ECS running on 64bit Amazon Linux 2023');
    expect(ecs).toContain('    - the containers of the task');
    expect(ecs.join('\n')).not.toContain('Start of the proxy');
  });

  it('shows the scripts that a hook runs, with what is reported there', async () => {
    const files = {
      '.platform/hooks/predeploy/a.sh': '#!/bin/bash\nbash scripts/reload.sh\n',
      'scripts/reload.sh': '#!/bin/bash\nservice nginx reload\n',
    };
    const { stdout } = await steps(files);
    expect(stdout).toContain(`    - .platform/hooks/predeploy/a.sh
    - scripts/reload.sh: run by .platform/hooks/predeploy/a.sh
      error proxy/early-reload
`);
    expect((await steps(files, '--kind', 'configuration')).stdout).not.toContain('reload.sh');
  });

  it('draws them in Mermaid, with arrows to what overrides them', async () => {
    const files = {
      '.ebextensions/a.config': `files:
  /etc/a: {content: a}
  /var/app/current/b: {content: "b"}
${Array.from({ length: 20 }, (_, index) => `  /opt/file${index}: {content: a}\n`).join('')}container_commands:
  "a]\\"<x>": {command: "echo '-->' > /etc/a"}
`,
    };
    const { stdout } = await steps(files, '--format', 'mermaid');
    const lines = stdout.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'flowchart TB',
      '  subgraph s1["Step 1: Sections of .config files, file by file"]',
      '    n1["files, /etc/a<br/>.ebextensions/a.config:2"]',
      '    n2["files, /var/app/current/b<br/>.ebextensions/a.config:3<br/>warning instance/overwritten-file"]',
    ]);
    const rest = lines.slice(lines.indexOf('    s1more["and 10 more"]'));
    expect(rest.filter((line) => !/ n\d+ --> n\d+$/.test(line))).toEqual([
      '    s1more["and 10 more"]',
      '    n12 --> s1more',
      '  end',
      '  s2["Step 2: The version is unpacked"]',
      '  subgraph s3["Step 3: Container commands"]',
      '    n13["a#93;#34;#60;x#62;: echo #39;--#62;#39; #62; /etc/a<br/>.ebextensions/a.config:25"]',
      '  end',
      '  s4["Step 4: The version takes the place of the previous one"]',
      '  subgraph s5["Step 5: Start of the application"]',
      '    n14["what the platform starts without a Procfile"]',
      '  end',
      '  s6["Step 6: Start of the proxy"]',
      '  s1 --> s2',
      '  s2 --> s3',
      '  s3 --> s4',
      '  s4 --> s5',
      '  s5 --> s6',
      '  n1 -.->|"/etc/a is written again by a#93;#34;#60;x#62;"| n13',
      '  n2 -.->|"/var/app/current/b is deleted when the version takes the place of the previous one"| s4',
      '  classDef is-warning stroke:#9a6700,stroke-width:2px',
      '  class n2 is-warning',
      '',
    ]);
    expect(
      await steps(
        { 'a/Procfile': 'web: a\n', 'b/.ebextensions/a.config': '', 'a/.ebextensions/b.config': '' },
        '--format',
        'mermaid',
      ),
    ).toMatchObject({
      exitCode: 2,
      stderr: 'eblint: There are 2 projects, and mermaid draws one: give its path.\n',
    });
  });

  describe('what is reported at no step', () => {
    const UNREAD = {
      '.ebextensions/a.config.txt': 'commands:\n  a: {command: b}\n',
      '.platform/hook/predeploy/a.sh': '#!/bin/bash\necho a\n',
      '.platform/hooks/predeploy/b.sh': '#!/bin/bash\nservice nginx reload\n',
      'env.yaml': 'EnvironmentNam: b\n',
      '.ebextensions/c.config': 'container_commands:\n  a: {command: b}\n',
    };
    const FILES = ['.ebextensions/a.config.txt', '.platform/hook/predeploy/a.sh', 'env.yaml'];

    it('is a section at the end of the text, of Markdown and of the diagram', async () => {
      const { stdout } = await steps(UNREAD);
      expect(stdout.slice(stdout.indexOf('\nAt no step'))).toBe(`
At no step
    reported about files, or parts of them, that no step shows
    - .ebextensions/a.config.txt: no step reads it
      error config/not-read
    - .platform/hook/predeploy/a.sh: no step reads it
      warning instance/unread-hook
    - env.yaml
      warning bundle/invalid-manifest
`);
      const markdown = (await steps(UNREAD, '--format', 'markdown')).stdout;
      expect(markdown.slice(markdown.indexOf('\n**At no step'))).toBe(`
**At no step**: reported about files, or parts of them, that no step shows

- \`.ebextensions/a.config.txt: no step reads it\` **error config/not-read**
- \`.platform/hook/predeploy/a.sh: no step reads it\` **warning instance/unread-hook**
- \`env.yaml\` **warning bundle/invalid-manifest**
`);
      const mermaid = (await steps(UNREAD, '--format', 'mermaid')).stdout.split('\n');
      const start = mermaid.indexOf('  subgraph apart["At no step"]');
      expect(mermaid.slice(start + 1, start + 6)).toEqual([
        expect.stringMatching(
          /^ {4}(n\d+)\[".ebextensions\/a.config.txt: no step reads it<br\/>error config\/not-read"\]$/,
        ),
        expect.stringMatching(/^ {4}n\d+\[".platform\/hook\/predeploy\/a.sh: no step reads it<br/),
        expect.stringMatching(/^ {4}n\d+\["env.yaml<br\/>warning bundle\/invalid-manifest"\]$/),
        expect.stringMatching(/^ {4}n\d+ --> n\d+$/),
        expect.stringMatching(/^ {4}n\d+ --> n\d+$/),
      ]);
      expect(mermaid).not.toContainEqual(expect.stringMatching(/--> apart|apart -->/));
    });

    it('is in JSON beside the steps, with the places', async () => {
      const [project] = JSON.parse((await steps(UNREAD, '--format', 'json')).stdout).projects;
      expect(project.atNoStep.map(({ title }: { title: string }) => title)).toEqual(FILES);
      expect(project.atNoStep[0]).toEqual({
        title: '.ebextensions/a.config.txt',
        details: ['no step reads it'],
        findings: [{ ruleId: 'config/not-read', severity: 'error' }],
        overriddenBy: [],
        filePath: expect.stringMatching(/a\.config\.txt$/),
        line: 1,
        column: 1,
      });
    });

    it('is nothing that a step of another kind of deployment shows', async () => {
      const { stdout } = await steps(UNREAD, '--kind', 'configuration', '--format', 'json');
      const [project] = JSON.parse(stdout).projects;
      expect(project.atNoStep.map(({ title }: { title: string }) => title)).toEqual(FILES);
      expect((await steps(PROJECT)).stdout).not.toContain('At no step');
    });
  });
});
