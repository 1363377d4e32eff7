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

  it('asks for a text where there is none', async () => {
    expect(await eblint(['why'])).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await eblint(['why', '-'], { stdin: ' \n' })).stderr).toMatch(/^eblint: Give the error text/);
  });

  it('says that a text is unknown, with the nearest', async () => {
    const { exitCode, stdout } = await eblint(['why', 'some trouble with the Gemfile']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^This text is unknown to eblint\. The nearest that it knows:\n\n {2}\S/);
    expect(await eblint(['why', 'xyzzy'])).toEqual({
      exitCode: 1,
      stdout: 'This text is unknown to eblint.\n',
      stderr: '',
    });
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
      nearest: [],
      results: [{ messages: [{ ruleId: 'platform/retired-path' }] }],
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
});
