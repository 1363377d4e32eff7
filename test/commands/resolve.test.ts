import { describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const eblint = (argv: readonly string[], cwd: string) => runEblint(cwd, argv);

const project = (): string =>
  temporaryFolder({
    '.ebextensions/01.config': `option_settings:
  aws:elasticbeanstalk:environment:process:default:
    Port: 8000
  aws:elasticbeanstalk:application:environment:
    PORT: '8000'
    API_TOKEN: s3cr3t-value
    DB: postgres://u:hunter2@db/x
`,
    '.ebextensions/02.config': `option_settings:
  - namespace: aws:elasticbeanstalk:environment:process:default
    option_name: Port
    value: 5000
  - namespace: aws:elasticbeanstalk:command
    option_name: BatchSize
    value: 10
  - namespace: aws:elbv2:listener:default
    option_name: ListenerEnabled
    value: false
  - namespace: aws:elasticbeanstalk:application:environment
    option_name: TOPIC
    value: { Ref: MyTopic }
`,
    '.elasticbeanstalk/saved_configs/prod.cfg.yml': 'x: 1\n',
  });

describe('eblint resolve', () => {
  it('prints the value that takes effect, its place and what it overrides', async () => {
    const { exitCode, stdout } = await eblint(
      ['resolve', 'aws:elasticbeanstalk:environment:process:default/port'],
      project(),
    );
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`aws:elasticbeanstalk:environment:process:default
  Port = 5000
    .ebextensions/02.config:3:18
    overrides 8000 in .ebextensions/01.config:3:5
    may be overridden by .elasticbeanstalk/saved_configs/prod.cfg.yml

Settings made in the console, by "eb setenv" or by another client take precedence over
these, and so do saved configurations. They stay in the environment until removed.
`);
  });

  it('masks what may be a secret, and shows what is not', async () => {
    const { stdout } = await eblint(['resolve'], project());
    expect(stdout).toContain('  PORT = 8000\n');
    expect(stdout).toContain('  API_TOKEN = (may be a secret: not shown)\n');
    expect(stdout).not.toMatch(/hunter2|s3cr3t/);
    const { stdout: json } = await eblint(['resolve', '--format', 'json'], project());
    expect(json).not.toMatch(/hunter2|s3cr3t/);
  });

  it('names clients that set an option themselves', async () => {
    const { stdout } = await eblint(['resolve', 'BatchSize'], project());
    expect(stdout).toContain('may be overridden by eb create (30), the console, or .elasticbeanstalk/');
  });

  it('finds a setting by the name of its namespace, and by the other name of the listener', async () => {
    const cwd = project();
    expect((await eblint(['resolve', 'aws:elbv2:listener:default'], cwd)).stdout).toContain(
      '  ListenerEnabled = false\n',
    );
    expect((await eblint(['resolve', 'aws:elbv2:listener:80'], cwd)).stdout).toContain(
      '  ListenerEnabled = false\n',
    );
  });

  it('prints JSON', async () => {
    const cwd = project();
    const { stdout } = await eblint(['resolve', 'port', '--format', 'json'], cwd);
    const { projects } = JSON.parse(stdout) as { projects: { root: string; settings: unknown[] }[] };
    expect(projects).toMatchObject([
      {
        root: cwd,
        unreadable: [],
        settings: [
          { option: 'PORT', value: '8000' },
          {
            namespace: 'aws:elasticbeanstalk:environment:process:default',
            option: 'Port',
            value: '5000',
            filePath: `${cwd}/.ebextensions/02.config`,
            line: 3,
            column: 18,
            overrides: [{ value: '8000', line: 3 }],
          },
        ],
      },
    ]);
  });

  it('says the default of what is not set, and the nearest of what does not exist', async () => {
    const cwd = project();
    expect((await eblint(['resolve', 'aws:elasticbeanstalk:command/Timeout'], cwd)).stdout).toMatch(
      /^The configuration files do not set aws:elasticbeanstalk:command\/Timeout\. Its default is 600\.\n/,
    );
    expect(await eblint(['resolve', 'aws:elasticbeanstalk:comand/Timeout'], cwd)).toMatchObject({
      exitCode: 2,
      stderr:
        'eblint: There is no namespace "aws:elasticbeanstalk:comand". Did you mean "aws:elasticbeanstalk:command"?\n',
    });
  });

  it.each([
    [['aws:elasticbeanstalk:command/Timeout'], 1],
    [['aws:elasticbeanstalk:command/Timeout', '--format', 'json'], 1],
    [['BatchSize'], 0],
    [['BatchSize', '--format', 'json'], 0],
  ])('resolve %j ends with %i: 1 where it is not set', async (argv, exitCode) => {
    expect((await eblint(['resolve', ...argv], project())).exitCode).toBe(exitCode);
  });

  it('ends with 0 where nothing is named and nothing is set', async () => {
    const cwd = temporaryFolder({ '.ebextensions/a.config': 'commands: {}\n' });
    expect((await eblint(['resolve'], cwd)).exitCode).toBe(0);
  });

  it('needs a project and takes one name', async () => {
    expect((await eblint(['resolve'], temporaryFolder({ a: '' }))).stderr).toMatch(
      /^eblint: There is no Elastic Beanstalk project here/,
    );
    expect((await eblint(['resolve', 'a', 'b'], project())).exitCode).toBe(2);
  });

  it('says that a file cannot be read', async () => {
    const cwd = temporaryFolder({ '.ebextensions/a.config': 'a: [\n' });
    expect((await eblint(['resolve'], cwd)).stdout).toContain('a.config cannot be read');
  });
});

it('shows the layers', async () => {
  const setting = (name: string, value: string) =>
    `  setting {\n    namespace = "aws:autoscaling:asg"\n    name = "${name}"\n    value = ${value}\n  }\n`;
  const root = temporaryFolder({
    '.ebextensions/a.config': 'option_settings:\n  aws:autoscaling:asg: {MaxSize: 2, MinSize: 1}\n',
    'infra/eb.tf': `resource "aws_elastic_beanstalk_environment" "prod" {\n${setting('MaxSize', '"4"')}${setting('Cooldown', 'var.cooldown')}}\n`,
  });
  const { stdout } = await eblint(['resolve', 'aws:autoscaling:asg'], root);
  expect(stdout).toContain(`  Cooldown = (known only to the deployment)
    infra/eb.tf:9:12, set in the environment
  MaxSize = 4
    infra/eb.tf:4:12, set in the environment
    overrides 2 in .ebextensions/a.config:2:25
  MinSize = 1
    .ebextensions/a.config:2:37
`);
});
