import { describe, expect, it } from 'vitest';
import { parseEnvironmentFile } from '../../../src/parse/environment/environment-file.js';
import { SourceFile, textAt, type Value } from '../../../src/source/index.js';

const said = (value: Value | undefined) => (value?.kind === 'dynamic' ? '?' : value?.text);

/** All that a file says of its environments. */
function read(name: string, text: string) {
  const { source, environments, problem } = parseEnvironmentFile(new SourceFile(`/p/${name}`, name, text));
  return {
    source,
    ...(problem && { problem: problem.kind }),
    environments: environments.map((one) => ({
      ...{ kind: one.kind, id: one.id, at: textAt(one.place), template: one.template },
      ...{ name: said(one.name), platform: said(one.platform), tier: said(one.tier) },
      unknown: one.unknown && [one.unknown.reason, textAt(one.unknown.at)],
      settings: one.settings.map(({ namespace, option, value, layer }) => {
        expect(layer).toBe('environment');
        return `${namespace.value} ${option.value} ${said(value)}`;
      }),
    })),
  };
}

const NOTHING = {
  template: undefined,
  name: undefined,
  platform: undefined,
  tier: undefined,
  unknown: undefined,
};
const SETTING = { Namespace: 'a:b', OptionName: 'C', Value: 'd' };

describe('Terraform', () => {
  const read1 = (text: string) => read('a.tf', text).environments;

  it('says all of a module, and needs its name and its source', () => {
    const module =
      'module "eb" {\n  source = "x/elastic-beanstalk-environment/aws"\n  name = "n"\n  tier = "Worker"\n  solution_stack_name = "s"\n}\n';
    expect(read('a.tf', module)).toEqual({
      source: 'terraform',
      environments: [
        {
          ...{ kind: 'environment', id: 'eb', at: '"eb"', template: undefined },
          ...{ name: 'n', platform: 's', tier: 'Worker', settings: [] },
          unknown: ['only the module knows what it sets', '"x/elastic-beanstalk-environment/aws"'],
        },
      ],
    });
    expect(read1(module.replace(' "eb"', ''))).toEqual([]);
    expect(read1(module.replace(/source.*/, ''))).toEqual([]);
    expect(read1(module.replace(/source.*/, 'source = var.a'))).toEqual([]);
  });

  it('needs a type that it knows and a name', () => {
    expect(read1('resource "aws_elastic_beanstalk_environment" {}\n')).toEqual([]);
    expect(read1('resource {}\n')).toEqual([]);
    expect(read1('resource "aws_instance" "a" {}\n')).toEqual([]);
  });

  it('takes other blocks for nothing', () => {
    const body = [
      'dynamic "tags" {\n  content {\n    namespace = "a:b"\n    name = "C"\n  }\n}',
      'dynamic {\n}',
      'timeouts {\n  ignore_changes = [setting]\n  namespace = "a:b"\n  name = "C"\n}',
      'platform_arn = "arn"',
      'lifecycle {\n  ignore_changes = [["a"], resetting]\n}',
    ].join('\n');
    const [only] = read1(`resource "aws_elastic_beanstalk_environment" "a" {\n${body}\n}\n`);
    expect(only).toEqual({
      ...NOTHING,
      kind: 'environment',
      id: 'a',
      at: '"a"',
      platform: 'arn',
      settings: [],
    });
  });

  it('does not know what a dynamic block without content sets', () => {
    const block = (content: string) =>
      `resource "aws_elastic_beanstalk_environment" "a" {\ndynamic "setting" {\nfor_each = var.a\n${content}\n}\n}\n`;
    const properties = 'namespace = "aws:elasticbeanstalk:application:environment"\nname = setting.key';
    for (const content of ['', `other {\n${properties}\n}`])
      expect(read1(block(content))[0]?.unknown?.[0]).toBe('only Terraform knows what the dynamic block sets');
    expect(read1(block(`content {\n${properties}\n}`))[0]?.unknown).toBeUndefined();
  });
});

describe('CloudFormation', () => {
  const resource = (properties: object, Type: unknown = 'AWS::ElasticBeanstalk::Environment') =>
    read('template.json', JSON.stringify({ Resources: { E: { Type, Properties: properties } } }, null, 1));
  const only = (properties: object) => resource(properties).environments[0];

  it('says all of an environment', () => {
    expect(
      resource({
        ...{
          EnvironmentName: 'n',
          SolutionStackName: 's',
          Tier: { Name: 'Worker' },
          TemplateName: { Ref: 'T' },
        },
        OptionSettings: [SETTING],
      }),
    ).toEqual({
      source: 'cloudformation',
      environments: [
        {
          ...{ kind: 'environment', id: 'E', at: '"E"', template: 'T', unknown: undefined },
          ...{ name: 'n', platform: 's', tier: 'Worker', settings: ['a:b C d'] },
        },
      ],
    });
  });

  it('says less where there is less', () => {
    expect(only({})).toEqual({ ...NOTHING, kind: 'environment', id: 'E', at: '"E"', settings: [] });
    expect(only({ PlatformArn: 'arn' })?.platform).toBe('arn');
    expect(only({ Tier: { Type: 'Standard' } })?.tier).toBe('?');
    expect(only({ Tier: { Ref: 'T' } })?.tier).toBe('?');
    expect(only({ TemplateName: { Ref: ['T'] } })?.template).toBe('');
    expect(only({ TemplateName: ['T'] })?.template).toBe('');
  });

  it.each([{ Ref: 'L' }, 'x', { 'Fn::If': ['A', [], { Ref: 'L' }] }])(
    'does not know settings that are %j',
    (settings) => {
      expect(only({ OptionSettings: settings })).toMatchObject({
        settings: [],
        unknown: ['only CloudFormation knows the settings', expect.any(String)],
      });
    },
  );

  it.each([
    { Namespace: { Ref: 'A' }, OptionName: 'C' },
    { Namespace: 'a:b', OptionName: { Ref: 'A' } },
    { Ref: 'A' },
  ])('does not know the option of %j, and knows the others', (item) => {
    expect(only({ OptionSettings: [item, SETTING] })).toMatchObject({
      settings: ['a:b C d'],
      unknown: ['only CloudFormation knows which option this is', expect.any(String)],
    });
  });

  it.each([{ Ref: 'AWS::ElasticBeanstalk::Environment' }, undefined, 'AWS::ElasticBeanstalk::Application'])(
    'has no environment of the type %j',
    (type) => {
      expect(resource({ OptionSettings: [SETTING] }, type ?? null).environments).toEqual([]);
    },
  );

  it('has no problem with what is only odd', () => {
    const text =
      'Resources:\n  E: {Type: AWS::ElasticBeanstalk::Environment}\n  E: {Type: AWS::ElasticBeanstalk::Environment}\n';
    expect(read('template.yaml', text).problem).toBeUndefined();
    expect(read('template.yaml', `${text}a: [\n`).problem).toBe('syntax');
  });
});

describe('a plan of Terraform', () => {
  const plan = (values: object, changes: unknown[] = [], more: object = {}) => {
    const type = 'aws_elastic_beanstalk_environment';
    const resources = [{ address: 'a.b', mode: 'managed', type, values, ...more }];
    return read(
      'plan.json',
      JSON.stringify({
        ...{ format_version: '1.2', resource_changes: changes },
        planned_values: { root_module: { resources } },
      }),
    );
  };

  it('says all of an environment', () => {
    const setting = [{ namespace: 'a:b', name: 'C', value: 'd' }];
    expect(
      plan({ name: 'n', tier: 'Worker', solution_stack_name: 's', template_name: 't', setting }),
    ).toEqual({
      source: 'plan',
      environments: [
        {
          ...{ kind: 'environment', id: 'a.b', at: '"a.b"', template: '', unknown: undefined },
          ...{ name: 'n', platform: 's', tier: 'Worker', settings: ['a:b C d'] },
        },
      ],
    });
    expect(plan({ platform_arn: 'arn' }).environments[0]).toEqual({
      ...{ ...NOTHING, kind: 'environment', id: 'a.b', at: '"a.b"', platform: 'arn', settings: [] },
    });
  });

  it('says what it does not show, and only of that', () => {
    const unknownOf = (...changes: unknown[]) => plan({}, changes).environments[0]?.unknown;
    const change = (setting: unknown, address: unknown = 'a.b') => ({
      address,
      change: { after_unknown: { setting } },
    });
    expect(unknownOf(change(true))).toEqual(['the plan does not show the settings', '"a.b"']);
    for (const other of [
      change(false),
      change([true]),
      change({ a: true }),
      change(true, ['a.b']),
      {},
      'a',
      { change: {} },
    ])
      expect(unknownOf(other)).toBeUndefined();
  });

  it('takes what has neither type, address nor mode for no environment, or for one of its own', () => {
    expect(plan({}, [], { type: undefined }).environments).toEqual([]);
    expect(plan({}, [], { type: 'toString' }).environments).toEqual([]);
    expect(plan({}, [], { address: undefined }).environments).toEqual([]);
    expect(plan({}, [], { mode: undefined }).environments).toHaveLength(1);
  });
});

describe('what Elastic Beanstalk tells', () => {
  const report = (value: object) => read('a.json', JSON.stringify(value));

  it('says all of a set of options', () => {
    const set = {
      EnvironmentName: 'n',
      SolutionStackName: 's',
      Tier: { Name: 'Worker' },
      OptionSettings: [SETTING],
    };
    expect(report({ ConfigurationSettings: [set] })).toEqual({
      source: 'report',
      environments: [
        {
          ...{
            ...NOTHING,
            kind: 'environment',
            id: 'n',
            at: '"n"',
            name: 'n',
            platform: 's',
            tier: 'Worker',
          },
          settings: ['a:b C d'],
        },
      ],
    });
    const template = { TemplateName: 't', OptionSettings: [SETTING] };
    expect(report({ ConfigurationSettings: [template] }).environments).toMatchObject([
      { id: 't', name: undefined },
    ]);
    for (const other of [
      { OptionSettings: [SETTING] },
      { EnvironmentName: 'n' },
      { EnvironmentName: 'n', OptionSettings: [] },
    ])
      expect(report({ ConfigurationSettings: [other] }).environments).toEqual([]);
  });

  it('says of an environment that its settings are not printed', () => {
    expect(
      report({ Environments: [{ EnvironmentName: 'n', PlatformArn: 'arn' }, { Tier: {} }] }).environments,
    ).toEqual([
      {
        ...{ ...NOTHING, kind: 'environment', id: 'n', at: '"n"', name: 'n', platform: 'arn', settings: [] },
        unknown: ['describe-environments does not print settings', '"n"'],
      },
    ]);
  });

  it('says what eb config prints', () => {
    const text = 'EnvironmentName: n\nSolutionStackName: s\nsettings:\n  a:b:\n    C: d\n';
    expect(read('a.yml', text)).toEqual({
      source: 'report',
      environments: [
        {
          ...{
            ...NOTHING,
            kind: 'environment',
            id: 'n',
            at: 'n',
            name: 'n',
            platform: 's',
            settings: ['a:b C d'],
          },
          unknown: ['`eb config` does not print environment properties', 'n'],
        },
      ],
    });
    expect(read('a.yml', text.replace('EnvironmentName', 'Name')).environments).toEqual([]);
  });

  it('says what a saved configuration has', () => {
    const text =
      'EnvironmentTier:\n  Name: Worker\nPlatform:\n  PlatformArn: arn\nOptionSettings:\n  a:b:\n    C: d\n';
    expect(read('a.cfg.yml', text)).toEqual({
      source: 'saved configuration',
      environments: [
        {
          ...{ ...NOTHING, kind: 'template', id: 'OptionSettings', at: 'OptionSettings' },
          ...{ platform: 'arn', tier: 'Worker', settings: ['a:b C d'] },
        },
      ],
    });
    const older = text.replace('Platform:\n  PlatformArn: arn', 'SolutionStack: s');
    expect(read('a.cfg.yml', older).environments[0]?.platform).toBe('s');
  });
});
