import { describe, expect, it } from 'vitest';
import { configFiles } from '../../../src/model/bundle/config-files.js';
import { declaredIds } from '../../../src/model/resources/declared-ids.js';
import { authenticationMethods } from '../../../src/parse/config-file/resources.js';
import { projectOf } from '../../support/fixtures.js';

const filesWith = (...roots: unknown[]) =>
  configFiles(
    projectOf(
      Object.fromEntries(roots.map((root, index) => [`.ebextensions/${index}.config`, JSON.stringify(root)])),
    ),
  );

const QUEUE = { Queue: { Type: 'AWS::SQS::Queue' } };

describe('declared ids', () => {
  it('are those of all files', () => {
    const { value, mapping, condition, mayBeMore } = declaredIds(
      filesWith(
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
      declaredIds(filesWith({ Resources: QUEUE, Outputs: {} }, { ...root, Outputs: {} })).mayBeMore,
    ).toBe(true);
  });
});

const group = (group: unknown) => ({ Resources: { AWSEBAutoScalingGroup: group } });
const metadata = (value: unknown) => group({ Metadata: { 'AWS::CloudFormation::Authentication': value } });
const FUNCTION = { 'Fn::Transform': { Name: 'AWS::Include' } };

describe('the names under which files ask for credentials', () => {
  it('are those of all files', () => {
    const files = filesWith(metadata({ S3Auth: {} }), {}, metadata({ Other: {} }));
    expect(authenticationMethods(files)?.map(({ text }) => text)).toEqual(['S3Auth', 'Other']);
  });

  it.each([
    ['the resources', { Resources: FUNCTION }],
    ['the metadata', group({ Metadata: FUNCTION })],
    ['the methods', metadata(FUNCTION)],
  ])('are not known where a function gives %s', (_, root) => {
    expect(authenticationMethods(filesWith(metadata({ S3Auth: {} }), root))).toBeUndefined();
  });
});
