import { describe, expect, it } from 'vitest';
import { misspelledProperty } from '../../../src/knowledge/resources/resource-properties.js';

describe('a property of a resource', () => {
  it.each([
    ['AWS::EC2::SecurityGroupIngress', 'GroupID', 'GroupId'],
    ['AWS::EC2::SecurityGroupIngress', 'groupid', 'GroupId'],
    ['AWS::EC2::SecurityGroupIngress', 'Group_Id', 'GroupId'],
    ['AWS::EC2::SecurityGroupIngress', 'from-port', 'FromPort'],
    ['AWS::EC2::SecurityGroupIngress', 'CdirIp', 'CidrIp'],
    ['AWS::EC2::SecurityGroupIngress', 'CidrIpv6', undefined],
    ['AWS::EC2::SecurityGroupIngress', 'CidrIpv7', undefined],
    ['AWS::EC2::SecurityGroupIngress', 'GroupIds', undefined],
    ['AWS::EC2::SecurityGroupIngress', 'rFom', undefined],
    ['AWS::EC2::SecurityGroupIngress', '', undefined],
    ['AWS::EC2::SecurityGroup/SecurityGroupIngress', 'IPProtocol', 'IpProtocol'],
    ['AWS::EC2::SecurityGroup/SecurityGroupIngress', 'GroupID', undefined],
    ['AWS::EC2::SecurityGroup/Tags', 'key', undefined],
    ['AWS::SQS::Queue', 'visibilityTimeout', 'VisibilityTimeout'],
    ['AWS::CloudWatch::Alarm', 'OkActions', 'OKActions'],
    ['AWS::Lambda::Function', 'handler', undefined],
    ['constructor', 'name', undefined],
  ])('of %s: %j is %j', (type, name, expected) => {
    expect(misspelledProperty(type, name)).toBe(expected);
  });
});
