import { describe, expect, it } from 'vitest';
import { FOREIGN_NAMES } from '../../../src/knowledge/resources/foreign-types.js';
import {
  intendedType,
  resourceTypes,
  unknownProperty,
} from '../../../src/knowledge/resources/resource-properties.js';

describe('a property of a resource', () => {
  it.each([
    ['AWS::EC2::SecurityGroupIngress', 'GroupID', 'GroupId'],
    ['AWS::EC2::SecurityGroupIngress', 'groupid', 'GroupId'],
    ['AWS::EC2::SecurityGroupIngress', 'Group_Id', 'GroupId'],
    ['AWS::EC2::SecurityGroupIngress', 'from-port', 'FromPort'],
    ['AWS::EC2::SecurityGroupIngress', 'CdirIp', 'CidrIp'],
    ['AWS::EC2::SecurityGroupIngress', 'CidrIpv6', undefined],
    ['AWS::EC2::SecurityGroupIngress', 'CidrIpv7', undefined],
    ['AWS::EC2::SecurityGroupIngress', 'GroupIds', 'GroupId'],
    ['AWS::EC2::SecurityGroupIngress', 'rFom', undefined],
    ['AWS::EC2::SecurityGroupIngress', '', undefined],
    ['AWS::EC2::SecurityGroup/SecurityGroupIngress', 'IPProtocol', 'IpProtocol'],
    ['AWS::EC2::SecurityGroup/SecurityGroupIngress', 'GroupID', undefined],
    ['AWS::EC2::SecurityGroup/Tags', 'key', undefined],
    ['AWS::SQS::Queue', 'visibilityTimeout', 'VisibilityTimeout'],
    ['AWS::CloudWatch::Alarm', 'OkActions', 'OKActions'],
    ['AWS::Lambda::Function', 'handler', 'Handler'],
    ['AWS::DynamoDB::Table/KeySchema', 'AttributName', 'AttributeName'],
    ['AWS::Glue::Job', 'name', undefined],
    ['constructor', 'name', undefined],
  ])('of %s: %j is %j', (type, name, expected) => {
    expect(unknownProperty(type, name)?.intended).toBe(expected);
  });

  it('is certain but for another ending, which may be new', () => {
    expect(unknownProperty('AWS::SQS::Queue', 'VisibilityTimeOut')).toMatchObject({ isCertain: true });
    expect(unknownProperty('AWS::SQS::Queue', 'QueueNames')).toMatchObject({ isCertain: false });
    expect(unknownProperty('AWS::EC2::Subnet', 'AvailabilityZones')).toMatchObject({ isCertain: false });
    expect(unknownProperty('AWS::SQS::Queue', 'Colour')).toEqual({ intended: undefined, isCertain: false });
    expect(unknownProperty('aws_elastic_beanstalk_environment', 'hue')).toMatchObject({ isCertain: false });
    expect(unknownProperty('AWS::SQS::Queue', 'QueueName')).toBeUndefined();
  });

  it.each([
    ['AWS::SQS::Queue', 'VisibilityTimeoutSeconds', 'VisibilityTimeout'],
    ['AWS::SQS::Queue', 'MessageRetention', 'MessageRetentionPeriod'],
    ['AWS::SQS::Queue', 'message_retention_seconds', undefined],
    ['AWS::CloudWatch::Alarm', 'PeriodInSeconds', 'Period'],
    ['AWS::SQS::Queue', 'Name', 'QueueName'],
    ['AWS::ElasticBeanstalk::Environment/OptionSettings', 'Key', undefined],
    ['aws_elastic_beanstalk_environment', 'environment_name', 'name'],
    ['aws_elastic_beanstalk_environment', 'template', 'template_name'],
  ])('of %s cannot be new if it is %s', (type, name, intended) => {
    expect(unknownProperty(type, name)).toEqual({ intended, isCertain: true });
  });
});

it('knows only names of other tools that CloudFormation does not have', () => {
  const types = new Set(resourceTypes());
  for (const [service, names] of Object.entries(FOREIGN_NAMES))
    for (const [name, own] of Object.entries(names))
      expect([types.has(`${service}::${name}`), types.has(`${service}::${own}`)], name).toEqual([
        false,
        true,
      ]);
});

describe('a type that does not exist', () => {
  it.each([
    ['AWS::SQS::Queues', 'AWS::SQS::Queue', true],
    ['AWS::SQS::queue', 'AWS::SQS::Queue', true],
    ['aws::SQS::Queue', 'AWS::SQS::Queue', true],
    ['AWS::ElasticCache::CacheCluster', 'AWS::ElastiCache::CacheCluster', true],
    ['AWS::ElasticLoadBalancing::TargetGroup', 'AWS::ElasticLoadBalancingV2::TargetGroup', true],
    ['AWS::EC2::AutoScalingGroup', 'AWS::AutoScaling::AutoScalingGroup', false],
    ['AWS::ElastiCache::Cluster', 'AWS::ElastiCache::CacheCluster', true],
    ['AWS::RDS::Instance', 'AWS::RDS::DBInstance', true],
    ['AWS::SSM::Window', 'AWS::SSM::MaintenanceWindow', false],
  ])('%s is %s', (type, intended, isCertain) => {
    expect(intendedType(type)).toEqual({ type: intended, isCertain });
  });

  it.each([
    'AWS::SQS::Queue',
    'AWS::SQS::QueueV2',
    'AWS::SQS::Topic',
    'AWS::NewService::Cluster',
    'AWS::CloudFormation::CustomResource',
    'Custom::Queue',
    'AWS::S3::Bucket::MODULE',
    'Datadog::Monitors::Monitor',
    'Queue',
  ])('%s exists, or may exist', (type) => {
    expect(intendedType(type)).toBeUndefined();
  });
});
