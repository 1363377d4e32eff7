import { lookUp } from '../../util/look-up.js';
import { hasResourceProperty } from './resource-properties.js';

/**
 * What `Fn::GetAtt` reads of types to which projects of Elastic Beanstalk refer. Read in November 2026:
 * - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * - https://github.com/aws-cloudformation/cfn-lint (src/cfnlint/data/schemas/providers, src/cfnlint/schema/_getatts.py)
 */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
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
  'AWS::RDS::DBInstance': ['Endpoint.Address', 'Endpoint.HostedZoneId', 'Endpoint.Port'],
  'AWS::SNS::Topic': ['TopicArn', 'TopicName'],
  'AWS::SQS::Queue': ['Arn', 'QueueName', 'QueueUrl'],
};

/** Types that get new attributes again and again: of these, only parts are sure not to be read as a whole. */
const OPEN: ReadonlySet<string> = new Set(['AWS::RDS::DBInstance']);

/** Attributes that a type has beside those that its page lists. */
const UNLISTED = /^Id$/;

/**
 * The attributes of a type that has none of this name; undefined where it may have it. Of many types, CloudFormation also
 * gives the properties, and parts of them.
 */
export function attributesInstead(type: string, name: string): readonly string[] | undefined {
  const [property = ''] = name.split('.', 1);
  const attributes = lookUp(ATTRIBUTES, type);
  if (!attributes || attributes.includes(name) || UNLISTED.test(name)) return undefined;
  if (OPEN.has(type) && !attributes.some((attribute) => attribute.startsWith(`${name}.`))) return undefined;
  return hasResourceProperty(type, property) ? undefined : attributes;
}
