import { lookUp } from '../../util/look-up.js';
import { hasResourceProperty } from './resource-properties.js';

/**
 * What `Fn::GetAtt` reads of the types that references in projects of Elastic Beanstalk lead to most. Read in November 2026:
 * - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * - https://github.com/aws-cloudformation/cfn-lint (src/cfnlint/data/schemas/providers, src/cfnlint/schema/_getatts.py)
 */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['AutoScalingGroupARN'],
  'AWS::EC2::SecurityGroup': ['GroupId', 'VpcId'],
  'AWS::ElasticLoadBalancing::LoadBalancer': [
    'CanonicalHostedZoneName',
    'CanonicalHostedZoneNameID',
    'DNSName',
    'SourceSecurityGroup.GroupName',
    'SourceSecurityGroup.OwnerAlias',
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    'CanonicalHostedZoneID',
    'DNSName',
    'LoadBalancerArn',
    'LoadBalancerFullName',
    'LoadBalancerName',
    'SecurityGroups',
  ],
  'AWS::RDS::DBInstance': [
    'DBInstanceArn',
    'DBSystemId',
    'DbiResourceId',
    'Endpoint.Address',
    'Endpoint.HostedZoneId',
    'Endpoint.Port',
    'MasterUserSecret.SecretArn',
  ],
  'AWS::SNS::Topic': ['TopicArn', 'TopicName'],
  'AWS::SQS::Queue': ['Arn', 'QueueName', 'QueueUrl'],
};

/** Attributes that a type has beside those that its page lists. */
const UNLISTED = /^(?:Id|CertificateDetails\..*)$/;

/**
 * The attributes of a type that has none of this name; undefined where it may have it. Of many types, CloudFormation also
 * gives the properties, and parts of them.
 */
export function attributesInstead(type: string, name: string): readonly string[] | undefined {
  const [property = ''] = name.split('.', 1);
  const attributes = lookUp(ATTRIBUTES, type);
  return attributes?.includes(name) === true || UNLISTED.test(name) || hasResourceProperty(type, property)
    ? undefined
    : attributes;
}
