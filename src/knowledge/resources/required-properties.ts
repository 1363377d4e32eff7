import { lookUp } from '../../util/collections.js';

/** The text of a property; undefined where it is missing, a map or a list. */
type TextOf = (property: string) => string | undefined;

/**
 * The properties without which a resource is not created. Read in November 2026:
 * - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * - https://github.com/aws-cloudformation/cfn-lint (src/cfnlint/data/schemas/providers)
 */
const REQUIRED: Readonly<Record<string, readonly string[] | ((textOf: TextOf) => readonly string[])>> = {
  'AWS::AutoScaling::LaunchConfiguration': (textOf) =>
    textOf('InstanceId') === undefined ? ['ImageId', 'InstanceType'] : [],
  'AWS::AutoScaling::LifecycleHook': ['AutoScalingGroupName', 'LifecycleTransition'],
  'AWS::AutoScaling::ScalingPolicy': ['AutoScalingGroupName'],
  'AWS::AutoScaling::ScheduledAction': ['AutoScalingGroupName'],
  'AWS::CloudWatch::Alarm': ['ComparisonOperator', 'EvaluationPeriods'],
  'AWS::EC2::SecurityGroup': ['GroupDescription'],
  'AWS::EC2::SecurityGroupEgress': ['GroupId', 'IpProtocol'],
  'AWS::EC2::SecurityGroupIngress': ['IpProtocol'],
  'AWS::EFS::MountTarget': ['FileSystemId', 'SecurityGroups', 'SubnetId'],
  'AWS::ElastiCache::CacheCluster': ['CacheNodeType', 'Engine', 'NumCacheNodes'],
  'AWS::ElasticLoadBalancingV2::Listener': (textOf) => [
    'DefaultActions',
    'LoadBalancerArn',
    // A network load balancer calls it TLS.
    ...(/^(?:HTTPS|TLS)$/.test(textOf('Protocol') ?? '') ? ['Certificates'] : []),
  ],
  'AWS::ElasticLoadBalancingV2::ListenerRule': ['Actions', 'Conditions'],
  'AWS::IAM::Policy': ['PolicyDocument', 'PolicyName'],
  'AWS::IAM::Role': ['AssumeRolePolicyDocument'],
  'AWS::Route53::RecordSet': ['Name', 'Type'],
  'AWS::S3::BucketPolicy': ['Bucket', 'PolicyDocument'],
  'AWS::SNS::Subscription': ['Protocol', 'TopicArn'],
};

/** The properties that a resource of a type needs; none where that is not known. */
export function requiredProperties(type: string, textOf: TextOf): readonly string[] {
  const required = lookUp(REQUIRED, type);
  return typeof required === 'function' ? required(textOf) : (required ?? []);
}
