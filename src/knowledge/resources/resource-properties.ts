import { lookUp } from '../../util/collections.js';

const RULE = 'CidrIp CidrIpv6 Description FromPort IpProtocol ToPort';
const INGRESS = `${RULE} SourcePrefixListId SourceSecurityGroupId SourceSecurityGroupName SourceSecurityGroupOwnerId`;
const EGRESS = `${RULE} DestinationPrefixListId DestinationSecurityGroupId`;

/**
 * The properties of the types that projects of Elastic Beanstalk declare most, those that only `Fn::GetAtt` reads
 * included; after a `/` those in the items of a property. Read in November 2026:
 * - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * - https://github.com/aws-cloudformation/cfn-lint (src/cfnlint/data/schemas/providers)
 */
const PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::AutoScaling::AutoScalingGroup':
    'AutoScalingGroupName AvailabilityZoneDistribution AvailabilityZoneImpairmentPolicy AvailabilityZones CapacityRebalance CapacityReservationSpecification Context Cooldown DefaultInstanceWarmup DeletionProtection DesiredCapacity DesiredCapacityType HealthCheckGracePeriod HealthCheckType InstanceId InstanceLifecyclePolicy InstanceMaintenancePolicy LaunchConfigurationName LaunchTemplate LifecycleHookSpecificationList LoadBalancerNames MaxInstanceLifetime MaxSize MetricsCollection MinSize MixedInstancesPolicy NewInstancesProtectedFromScaleIn NotificationConfiguration NotificationConfigurations PlacementGroup ServiceLinkedRoleARN SkipZonalShiftValidation Tags TargetGroupARNs TerminationPolicies TrafficSources VPCZoneIdentifier',
  'AWS::CloudWatch::Alarm':
    'ActionsEnabled AlarmActions AlarmDescription AlarmName Arn ComparisonOperator DatapointsToAlarm Dimensions EvaluateLowSampleCountPercentile EvaluationPeriods ExtendedStatistic InsufficientDataActions MetricName Metrics Namespace OKActions Period Statistic Tags Threshold ThresholdMetricId TreatMissingData Unit',
  'AWS::EC2::SecurityGroup':
    'GroupDescription GroupId GroupName Id SecurityGroupEgress SecurityGroupIngress Tags VpcId',
  'AWS::EC2::SecurityGroup/SecurityGroupEgress': EGRESS,
  'AWS::EC2::SecurityGroup/SecurityGroupIngress': INGRESS,
  'AWS::EC2::SecurityGroupEgress': `${EGRESS} GroupId Id`,
  'AWS::EC2::SecurityGroupIngress': `${INGRESS} GroupId GroupName Id`,
  'AWS::ElasticLoadBalancingV2::Listener':
    'AlpnPolicy Certificates DefaultActions ListenerArn ListenerAttributes LoadBalancerArn MutualAuthentication Port Protocol SslPolicy',
  'AWS::ElasticLoadBalancingV2::ListenerRule':
    'Actions Conditions IsDefault ListenerArn Priority RuleArn Transforms',
  'AWS::ElasticLoadBalancingV2::LoadBalancer':
    'CanonicalHostedZoneID DNSName EnableCapacityReservationProvisionStabilize EnablePrefixForIpv6SourceNat EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic IpAddressType Ipv4IpamPoolId LoadBalancerArn LoadBalancerAttributes LoadBalancerFullName LoadBalancerName MinimumLoadBalancerCapacity Name Scheme SecurityGroups SubnetMappings Subnets Tags Type',
  'AWS::ElasticLoadBalancingV2::TargetGroup':
    'HealthCheckEnabled HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort HealthCheckProtocol HealthCheckTimeoutSeconds HealthyThresholdCount IpAddressType LoadBalancerArns Matcher Name Port Protocol ProtocolVersion Tags TargetControlPort TargetGroupArn TargetGroupAttributes TargetGroupFullName TargetGroupName TargetType Targets UnhealthyThresholdCount VpcId',
  'AWS::SNS::Topic':
    'ArchivePolicy ContentBasedDeduplication DataProtectionPolicy DeliveryStatusLogging DisplayName FifoThroughputScope FifoTopic KmsMasterKeyId SignatureVersion Subscription Tags TopicArn TopicName TracingConfig',
  'AWS::SQS::Queue':
    'Arn ContentBasedDeduplication DeduplicationScope DelaySeconds FifoQueue FifoThroughputLimit KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod QueueName QueueUrl ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled Tags VisibilityTimeout',
};

/** The types themselves. */
export const resourceTypes = (): readonly string[] =>
  Object.keys(PROPERTIES).filter((name) => !name.includes('/'));

/** Whether a type has a property of this name. */
export const hasResourceProperty = (type: string, name: string): boolean =>
  lookUp(PROPERTIES, type)?.split(' ').includes(name) === true;

/**
 * The property of a type that a name is, but for its case, `-` or `_`, or two letters that are swapped. CloudFormation
 * adds properties, so that of any other name nothing is known.
 */
export function misspelledProperty(type: string, name: string): string | undefined {
  const names = lookUp(PROPERTIES, type)?.split(' ') ?? [];
  if (names.includes(name)) return undefined;
  const key = keyOf(name);
  return names.find((other) => keyOf(other) === key) ?? names.find((other) => isSwapped(key, keyOf(other)));
}

const keyOf = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();

function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a.length === b.length && a.slice(0, at) + a[at + 1] + a[at] + a.slice(at + 2) === b;
}
