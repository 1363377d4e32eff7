import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { rules } from '../../src/rules/index.js';
import { findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const duplicateId = ruleById('resources/duplicate-id');
const unknownResourceKey = ruleById('resources/unknown-key');
const unknownReference = ruleById('resources/unknown-reference');

const projectWith = (...texts: readonly string[]) =>
  projectOf(Object.fromEntries(texts.map((text, index) => [`.ebextensions/${index}.config`, text])));

const typed = (id: string, type: string) => `Resources: { ${id}: { Type: "${type}" } }`;

const duplicates = (...texts: readonly string[]) => [...findingsOf(duplicateId, projectWith(...texts))];

describe('resources/duplicate-id', () => {
  it('names both types and shows the first', () => {
    const [finding] = duplicates(typed('A', 'AWS::SQS::Queue'), typed('A', 'AWS::SNS::Topic'));
    expect(finding?.message).toContain('AWS::SQS::Queue');
    expect(finding?.message).toContain('AWS::SNS::Topic');
    expect(finding?.related?.[0]?.at.file.name).toBe('.ebextensions/0.config');
  });

  it('compares every file with the first', () => {
    const types = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::SQS::Queue', 'AWS::S3::Bucket'];
    expect(duplicates(...types.map((type) => typed('A', type)))).toHaveLength(2);
  });

  it.each([
    [[typed('A', 'AWS::SQS::Queue'), typed('B', 'AWS::SNS::Topic')]],
    [[typed('A', 'AWS::SQS::Queue'), 'Resources: { A: { Properties: {} } }']],
    [[typed('A', '{{ type }}'), typed('A', 'AWS::SNS::Topic')]],
    [[typed('A', 'AWS::SQS::Queue'), 'Resources: { A: { Type: !Ref X } }']],
    [[typed('AWSEBAutoScalingGroup', 'AWS::AutoScaling::AutoScalingGroup')]],
    [[typed('AWSEBBeanstalkMetadata', 'AWS::CloudFormation::WaitConditionHandle')]],
    [[typed('AWSEBLoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer')]],
  ])('is silent about %j', (texts) => {
    expect(duplicates(...texts)).toEqual([]);
  });
});

it('says without spaces around it what an option has that decides about a resource', () => {
  const text = 'option_settings: { aws:elasticbeanstalk:environment: { LoadBalancerType: " application " } }';
  const reference = 'Outputs: { A: { Value: { Ref: AWSEBLoadBalancer } } }';
  const [finding] = findingsOf(unknownReference, projectWith(`${text}\n${reference}\n`));
  expect(finding?.related?.map(({ note }) => note)).toEqual(['LoadBalancerType is application']);
});

describe('an id that appears twice in one file', () => {
  const idsOf = (...off: string[]) =>
    lintModel(projectWith('Resources: { A: { Type: "X::Y::Y" }, A: { Type: "X::Y::Z" } }'), {
      severities: new Map(off.map((id) => [id, 'off'])),
    }).diagnostics.map(({ ruleId }) => ruleId);

  it('is a duplicate key first of all', () => {
    expect(idsOf()).toEqual(['config/duplicate-key']);
    expect(idsOf('config/duplicate-key')).toEqual(['resources/duplicate-id']);
  });
});

describe('the ids of what Elastic Beanstalk makes', () => {
  const own = (id: string) => typed(id, 'AWS::SQS::Queue');

  it.each([
    ['AWSEBV2LoadBalancer', 'application', 1],
    ['AWSEBV2LoadBalancer', 'network', 1],
    ['AWSEBV2LoadBalancer', 'classic', 0],
    ['AWSEBLoadBalancer', 'classic', 1],
    ['AWSEBLoadBalancer', 'application', 0],
    ['AWSEBAutoScalingGroup', 'application', 1],
  ])('%s is taken beside a load balancer of kind %s: %i', (id, kind, count) => {
    const setting = `option_settings: { aws:elasticbeanstalk:environment: { LoadBalancerType: ${kind} } }`;
    expect(duplicates(own(id), setting)).toHaveLength(count);
  });

  it('are taken for sure alone where the kind of load balancer is not known', () => {
    expect(duplicates(own('AWSEBV2LoadBalancer'))).toEqual([]);
    expect(duplicates(own('AWSEBAutoScalingGroup'))).toHaveLength(1);
  });
});

describe('resources/unknown-reference', () => {
  const findings = (reference: string) => [
    ...findingsOf(
      unknownReference,
      projectWith(
        'option_settings: { aws:elasticbeanstalk:environment: { LoadBalancerType: application } }',
        `Outputs: { Out: { Value: ${reference} } }`,
      ),
    ),
  ];

  it('proposes what the environment has instead, with a warning about its attributes', () => {
    expect(findings('{ Ref: AWSEBLoadBalancer }')[0]!.help).toBe(
      'Use `AWSEBV2LoadBalancer`, whose `Ref` is an ARN.',
    );
    expect(findings('{ "Fn::GetAtt": [AWSEBLoadBalancer, DNSName] }')[0]!.help).toBe(
      'Use `AWSEBV2LoadBalancer`, which has other attributes.',
    );
  });

  it.each([
    ['{ Ref: Nothing }', undefined],
    ['{ "Fn::If": [Nothing, 1, 2] }', 'elsewhere'],
    ['{ "Fn::FindInMap": [Nothing, a, b] }', 'elsewhere'],
  ])('%s may be in the whole template: %s', (reference, reason) => {
    expect(findings(reference).map(({ warnsBecause }) => warnsBecause)).toEqual([reason]);
  });
});

/** What is wrong with the form of resources: all rules of the group that look at one section only. */
const shapes = (...texts: readonly string[]) =>
  lintModel(
    projectWith(...texts),
    {},
    rules.filter(({ id }) => id.startsWith('resources/') && id !== 'resources/unknown-reference'),
  ).diagnostics.map(({ ruleId, message }) => `${ruleId.split('/')[1]!}: ${message}`);

const inResources = (text: string) => `Resources:\n  ${text}\n`;

describe('the form of resources', () => {
  it.each([
    ['A: text', 'not-a-map: Resource "A" is a string, but must be a map'],
    ['A: [1]', 'not-a-map: Resource "A" is a list, but must be a map'],
    ['A:', 'not-a-map: Resource "A" is empty'],
    ['A: {}', 'missing-type: Resource "A" has no Type'],
    ['A: { Properties: {} }', 'missing-type: Resource "A" has no Type'],
    [
      'a_b: { Type: "X::Y::Y" }',
      'invalid-id: Resource id "a_b" contains characters other than letters and digits',
    ],
    [
      'A: { Type: "X::Y::Y", Properties: text }',
      'not-a-map: The Properties of resource "A" are a string, but must be a map',
    ],
    [
      'aws:ec2:vpc: { VPCId: vpc-1 }',
      'misplaced-namespace: "aws:ec2:vpc" is a namespace of options, not a resource',
    ],
    ['aws:ec2:vpc:', 'misplaced-namespace: "aws:ec2:vpc" is a namespace of options, not a resource'],
    ['A: { type: "X::Y::Y" }', 'unknown-key: Unknown key "type" in resource "A"'],
    ['A: { Type: "X::Y::Y", Dependson: B }', 'unknown-key: Unknown key "Dependson" in resource "A"'],
    [
      'A: { Type: "X::Y::Y", Delay: 1, Size: 2 }',
      'unknown-key: Unknown keys "Delay" and "Size" in resource "A"',
    ],
    ['A: { Type: "X::Y::Y", type: "X::Y::Z" }', 'unknown-key: Unknown key "type" in resource "A"'],
  ])('has one fault in %s', (text, expected) => {
    expect(shapes(inResources(text))).toEqual([expected]);
  });

  it.each([
    'A: { Type: "X::Y::Y" }',
    'A: { Type: "X::Y::Y", Properties: , Condition: C, CreationPolicy: {}, UpdatePolicy: {} }',
    'A: !Include x',
    'A: "{{ resource }}"',
    '"${NAME}": { Type: "X::Y::Y" }',
    'A: { Type: "X::Y::Y", Properties: !Include y }',
    'A: { Type: "X::Y::Y", "Fn::Transform": {} }',
    'AWSEBAutoScalingGroup: {}',
    'AWSEBSomethingNew: { Properties: {} }',
    'AWSEBSecurityGroup: { "CmpFn::Remove": {} }',
    'Fn::Transform: { Name: AWS::Include }',
  ])('is silent about %s', (text) => {
    expect(shapes(inResources(text))).toEqual([]);
  });

  it.each(['Resources:', 'Resources: !Include x', 'Resources: "{{ x }}"', 'Resources: {}'])(
    'is silent about %s',
    (text) => {
      expect(shapes(text)).toEqual([]);
    },
  );

  it('takes the type from another file', () => {
    expect(shapes(inResources('A: { Type: "X::Y::Y" }'), inResources('A: { Properties: {} }'))).toEqual([]);
  });

  it.each([
    ['type', 'Type', 'safe'],
    ['Typ', 'Type', 'unsafe'],
    ['Dependson', 'DependsOn', 'safe'],
  ])('renames %s', (key, name, safety) => {
    const [finding] = findingsOf(unknownResourceKey, projectWith(inResources(`A: { ${key}: "X::Y::Y" }`)));
    expect(finding!.fix).toMatchObject({ safety, edits: [{ file: finding!.at.file, text: name }] });
    expect(finding!.fix!.edits[0]!.span).toEqual(finding!.at.span);
  });

  it('leaves quotes around a key as they are', () => {
    const [finding] = findingsOf(
      unknownResourceKey,
      projectWith('{"Resources": {"A": {"type": "X::Y::Y"}}}'),
    );
    const edit = finding!.fix!.edits[0]!;
    expect(edit.file.text.slice(edit.span.start, edit.span.end)).toBe('type');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const project = projectWith(JSON.stringify({ Resources: value }));
        expect(() => rules.map((rule) => [...findingsOf(rule, project)])).not.toThrow();
      }),
    );
  });
});
