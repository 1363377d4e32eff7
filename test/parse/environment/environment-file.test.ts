import { describe, expect, it } from 'vitest';
import { parseEnvironmentFile } from '../../../src/parse/environment/environment-file.js';
import { parseHcl } from '../../../src/parse/hcl/hcl.js';
import { SourceFile, textAt } from '../../../src/source/index.js';
import { MAX_HCL_DEPTH } from '../../../src/util/limits.js';

const read = (name: string, text: string) => parseEnvironmentFile(new SourceFile(`/p/${name}`, name, text));

/** `namespace/option=value`, with `?` for what is not known. */
const settingsOf = (name: string, text: string) =>
  read(name, text).environments.map(({ settings }) =>
    settings.map(
      ({ namespace, option, value, resource }) =>
        `${resource === undefined ? '' : `${resource}.`}${namespace.value}/${option.value}=${value.kind === 'literal' ? value.text : '?'}`,
    ),
  );

const environment = (body: string) => `resource "aws_elastic_beanstalk_environment" "prod" {\n${body}\n}\n`;
const setting = (value: string, namespace = '"aws:autoscaling:asg"', name = '"MaxSize"') =>
  `  setting {\n    namespace = ${namespace}\n    name = ${name}\n    value = ${value}\n  }`;

describe('Terraform', () => {
  it.each([
    ['"4"', '4'],
    ['4', '4'],
    ['true', 'true'],
    [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    ['"4" # four', '4'],
    ['"4" /* four */', '4'],
    ['"50%"', '50%'],
    ['"$HOME"', '$HOME'],
    ['<<EOT\n4\nEOT', '4\n'],
    ['var.size', '?'],
    ['"${var.size}"', '?'],
    ['"a${var.b ? "}" : "{"}c"', '?'],
    ['"%{ if var.a }b%{ endif }"', '?'],
    ['var.prod ? "4" : "2"', '?'],
    ['join(",", [\n  "a",\n  aws_subnet.b.id,\n])', '?'],
    ['"4" == var.a', '?'],
    ['null', '?'],
    ['1.50', '?'],
    ['<<-EOT\n    4\n    EOT', '?'],
    ['<<EOT\n${var.a}\nEOT', '?'],
    ['jsonencode({ a = "}" })', '?'],
    ['[for s in var.subnets : s.id]', '?'],
    ['010', '?'],
    ['-1', '-1'],
    [String.raw`"\u00e4\n"`, 'ä\n'],
    [String.raw`"\U00110000"`, '\ufffd'],
  ])('reads the value %s', (value, expected) => {
    expect(settingsOf('a.tf', environment(setting(value)))).toEqual([
      [`aws:autoscaling:asg/MaxSize=${expected}`],
    ]);
  });

  it('has the places of names and values', () => {
    const [first] = read('a.tf', environment(setting('"4"'))).environments;
    const [only] = first?.settings ?? [];
    expect(only && [only.namespace.place, only.option.place, only.value.place].map(textAt)).toEqual([
      '"aws:autoscaling:asg"',
      '"MaxSize"',
      '"4"',
    ]);
    expect(only && textAt(only.place)).toMatch(/^setting \{[^]*\}$/);
    expect(first && textAt(first.place)).toBe('"prod"');
  });

  it('reads platform, tier, name, template and ignored changes', () => {
    const text = environment(
      '  name = "shop"\n  tier = "Worker"\n  solution_stack_name = "64bit"\n  template_name = aws_elastic_beanstalk_configuration_template.base.name\n  lifecycle {\n    ignore_changes = [tags, setting]\n  }',
    );
    const [first] = read('a.tf', text).environments;
    expect(first).toMatchObject({
      kind: 'environment',
      id: 'prod',
      name: { text: 'shop' },
      tier: { text: 'Worker' },
      platform: { text: '64bit' },
      template: 'base',
      unknown: undefined,
    });
    expect(first?.ignoredChanges && textAt(first.ignoredChanges)).toBe('setting');
  });

  it.each([
    ['aws_elastic_beanstalk_configuration_template.base.name', 'base'],
    ['"${aws_elastic_beanstalk_configuration_template.base.name}"', 'base'],
    ['aws_elastic_beanstalk_configuration_template.base[0].name', 'base'],
    ['var.template', ''],
    ['"base"', ''],
  ])('takes %s for a template', (reference, id) => {
    const [first] = read('a.tf', environment(`  template_name = ${reference}`)).environments;
    expect(first?.template).toBe(id);
  });

  it.each([
    ['all', 'all'],
    ['[setting]', 'setting'],
    ['["setting"]', '"setting"'],
    ['[name, tags]', undefined],
    ['[settings]', undefined],
  ])('sees what ignore_changes = %s ignores', (names, at) => {
    const [first] = read('a.tf', environment(`  lifecycle { ignore_changes = ${names} }`)).environments;
    expect(first?.ignoredChanges && textAt(first.ignoredChanges)).toBe(at);
  });

  it('takes only resources, and knows a list with a loop only as a whole', () => {
    expect(read('a.tf', environment('').replace('resource', 'data')).environments).toEqual([]);
    const looped = environment(
      '  setting = [for a in var.all : { namespace = "a:b", name = "C", value = a }]',
    );
    expect(read('a.tf', looped).environments[0]?.unknown?.reason).toBe('only Terraform knows the settings');
  });

  it('knows a value before the end of its block', () => {
    const { body } = parseHcl(new SourceFile('/p/a.tf', 'a.tf', 'a { b = "c" }\nd { e = f }\n'));
    const values = body.blocks.flatMap((block) => block.body.attributes.entries.map(({ value }) => value));
    expect(values.map(({ valueKind, place }) => [valueKind, textAt(place)])).toEqual([
      ['literal', '"c"'],
      ['dynamic', 'f'],
    ]);
  });

  it('takes the list form and the name of a scheduled action', () => {
    const item = (rest: string) =>
      `{ namespace = "aws:autoscaling:scheduledaction", name = "MinSize", ${rest} },\n`;
    expect(
      settingsOf(
        'a.tf',
        environment(`setting = [\n${item('value = "1", resource = "Morning"')}${item('"value" : 2')}]`),
      ),
    ).toEqual([
      ['Morning.aws:autoscaling:scheduledaction/MinSize=1', 'aws:autoscaling:scheduledaction/MinSize=2'],
    ]);
  });

  it.each([
    [
      'dynamic "setting" {\n for_each = var.all\n content {\n namespace = setting.value.namespace\n name = "a"\n value = 1\n }\n}',
    ],
    [
      'dynamic "setting" {\n for_each = var.all\n content {\n namespace = "aws:autoscaling:asg"\n name = setting.key\n value = 1\n }\n}',
    ],
    ['setting = var.settings'],
    ['setting = concat(local.a, [])'],
    [setting('"1"', 'var.namespace')],
    [setting('"1"', '"aws:autoscaling:asg"', '"${var.prefix}Size"')],
  ])('does not know the options of %s', (body) => {
    expect(read('a.tf', environment(body)).environments[0]?.unknown?.reason).toMatch(/^only Terraform knows/);
  });

  it('knows the others beside a dynamic block of properties', () => {
    const body = `dynamic "setting" {\n for_each = var.env\n content {\n namespace = "aws:elasticbeanstalk:application:environment"\n name = setting.key\n value = setting.value\n }\n}\n${setting('"4"')}`;
    expect(read('a.tf', environment(body)).environments[0]?.unknown).toBeUndefined();
  });

  it('takes local values of the same file that are literals', () => {
    const locals = 'locals {\n  stack = "64bit Amazon Linux 2023"\n  size = 4\n  other = var.x\n}\n';
    const body = `solution_stack_name = local.stack\ntier = local.tier\n${setting('local.size')}\n${setting('local.other')}\n${setting('local.none')}`;
    const text = locals + environment(body);
    expect(settingsOf('a.tf', text)).toEqual([
      ['aws:autoscaling:asg/MaxSize=4', 'aws:autoscaling:asg/MaxSize=?', 'aws:autoscaling:asg/MaxSize=?'],
    ]);
    expect(read('a.tf', text).environments[0]).toMatchObject({
      platform: { kind: 'literal', text: '64bit Amazon Linux 2023' },
      tier: { kind: 'dynamic' },
    });
  });

  const ITEMS =
    '[{ namespace = "aws:autoscaling:asg", name = "MinSize", value = "1" }, { namespace = "aws:autoscaling:asg", name = "MaxSize", value = var.x }]';
  const dynamic = (each: string, rest = '') =>
    environment(
      `dynamic "setting" {\n for_each = ${each}\n${rest} content {\n namespace = setting.value["namespace"]\n name = setting.value.name\n value = setting.value.value\n resource = ""\n }\n}`,
    );

  it.each([
    ['itself', dynamic(ITEMS)],
    ['a local value', `locals {\n  all = ${ITEMS}\n}\n${dynamic('local.all')}`],
  ])('takes what a dynamic block makes of a list in %s', (_, text) => {
    expect(settingsOf('a.tf', text)).toEqual([
      ['aws:autoscaling:asg/MinSize=1', 'aws:autoscaling:asg/MaxSize=?'],
    ]);
    expect(read('a.tf', text).environments[0]?.unknown).toBeUndefined();
  });

  it('does not repeat a long local value as often as a file names it', () => {
    const items = (many: number) =>
      Array.from({ length: many }, () => '{ namespace = "a:b", name = "C", value = "1" }').join(', ');
    const text = (many: number) =>
      `locals {\n  all = [${items(many)}]\n}\n${dynamic('local.all').repeat(1000)}`;
    const settingsIn = (many: number) => settingsOf('a.tf', text(many)).flat();
    expect(settingsIn(10)).toHaveLength(10_000);
    expect(settingsIn(100)).toEqual([]);
  });

  it.each([
    ['is not written out', dynamic(`concat(${ITEMS}, var.more)`)],
    ['has a part that is not', dynamic(ITEMS.replace('[', '[var.first, '))],
    ['has another iterator', dynamic(ITEMS, ' iterator = each\n')],
  ])('does not know what a dynamic block makes of a list that %s', (_, text) => {
    expect(read('a.tf', text).environments[0]?.unknown?.reason).toMatch(/^only Terraform knows/);
  });

  it('does not know what a module of the registry sets', () => {
    const text =
      'module "eb" {\n  source = "cloudposse/elastic-beanstalk-environment/aws"\n  name = "a"\n}\n';
    expect(read('a.tf', text).environments).toMatchObject([
      { id: 'eb', unknown: { reason: 'only the module knows what it sets' } },
    ]);
    expect(read('a.tf', text.replace('cloudposse/', './')).environments).toEqual([]);
  });

  it.each([
    ['resource "a" "b" {', 'unclosed-bracket', '{'],
    ['a = [1, 2', 'unclosed-bracket', '['],
    ['a = foo(1', 'unclosed-bracket', '('],
    ['a = {b = 1', 'unclosed-bracket', '{'],
    ['a = "b\n', 'unclosed-quote', '"'],
    ['a = "${b"\n', 'unclosed-quote', '"'],
    ['}', 'not-hcl', '}'],
    ['a =\n', 'not-hcl', '\n'],
    ['a b c\n', 'not-hcl', '\n'],
    ['a = <<EOT\nb\n', 'not-hcl', '<<EOT\n'],
    ['a = 1 /* b', 'not-hcl', '/'],
    ['<<<<<<< HEAD\n', 'merge-conflict', '<'],
    [`a = ${'['.repeat(200)}`, 'too-deep', '['],
  ])('says why it cannot read %j', (text, code, at) => {
    const { problem } = parseHcl(new SourceFile('/p/a.tf', 'a.tf', text));
    expect(problem && [problem.fault.code, textAt(problem.at)]).toEqual([code, at]);
  });

  it.each([
    [''],
    ['# a\n// b\n/* c\n } */\n'],
    ['a "b" c {}\n'],
    ['a { b = 1 }\n'],
    ['a = b["c"].d[*].e\n'],
    ['a = {\n  b : 1,\n  "c" = 2\n  (d) = 3\n}\n'],
    ['a = {for k, v in b : k => v if v != "}"}\n'],
    ['a = b < c && d / e > 1\n'],
    ['a = (\n  b\n  + c\n)\n'],
    ['a = <<EOT\n}\n"\nEOT\nb = 1\n'],
    ['a = [<<EOT\nx\nEOT\n, 2]\n'],
    ['a = "$${b}"\r\nc = 1\r\n'],
    ['a = "$${b"\nc = "%%{d"\n'],
    ['a = b ? "c" : "d" // e\n'],
    ['a = provider::x::y(1, 2...)\n'],
    ['ä = 1\n'],
  ])('reads %j', (text) => {
    expect(parseHcl(new SourceFile('/p/a.tf', 'a.tf', text)).problem).toBeUndefined();
  });
});

describe('CloudFormation', () => {
  const YAML = `Resources:
  Env:
    Type: AWS::ElasticBeanstalk::Environment
    Properties:
      SolutionStackName: !FindInMap [A, B, C]
      TemplateName: !Ref Base
      Tier: {Name: Worker, Type: SQS/HTTP}
      OptionSettings:
        - Namespace: aws:autoscaling:asg
          OptionName: MaxSize
          Value: 4
        - Namespace: aws:ec2:vpc
          OptionName: VPCId
          Value: !Ref Vpc
        - {Namespace: aws:ec2:vpc, OptionName: Subnets, Value: {'Fn::Join': [',', [a]]}}
  Base:
    Type: AWS::ElasticBeanstalk::ConfigurationTemplate
    Properties:
      OptionSettings: []
`;

  it('reads YAML with short tags', () => {
    expect(settingsOf('template.yaml', YAML)).toEqual([
      ['aws:autoscaling:asg/MaxSize=4', 'aws:ec2:vpc/VPCId=?', 'aws:ec2:vpc/Subnets=?'],
      [],
    ]);
    expect(read('template.yaml', YAML).environments[0]).toMatchObject({
      tier: { text: 'Worker' },
      platform: undefined,
      template: 'Base',
      unknown: undefined,
    });
  });

  it.each([
    ['Environment', 'TemplateName: {"Fn::ImportValue": a}', ''],
    ['Environment', 'TemplateName: base', ''],
    ['Environment', 'SourceConfiguration: !Ref Base', undefined],
    ['ConfigurationTemplate', 'SourceConfiguration: !Ref Base', 'Base'],
    ['ConfigurationTemplate', 'TemplateName: !Ref Base', undefined],
  ])('a resource of type %s with %s is made from another template: %j', (type, property, id) => {
    const text = `Resources:\n  E:\n    Type: AWS::ElasticBeanstalk::${type}\n    Properties:\n      ${property}\n`;
    expect(read('template.yaml', text).environments.map(({ template }) => template)).toEqual([id]);
  });

  it('reads the resources of the Serverless Framework, and only these', () => {
    const inside = YAML.replace(/^/gm, '  ');
    expect(settingsOf('serverless.yml', `resources:\n${inside}`)).toHaveLength(2);
    expect(settingsOf('serverless.yml', `other:\n${inside}`)).toEqual([]);
    const names = YAML.replace('Resources:', 'resources:');
    expect(settingsOf('serverless.yml', names)).toEqual([]);
  });

  it('does not know properties that are made as a whole', () => {
    const text =
      "Resources:\n  E:\n    Type: AWS::ElasticBeanstalk::Environment\n    Properties: {'Fn::Transform': {Name: a}}\n";
    expect(read('template.yaml', text).environments[0]?.unknown?.reason).toBe(
      'only CloudFormation knows the properties',
    );
  });

  it.each([
    ['!If [A, []]'],
    ['!If [A, [], !Ref B]'],
    ['[!If [A, {Namespace: a, OptionName: b}, !Ref B]]'],
    ['[{Namespace: !Ref A, OptionName: b, Value: c}]'],
  ])('does not know the options of %s', (list) => {
    const text = `Resources:\n  E:\n    Type: AWS::ElasticBeanstalk::Environment\n    Properties:\n      OptionSettings: ${list}\n`;
    expect(read('template.yaml', text).environments[0]?.unknown?.reason).toMatch(
      /^only CloudFormation knows/,
    );
  });

  it.each([
    ['[!If [A, {Namespace: a, OptionName: b, Value: c}, !Ref AWS::NoValue]]', ['a/b=?']],
    ['[{"Fn::If": [A, {Namespace: a, OptionName: b, Value: c}, {Ref: "AWS::NoValue"}]}]', ['a/b=?']],
    [
      '[!If [A, {Namespace: a, OptionName: b, Value: c}, !If [B, {Namespace: a, OptionName: b, Value: d}, {Namespace: a, OptionName: e, Value: f}]]]',
      ['a/b=?', 'a/e=?'],
    ],
    [
      '!If [A, [{Namespace: a, OptionName: b, Value: c}], [{Namespace: d, OptionName: e, Value: f}]]',
      ['a/b=?', 'd/e=?'],
    ],
    ['[{Namespace: a, OptionName: b, Value: c}, !Ref AWS::NoValue]', ['a/b=c']],
  ])('knows which options %s may set', (list, expected) => {
    const text = `Resources:\n  E:\n    Type: AWS::ElasticBeanstalk::Environment\n    Properties:\n      OptionSettings: ${list}\n`;
    const [environment] = read('template.yaml', text).environments;
    expect(environment?.unknown).toBeUndefined();
    expect(
      environment?.settings.map(
        ({ namespace, option, value }) =>
          `${namespace.value}/${option.value}=${value.kind === 'literal' ? value.text : '?'}`,
      ),
    ).toEqual(expected);
  });

  it('reads JSON, and what is wrong with it', () => {
    const text = JSON.stringify({
      Resources: {
        E: {
          Type: 'AWS::ElasticBeanstalk::Environment',
          Properties: { OptionSettings: [{ Namespace: 'a', OptionName: 'b', Value: 'c' }] },
        },
      },
    });
    expect(settingsOf('x.template.json', text)).toEqual([['a/b=c']]);
    expect(read('x.template.json', text.slice(0, -3)).problem?.fault.code).toBe('missing-bracket-at-end');
  });
});

describe('terraform show -json', () => {
  const resource = {
    address: 'module.a.aws_elastic_beanstalk_environment.b',
    mode: 'managed',
    type: 'aws_elastic_beanstalk_environment',
    values: {
      name: 'shop',
      tier: 'WebServer',
      solution_stack_name: '64bit',
      template_name: null,
      setting: [
        { namespace: 'aws:autoscaling:asg', name: 'MaxSize', resource: '', value: '4' },
        { namespace: 'aws:ec2:vpc', name: 'VPCId', value: null },
      ],
    },
  };
  const plan = (changes: object[] = []) =>
    JSON.stringify({
      format_version: '1.2',
      planned_values: { root_module: { child_modules: [{ resources: [resource] }] } },
      resource_changes: changes,
    });

  it('reads the settings of a plan', () => {
    expect(settingsOf('plan.json', plan())).toEqual([
      ['aws:autoscaling:asg/MaxSize=4', 'aws:ec2:vpc/VPCId=?'],
    ]);
    expect(read('plan.json', plan()).environments[0]).toMatchObject({
      template: undefined,
      unknown: undefined,
    });
  });

  it('reads modules in modules, and a state, but no data', () => {
    const inModules = (depth: number, one: object): object =>
      depth === 0 ? { resources: [one] } : { child_modules: [inModules(depth - 1, one)] };
    const state = (one: object, depth = 0) =>
      JSON.stringify({ terraform_version: '1.9.0', values: { root_module: inModules(depth, one) } });
    for (const depth of [0, 1, 3]) expect(settingsOf('plan.json', state(resource, depth))).toHaveLength(1);
    expect(settingsOf('plan.json', state({ ...resource, mode: 'data' }))).toEqual([]);
    expect(settingsOf('plan.json', state({ ...resource, type: 'aws_instance' }))).toEqual([]);
    const withTemplate = { ...resource, values: { ...resource.values, template_name: 'base' } };
    expect(read('plan.json', state(withTemplate)).environments[0]?.template).toBe('');
  });

  it('knows that they are known only later', () => {
    const text = plan([{ address: resource.address, change: { after_unknown: { setting: true } } }]);
    expect(read('plan.json', text).environments[0]?.unknown).toBeDefined();
    const other = plan([{ address: 'b', change: { after_unknown: { setting: true } } }]);
    expect(read('plan.json', other).environments[0]?.unknown).toBeUndefined();
    const parts = plan([{ address: resource.address, change: { after_unknown: { setting: [{}] } } }]);
    expect(read('plan.json', parts).environments[0]?.unknown).toBeUndefined();
  });
});

describe('what Elastic Beanstalk tells', () => {
  it('reads describe-configuration-settings', () => {
    const option = (OptionName: string, Value?: string) => ({
      ResourceName: 'AWSEBAutoScalingGroup',
      Namespace: 'aws:autoscaling:asg',
      OptionName,
      ...(Value !== undefined && { Value }),
    });
    const text = JSON.stringify({
      ConfigurationSettings: [
        {
          EnvironmentName: 'prod',
          DeploymentStatus: 'deployed',
          PlatformArn: 'arn',
          OptionSettings: [option('MaxSize', '4'), option('Cooldown')],
        },
        { EnvironmentName: 'prod', DeploymentStatus: 'pending', OptionSettings: [option('MaxSize', '5')] },
      ],
    });
    expect(settingsOf('settings.json', text)).toEqual([
      ['AWSEBAutoScalingGroup.aws:autoscaling:asg/MaxSize=4'],
    ]);
    expect(read('settings.json', text)).toMatchObject({
      source: 'report',
      environments: [{ platform: { text: 'arn' } }],
    });
  });

  it('reads describe-environments', () => {
    const text = JSON.stringify({
      Environments: [{ EnvironmentName: 'prod', SolutionStackName: '64bit', Tier: { Name: 'Worker' } }],
    });
    expect(read('environments.json', text).environments).toMatchObject([
      { name: { text: 'prod' }, tier: { text: 'Worker' }, platform: { text: '64bit' }, unknown: {} },
    ]);
  });

  it('reads what eb config prints', () => {
    const text =
      "ApplicationName: a\nEnvironmentName: prod\nPlatformArn: arn\nsettings:\n  aws:autoscaling:asg:\n    MaxSize: '4'\n";
    expect(settingsOf('prod.yml', text)).toEqual([['aws:autoscaling:asg/MaxSize=4']]);
    expect(read('prod.yml', text).environments[0]?.unknown).toBeDefined();
  });

  it('reads saved configurations', () => {
    const text =
      'AWSConfigurationTemplateVersion: 1.1.0.0\nSolutionStack: 64bit\nOptionSettings:\n  aws:autoscaling:asg:\n    MaxSize: 4\n';
    expect(settingsOf('prod.cfg.yml', text)).toEqual([['aws:autoscaling:asg/MaxSize=4']]);
    expect(read('prod.cfg.yml', text)).toMatchObject({
      source: 'saved configuration',
      environments: [{ kind: 'template' }],
    });
  });

  it.each([['{}'], ['[]'], [''], ['a'], ['{"Environments": 1}'], ['ConfigurationSettings: [a, {b: c}]']])(
    'finds nothing in %s',
    (text) => {
      expect(read('a.json', text).environments).toEqual([]);
    },
  );
});

it('is read to the depth that is allowed, and not a bracket deeper', () => {
  const nested = (depth: number) => `a = ${'['.repeat(depth)}${']'.repeat(depth)}\n`;
  const isRead = (depth: number): boolean =>
    parseHcl(new SourceFile('/p/a.tf', 'a.tf', nested(depth))).problem === undefined;
  const deepest = Array.from({ length: 400 }, (_, index) => index + 1)
    .filter(isRead)
    .at(-1)!;
  expect(deepest).toBe(MAX_HCL_DEPTH);
});
