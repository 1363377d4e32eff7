import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ebResource, ebResourceIds } from '../../src/knowledge/resources/eb-resources.js';
import { declaredIds } from '../../src/model/resources/declared-ids.js';
import { parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { referencesOf } from '../../src/parse/config-file/references.js';
import { unknownReference } from '../../src/rules/resources/unknown-reference.js';
import { SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

const parse = (text: string) =>
  parseConfigFile(new SourceFile('/p/a.config', '.ebextensions/a.config', text));

/** `Function>id`; each id is what really is at its place. */
const referencesIn = (text: string): string[] =>
  referencesOf(parse(text)).map(({ by, id: { value, place } }) => {
    expect(place.file.text.slice(place.span.start, place.span.end)).toBe(value);
    return `${by}>${value}`;
  });

/** How often the text of a file is asked for while its references are looked up. */
function textReads(text: string): number {
  const file = parse(text);
  const source = file.file;
  let reads = 0;
  Object.defineProperty(source, 'text', { get: () => (reads++, text) });
  referencesOf(file);
  return reads;
}

describe('referencesOf', () => {
  it.each([
    ['A: { "Fn::GetAtt": [Queue, Arn] }', 'Arn'],
    ['A: { "Fn::GetAtt": Queue.Source.Name }', 'Source.Name'],
    ['A: { "Fn::Sub": "x-${Queue.Arn}" }', 'Arn'],
    ['A: \'x `{"Fn::GetAtt": ["Queue", "Arn"]}`\'', 'Arn'],
    ['A: { Ref: Queue }', undefined],
    ['A: { "Fn::Sub": "${Queue}" }', undefined],
    ['A: { "Fn::GetAtt": [Queue, { Ref: Name }] }', undefined],
  ])('finds what is read of a resource in %s', (text, expected) => {
    const { attribute } = referencesOf(parse(text))[0] ?? {};
    expect(attribute?.value).toBe(expected);
    if (attribute)
      expect(text.slice(attribute.place.span.start, attribute.place.span.end)).toBe(attribute.value);
  });

  it.each([
    (variables: string) => `A: { "Fn::Sub": "\\u0020${variables}" }`,
    (variables: string) => `A:\n  Fn::Sub: |\n    x\n    ${variables}\n`,
    (variables: string) => `A: '''\`{"Fn::Sub": "${variables}"}\`'`,
  ])('maps a text once, however many variables it has (%#)', (textWith) => {
    expect(referencesIn(textWith('${Queue}'))).toEqual(['Fn::Sub>Queue']);
    expect(textReads(textWith('${Queue}'.repeat(1000)))).toBe(textReads(textWith('${Queue}')));
  });

  it('takes more variables than a call takes arguments', () => {
    const many = Array.from({ length: 200_000 }, (_, index) => `\${${index}}`).join('');
    expect(referencesOf(parse(`A: { "Fn::Sub": "${many}" }`))).toHaveLength(200_000);
  });

  it.each([
    ['A: { Ref: Queue }', ['Ref>Queue']],
    ["A: { 'Ref': 'Queue' }", ['Ref>Queue']],
    ['A: { Ref: "AWS::Region" }', ['Ref>AWS::Region']],
    ['A: { "Fn::GetAtt": [Queue, Arn] }', ['Fn::GetAtt>Queue']],
    ['A: { "Fn::GetAtt": "Queue.Arn" }', ['Fn::GetAtt>Queue']],
    ['A: { "Fn::GetAtt": Queue.Source.Name }', ['Fn::GetAtt>Queue']],
    ['A: { "Fn::GetAtt": [Queue, Arn] }', ['Fn::GetAtt>Queue']],
    ['A: { "Fn::Sub": "${Queue}/${Topic.Arn}/${!Kept}" }', ['Fn::Sub>Queue', 'Fn::Sub>Topic']],
    ['A:\n  Fn::Sub:\n    - "${Own}${Queue}"\n    - Own: { Ref: Topic }\n', ['Fn::Sub>Queue', 'Ref>Topic']],
    [
      'A: { "Fn::FindInMap": [Sizes, { Ref: "AWS::Region" }, x] }',
      ['Fn::FindInMap>Sizes', 'Ref>AWS::Region'],
    ],
    ['A: { "Fn::If": [IsBig, { Ref: Queue }, 1] }', ['Fn::If>IsBig', 'Ref>Queue']],
    ['A: { "Fn::Join": ["", [{ Ref: Queue }, { Ref: Topic }]] }', ['Ref>Queue', 'Ref>Topic']],
    ['Resources: { B: { Type: "X::Y", DependsOn: Queue } }', ['DependsOn>Queue']],
    [
      'Resources: { B: { Type: "X::Y", DependsOn: [Queue, "Topic"] } }',
      ['DependsOn>Queue', 'DependsOn>Topic'],
    ],
    ['Resources: { AWSEBSecurityGroup: { Properties: {} } }', ['Resources>AWSEBSecurityGroup']],
    ['A: \'x`{"Ref": "Queue"}`y`{"Ref": "Topic"}`\'', ['Ref>Queue', 'Ref>Topic']],
    ['A: "`{\\"Fn::GetAtt\\" : [\\"Queue\\", \\"Arn\\"]}`"', ['Fn::GetAtt>Queue']],
    ['A: |\n  one\r\n  two `{"Ref": "Queue"}`\r\n', ['Ref>Queue']],
    ['{"A": {"Ref": "Queue"}}', ['Ref>Queue']],
    ['A: &a { Ref: Queue }\nB: *a\n', ['Ref>Queue']],
    ['A: \'` {"Ref": "Queue"} `\'', ['Ref>Queue']],
    ['Resources: { B: { DependsOn: [{ Ref: Queue }, Topic] } }', ['DependsOn>Topic', 'Ref>Queue']],
  ])('finds in %s', (text, expected) => {
    expect(referencesIn(text).sort()).toEqual(expected.sort());
  });

  it.each([
    'A: { Ref: Queue, Other: 1 }',
    'A: { Ref: [Queue] }',
    'A: { Ref: "${QUEUE}" }',
    'A: { Ref: "{{ queue }}" }',
    'A: { Ref: my-queue }',
    'A: { "Fn::GetAtt": Queue }',
    'A: { "Fn::GetOptionSetting": { OptionName: Queue } }',
    'A: { "Fn::Sub": "${!Queue} $Queue {Queue}" }',
    'A: "${Queue}"',
    'A: "`date` and `{Ref: Queue}` and `{\\"Ref\\": `"',
    'A: "`{\\"a\\": {\\"b\\": \\"Ref\\"}}`"',
    'Resources: { AWSEBSecurityGroup: { Type: "AWS::EC2::SecurityGroup" } }',
    'A: \'`{"Ref": "Queue"}.\'',
    'A: \'-{"Ref": "Queue"}`\'',
    'A: \'`[{"Ref": "Queue"}]`\'',
    'A: { "Fn::If": [] }',
    'A: { "Fn::Sub": [] }',
    'A: { "Fn::GetAtt": [[Queue], Arn] }',
    'A: !<aSub> "${Queue}"',
    'A: !Ref Queue\nB: { Ref: Queue }',
    'Resources: { B: { DependsOn: { Queue: Topic } } }',
    'A: { constructor: Queue, __proto__: x }',
    '# { Ref: Queue }',
  ])('finds nothing in %s', (text) => {
    expect(referencesIn(text)).toEqual([]);
  });

  it('never throws, and every place lies inside its text', () => {
    const word = fc.constantFrom(
      'Ref',
      'Fn::Sub',
      '!Ref',
      '!Sub',
      'A',
      '${B}',
      '`',
      '{',
      '}',
      '"',
      "'",
      ':',
      ' ',
      '\n',
      '[',
      ',',
      '|',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join('');
        for (const { id } of referencesOf(parse(text))) {
          expect(id.place.span.start).toBeGreaterThanOrEqual(0);
          expect(id.place.span.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('declaredIds', () => {
  it('takes resources and parameters, but no changes of what Elastic Beanstalk makes', () => {
    const { value, mapping, condition } = declaredIds([
      parse('Resources: { A: {}, AWSEBOne: {}, AWSEBTwo: { Type: "X::Y" } }\nMappings: { M: {} }'),
      parse('Parameters: { P: {} }\nConditions: { C: {} }\nResources: [x]'),
    ]);
    expect([...value]).toEqual(['A', 'AWSEBTwo', 'P']);
    expect([[...mapping], [...condition]]).toEqual([['M'], ['C']]);
  });

  it('takes both halves of a section that appears twice', () => {
    expect([...declaredIds([parse('Resources: { A: {} }\nResources: { B: {} }')]).value]).toEqual(['A', 'B']);
  });

  it.each([
    ['Transform: AWS::LanguageExtensions', true],
    ['Resources: { "Fn::ForEach::X": [] }', true],
    ['Resources: { "Fn::Transform": {} }', true],
    ['Resources: { A: {} }', false],
  ])('knows whether %s may make more', (text, expected) => {
    expect(declaredIds([parse(text)]).mayBeMore).toBe(expected);
  });
});

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';

const findings = (reference: string, options: Readonly<Record<string, unknown>> = {}, extra = '') => [
  ...unknownReference.check(
    projectOf({
      '.ebextensions/a.config': JSON.stringify({ option_settings: options }),
      '.ebextensions/b.config': `Outputs: { Out: { Value: ${reference} } }\n${extra}`,
    }),
  ),
];

const withBalancer = (kind: string) => ({ [ENVIRONMENT]: { LoadBalancerType: kind } });

describe('resources/unknown-reference', () => {
  it('knows every id that AWS documents, where nothing tells the kind of environment', () => {
    for (const id of ebResourceIds()) expect(findings(`{ Ref: ${id} }`)).toEqual([]);
  });

  it.each([
    ['AWSEBLoadBalancer', 'application', 'AWSEBV2LoadBalancer'],
    ['AWSEBLoadBalancer', 'network', 'AWSEBV2LoadBalancer'],
    ['AWSEBV2LoadBalancer', 'classic', 'AWSEBLoadBalancer'],
    ['AWSEBV2LoadBalancerListener', 'classic', undefined],
  ])('mentions %s beside a load balancer of kind %s', (id, kind, counterpart) => {
    const [finding] = findings(`{ Ref: ${id} }`, withBalancer(kind));
    expect(finding?.related).toHaveLength(1);
    // A Ref of the one is a name, and of the other an ARN.
    expect(finding?.fix).toBeUndefined();
    expect(finding?.help?.includes('whose `Ref` is')).toBe(counterpart !== undefined);
    expect(findings(`{ "Fn::GetAtt": [${id}, DNSName] }`, withBalancer(kind))[0]?.fix).toBeUndefined();
  });

  it.each([
    ['AWSEBLoadBalancer', 'classic'],
    ['AWSEBV2LoadBalancer', 'application'],
    ['AWSEBV2LoadBalancerTargetGroup', 'network'],
    ['AWSEBLoadBalancerSecurityGroup', 'application'],
    ['AWSEBLoadBalancer', '${TYPE}'],
    ['AWSEBV2LoadBalancerListener443', 'application'],
    ['AWSEBV2LoadBalancerTargetGroupws', 'application'],
    ['AWSEBInstanceLaunchWaitHandle', 'application'],
  ])('is silent about %s beside a load balancer of kind %s', (id, kind) => {
    expect(findings(`{ Ref: ${id} }`, withBalancer(kind))).toEqual([]);
  });

  it.each([
    ['[{ Name: LoadBalancerName, Value: { Ref: AWSEBLoadBalancer } }]', true],
    ['[{ Name: LoadBalancer, Value: { Ref: AWSEBLoadBalancer } }]', true],
    ['[{ Name: LoadBalancerName, Value: { "Fn::Join": ["", [{ Ref: AWSEBLoadBalancer }]] } }]', true],
    ['[{ Name: Other, Value: { Ref: AWSEBLoadBalancer } }]', false],
    ['[{ Name: { Ref: AWSEBLoadBalancer }, Value: LoadBalancerName }]', false],
    ['[{ Name: LoadBalancerName, Key: { Ref: AWSEBLoadBalancer } }]', false],
  ])('knows what a dimension takes: %s', (dimensions, isFullName) => {
    const [finding] = findings(dimensions, withBalancer('application'));
    expect(finding?.help?.includes('LoadBalancerFullName')).toBe(isFullName);
  });

  const single = { [ENVIRONMENT]: { EnvironmentType: 'SingleInstance' } };

  it('offers no other load balancer to a single instance', () => {
    const [finding] = findings('{ Ref: AWSEBLoadBalancer }', single);
    expect(finding?.help).toBe('Delete the resource or property that needs it, or refer to something else.');
    expect(finding?.fix).toBeUndefined();
  });

  it('knows what a single instance lacks', () => {
    const missing = ebResourceIds().filter((id) => findings(`{ Ref: ${id} }`, single).length > 0);
    expect(missing).toEqual(ebResourceIds().filter((id) => ebResource(id)?.kinds));
  });

  it.each([
    [{ 'aws:autoscaling:launchconfiguration': { DisableDefaultEC2SecurityGroup: 'True' } }, 1],
    [{ 'aws:autoscaling:launchconfiguration': { DisableDefaultEC2SecurityGroup: false } }, 0],
    [{ 'aws:autoscaling:launchconfiguration': { DisableDefaultEC2SecurityGroup: '${X}' } }, 0],
  ])('minds options that switch a resource off: %j', (options, count) => {
    expect(findings('{ Ref: AWSEBSecurityGroup }', options)).toHaveLength(count);
  });

  it.each(['InstancePort', 'NodeCommand', 'WSGIPath', 'InstanceType'])(
    "leaves the parameters of Elastic Beanstalk's own template alone: %s",
    (name) => expect(findings(`{ Ref: ${name} }`)).toEqual([]),
  );

  it.each(['InstanceType', 'AWSEBLoadBalancer'])(
    'finds no mapping and no condition of the name %s, which only a resource or parameter has',
    (name) => {
      expect(findings(`{ "Fn::FindInMap": [${name}, a, b] }`)).toHaveLength(1);
      expect(findings(`{ "Fn::If": [${name}, a, b] }`)).toHaveLength(1);
    },
  );

  it('lets a project declare an id of Elastic Beanstalk itself', () => {
    const own = 'Resources: { AWSEBLoadBalancer: { Type: "AWS::ElasticLoadBalancing::LoadBalancer" } }';
    expect(findings('{ Ref: AWSEBLoadBalancer }', withBalancer('application'), own)).toEqual([]);
  });

  it('fixes the case of a name safely, anything else not', () => {
    const declared = 'Resources: { OrderQueue: { Type: "AWS::SQS::Queue" } }';
    const safetyOf = (id: string) => findings(`{ Ref: ${id} }`, {}, declared)[0]?.fix?.safety;
    expect([safetyOf('orderqueue'), safetyOf('OrderQueu'), safetyOf('Entirely')]).toEqual([
      'safe',
      'unsafe',
      undefined,
    ]);
  });
});
