import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/run.js';
import { groupBy } from '../../src/util/collections.js';
import { ports } from '../support/ports.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const setting = (namespace: string, name: string, value: string) =>
  `  setting {\n    namespace = "${namespace}"\n    name = "${name}"\n    value = ${value}\n  }\n`;
const environment = (...settings: readonly string[]) =>
  `resource "aws_elastic_beanstalk_environment" "prod" {\n  name = "shop"\n${settings.join('')}}\n`;
const PROCESS = 'aws:elasticbeanstalk:environment:process:ws';
const PROCFILE = 'web: gunicorn app.wsgi\nws: daphne -b 0.0.0.0 -p 5001 app.asgi:application\n';
const PYTHON = { Procfile: PROCFILE, 'requirements.txt': 'daphne\ngunicorn\n', '.ebextensions/a.config': '' };
const routed = (port: string) =>
  environment(
    setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', '"application"'),
    setting(PROCESS, 'Port', port),
    setting('aws:elbv2:listenerrule:ws', 'PathPatterns', '"/ws/*"'),
    setting('aws:elbv2:listenerrule:ws', 'Process', '"ws"'),
    setting('aws:elbv2:listener:default', 'Rules', '"ws"'),
  );

/** What the program prints in a repository, rule by rule. */
async function rulesIn(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const root = temporaryFolder(files);
  mkdirSync(join(root, '.git'));
  const { stdout, stderr, exitCode } = await runEblint(root, [...flags, '.', '--format', 'unix']);
  const rules = [...stdout.matchAll(/\[(?:Error|Warning)\/(\S+)\]/gi)].map(([, rule]) => rule);
  return { rules, stdout, stderr, exitCode, root };
}

/** What a person sees in a terminal, on one line, of a project without findings. */
async function summaryOf(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const root = temporaryFolder(files);
  mkdirSync(join(root, '.git'));
  let shown = '';
  const stdout = { isTTY: true, write: (text: string) => void (shown += text) };
  expect(await run([...flags, '.'], ports({ cwd: root, stdout }))).toBe(0);
  return shown.replaceAll(/\s+/g, ' ');
}

describe('a server whose rules are not in configuration files', () => {
  it('is reported where nothing describes the environment', async () => {
    expect((await rulesIn(PYTHON)).rules).toContain('routing/unrouted-server');
  });

  it.each([
    ['its rules are in Terraform', { 'infra/eb.tf': routed('5001') }, []],
    ['its rules may be in Terraform', { 'infra/eb.tf': environment('setting = var.all\n') }, []],
    ['the configuration says so', { 'eblint.config.yaml': 'environment: elsewhere\n' }, []],
    ['a flag says so', {}, ['--environment', 'elsewhere']],
  ] as const)('is not reported where %s', async (_, files, flags) => {
    expect((await rulesIn({ ...PYTHON, ...files }, ...flags)).rules).toEqual([]);
  });

  it.each([
    ['the configuration says so', { 'eblint.config.yaml': 'environment: elsewhere\n' }, []],
    ['a flag says so', {}, ['--environment', 'elsewhere']],
  ] as const)('is not reported where %s, and the summary tells why', async (_, files, flags) => {
    expect(await summaryOf({ ...PYTHON, ...files }, ...flags)).toContain(
      'What may be set in the environment was not reported as missing: the configuration says',
    );
  });

  it('is not spoken of in the summary where all is known', async () => {
    const summary = await summaryOf({ ...PYTHON, 'infra/eb.tf': routed('5001') });
    expect(summary).toContain('No problems in');
    expect(summary).not.toContain('not reported');
  });

  it('is reported where Terraform shows that they are missing', async () => {
    const type = setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', '"application"');
    const { rules } = await rulesIn({ ...PYTHON, 'infra/eb.tf': environment(type) });
    expect(rules).toContain('routing/unrouted-server');
  });

  it('is compared with the port in Terraform', async () => {
    const { rules, stdout } = await rulesIn({ ...PYTHON, 'infra/eb.tf': routed('5002') });
    expect(rules).toEqual(['routing/port-mismatch']);
    expect(stdout).toContain('process "ws" expects 5002');
  });
});

describe('a description in another format', () => {
  const BALANCED = ['aws:elasticbeanstalk:environment', 'LoadBalancerType', 'application'];
  const RULES = [
    ['aws:elbv2:listenerrule:ws', 'PathPatterns', '/ws/*'],
    ['aws:elbv2:listenerrule:ws', 'Process', 'ws'],
    ['aws:elbv2:listener:default', 'Rules', 'ws'],
  ];
  const routedTo = (port: string) => [BALANCED, [PROCESS, 'Port', port], ...RULES];
  type Options = readonly (readonly string[])[];

  const asPlan = (options: Options) =>
    JSON.stringify({
      format_version: '1.2',
      planned_values: {
        root_module: {
          resources: [
            {
              address: 'aws_elastic_beanstalk_environment.prod',
              mode: 'managed',
              type: 'aws_elastic_beanstalk_environment',
              values: {
                name: 'shop',
                setting: options.map(([namespace, name, value]) => ({ namespace, name, value })),
              },
            },
          ],
        },
      },
    });
  const asAnswer = (options: Options) =>
    JSON.stringify({
      ConfigurationSettings: [
        {
          EnvironmentName: 'shop',
          OptionSettings: options.map(([Namespace, OptionName, Value]) => ({ Namespace, OptionName, Value })),
        },
      ],
    });
  const asMap = (options: Options) =>
    [...groupBy(options, ([namespace = '']) => [namespace])]
      .map(
        ([namespace, own]) =>
          `  ${namespace}:\n${own.map(([, name, value]) => `    ${name}: ${value}\n`).join('')}`,
      )
      .join('');
  const asPrinted = (options: Options) =>
    `ApplicationName: shop\nEnvironmentName: shop\nsettings:\n${asMap(options)}`;
  const asSaved = (options: Options) =>
    `EnvironmentTier: {Name: WebServer}\nOptionSettings:\n${asMap(options)}`;

  it.each([
    ['the plan of Terraform', 'plan.json', asPlan, true],
    ['the answer of the API', 'settings.json', asAnswer, true],
    ['what `eb config` prints', 'shop.yml', asPrinted, false],
    ['a saved configuration', '.elasticbeanstalk/saved_configs/shop.cfg.yml', asSaved, false],
  ] as const)('is compared with the files of the project: %s', async (_, name, written, tellsAll) => {
    const rules = async (options: Options) =>
      (await rulesIn({ ...PYTHON, [name]: written(options) }, '--environment', name)).rules;
    expect(await rules(routedTo('5001'))).toEqual([]);
    expect(await rules(routedTo('5002'))).toEqual(['routing/port-mismatch']);
    // What it does not show may still be set where it does not show all.
    expect(await rules([BALANCED])).toEqual(tellsAll ? ['routing/unrouted-server'] : []);
  });
});

describe('files that are named', () => {
  const configuration = (from: string) => ({
    'eblint.config.yaml': `environments:\n  - name: shop\n    from: ${from}\n    project: .\n`,
  });

  it('are read wherever they are in the repository', async () => {
    const { rules } = await rulesIn({
      ...PYTHON,
      ...configuration('other/eb.tf'),
      'other/eb.tf': routed('5001'),
    });
    expect(rules).toEqual([]);
  });

  it('are not read outside of the repository', async () => {
    const { root } = await rulesIn({ 'secret.tf': routed('5002') });
    const { rules, stdout } = await rulesIn({
      ...PYTHON,
      ...configuration(`../${root.split('/').at(-1)}/secret.tf`),
    });
    expect(rules).toEqual(['project/unreadable']);
    expect(stdout).toContain('it is outside of the repository');
  });

  it('are not read through a link that leads out of the repository', async () => {
    const outside = temporaryFolder({ 'secret.tf': routed('5002') });
    const root = temporaryFolder({ ...PYTHON, ...configuration('eb.tf') });
    mkdirSync(join(root, '.git'));
    symlinkSync(join(outside, 'secret.tf'), join(root, 'eb.tf'));
    const { stdout } = await runEblint(root, ['.']);
    expect(stdout).toContain('it is outside of the repository');
  });

  it('have to be there', async () => {
    const { exitCode, stderr } = await rulesIn(PYTHON, '--environment', 'nowhere.tf');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('There is no file "nowhere.tf"')]);
  });
});

it.each([
  ['environment: console\n', '"environment" cannot be "console"'],
  ['environments: infra/eb.tf\n', '"environments" must be a list'],
  ['environments:\n  - name: prod\n', 'An environment has no "from"'],
  ['environments:\n  - {from: a.tf, file: b.tf}\n', 'There is no key "file"'],
])('says what is wrong with %j', async (text, message) => {
  const { exitCode, stderr } = await rulesIn({ ...PYTHON, 'eblint.config.yaml': text });
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
});

describe('bad input gives one finding', () => {
  const PLAN = JSON.stringify({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [
          {
            address: 'a',
            mode: 'managed',
            type: 'aws_elastic_beanstalk_environment',
            values: {
              name: 'a',
              setting: [
                {
                  namespace: 'aws:elasticbeanstalk:application:environment',
                  name: ' KEY',
                  value: 'hunter2hunter2',
                },
                { namespace: 'aws:rds:dbinstance', name: 'DBPassword', value: 'correcthorse1' },
              ],
            },
          },
        ],
      },
    },
  });

  it.each([
    ['eb.tf', routed('5001').slice(0, -3), 'config/syntax-error'],
    ['eb.tf', routed('"5001'), 'config/syntax-error'],
    ['plan.json', PLAN.slice(0, 200), 'config/syntax-error'],
    [
      'big.template.json',
      `{"Resources":{"A":{"Type":"AWS::ElasticBeanstalk::Environment"}}}`.padEnd(5 * 2 ** 20),
      'project/unreadable',
    ],
    ['plan.json', PLAN, 'settings/invalid-property-name'],
  ])('in %s', async (name, text, rule) => {
    const root = temporaryFolder({ '.ebextensions/a.config': '', [name]: text });
    const { stdout } = await runEblint(root, ['--environment', name, '.']);
    expect(stdout.match(/^(?:[⚠✖] )?(?:error|warning): /gm)).toHaveLength(1);
    expect(stdout).toContain(rule);
    expect(stdout).not.toMatch(/hunter2|correcthorse/);
  });
});

it('reports nothing in what Elastic Beanstalk wrote', async () => {
  const option = { Namespace: 'aws:nope', OptionName: 'X', Value: 'y' };
  const text = JSON.stringify({
    ConfigurationSettings: [{ EnvironmentName: 'a', OptionSettings: [option] }],
  });
  const root = temporaryFolder({ Procfile: 'web: gunicorn a.wsgi\n', '.ebextensions/a.config': '' });
  writeFileSync(join(root, 'settings.json'), text);
  const { stdout, exitCode } = await runEblint(root, ['--environment', 'settings.json', '.']);
  expect([stdout, exitCode]).toEqual(['', 0]);
});
