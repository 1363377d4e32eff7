import { describe, expect, it } from 'vitest';
import { authenticationMethods } from '../../../src/parse/config-file/authentication-methods.js';
import { declaredIds } from '../../../src/model/resources/declared-ids.js';
import { projectOf } from '../../support/fixtures.js';

const configFiles = (...roots: unknown[]) =>
  projectOf(
    Object.fromEntries(roots.map((root, index) => [`.ebextensions/${index}.config`, JSON.stringify(root)])),
  ).configFiles;

const QUEUE = { Queue: { Type: 'AWS::SQS::Queue' } };

describe('declared ids', () => {
  it('are those of all files', () => {
    const { value, mapping, condition, mayBeMore } = declaredIds(
      configFiles(
        { Resources: QUEUE, Mappings: { Sizes: {} } },
        { Parameters: { Size: {} }, Conditions: { IsLarge: {} } },
        { Resources: { AWSEBAutoScalingGroup: { Metadata: {} } } },
      ),
    );
    expect([...value]).toEqual(['Queue', 'Size']);
    expect([[...mapping], [...condition], mayBeMore]).toEqual([['Sizes'], ['IsLarge'], false]);
  });

  it.each([
    ['a macro', { Transform: 'Some::Macro' }],
    ['a loop', { Resources: { 'Fn::ForEach::Queues': [] } }],
    ['an included file', { Resources: { 'Fn::Transform': {} } }],
  ])('may be more by %s in one of several files', (_, root) => {
    expect(
      declaredIds(configFiles({ Resources: QUEUE, Outputs: {} }, { ...root, Outputs: {} })).mayBeMore,
    ).toBe(true);
  });
});

const group = (group: unknown) => ({ Resources: { AWSEBAutoScalingGroup: group } });
const metadata = (value: unknown) => group({ Metadata: { 'AWS::CloudFormation::Authentication': value } });
const FUNCTION = { 'Fn::Transform': { Name: 'AWS::Include' } };

describe('the names under which files ask for credentials', () => {
  it('are those of all files', () => {
    const files = configFiles(metadata({ S3Auth: {} }), {}, metadata({ Other: {} }));
    expect(authenticationMethods(files)?.map(({ text }) => text)).toEqual(['S3Auth', 'Other']);
  });

  it.each([
    ['the resources', { Resources: FUNCTION }],
    ['the metadata', group({ Metadata: FUNCTION })],
    ['the methods', metadata(FUNCTION)],
  ])('are not known where a function gives %s', (_, root) => {
    expect(authenticationMethods(configFiles(metadata({ S3Auth: {} }), root))).toBeUndefined();
  });
});
