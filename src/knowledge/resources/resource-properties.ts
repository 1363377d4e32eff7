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

const ACTIONS = 'authenticate-cognito authenticate-oidc fixed-response forward jwt-validation redirect';
const PROTOCOLS = 'GENEVE HTTP HTTPS QUIC TCP TCP_QUIC TCP_UDP TLS UDP';

/**
 * The values of properties that take no others, by the path of the property below `Properties`: items of lists have the path of
 * the list. Read in November 2026 on the pages above, and in the references of the services:
 * - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html
 * - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * - https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 * - https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html
 * - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
 */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::AutoScaling::LifecycleHook': {
    DefaultResult: 'ABANDON CONTINUE',
    LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING autoscaling:EC2_INSTANCE_TERMINATING',
  },
  'AWS::AutoScaling::ScalingPolicy': {
    AdjustmentType: 'ChangeInCapacity ExactCapacity PercentChangeInCapacity',
    MetricAggregationType: 'Average Maximum Minimum',
    PolicyType: 'PredictiveScaling SimpleScaling StepScaling TargetTrackingScaling',
    'TargetTrackingConfiguration/PredefinedMetricSpecification/PredefinedMetricType':
      'ALBRequestCountPerTarget ASGAverageCPUUtilization ASGAverageNetworkIn ASGAverageNetworkOut',
  },
  'AWS::CloudWatch::Alarm': {
    ComparisonOperator:
      'GreaterThanOrEqualToThreshold GreaterThanThreshold GreaterThanUpperThreshold LessThanLowerOrGreaterThanUpperThreshold LessThanLowerThreshold LessThanOrEqualToThreshold LessThanThreshold',
    Statistic: 'Average Maximum Minimum SampleCount Sum',
    TreatMissingData: 'breaching ignore missing notBreaching',
  },
  'AWS::DynamoDB::Table': {
    'AttributeDefinitions/AttributeType': 'B N S',
    BillingMode: 'PAY_PER_REQUEST PROVISIONED',
    'GlobalSecondaryIndexes/KeySchema/KeyType': 'HASH RANGE',
    'GlobalSecondaryIndexes/Projection/ProjectionType': 'ALL INCLUDE KEYS_ONLY',
    'KeySchema/KeyType': 'HASH RANGE',
    'LocalSecondaryIndexes/KeySchema/KeyType': 'HASH RANGE',
    'LocalSecondaryIndexes/Projection/ProjectionType': 'ALL INCLUDE KEYS_ONLY',
    'StreamSpecification/StreamViewType': 'KEYS_ONLY NEW_AND_OLD_IMAGES NEW_IMAGE OLD_IMAGE',
  },
  'AWS::EFS::FileSystem': {
    PerformanceMode: 'generalPurpose maxIO',
    ThroughputMode: 'bursting elastic provisioned',
  },
  'AWS::ElastiCache::CacheCluster': {
    AZMode: 'cross-az single-az',
    Engine: 'memcached redis valkey',
  },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    'Listeners/InstanceProtocol': 'HTTP HTTPS SSL TCP',
    'Listeners/Protocol': 'HTTP HTTPS SSL TCP',
    Scheme: 'internal internet-facing',
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    'DefaultActions/RedirectConfig/Protocol': 'HTTP HTTPS #{protocol}',
    'DefaultActions/RedirectConfig/StatusCode': 'HTTP_301 HTTP_302',
    'DefaultActions/Type': ACTIONS,
    Protocol: PROTOCOLS,
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    'Actions/RedirectConfig/Protocol': 'HTTP HTTPS #{protocol}',
    'Actions/RedirectConfig/StatusCode': 'HTTP_301 HTTP_302',
    'Actions/Type': ACTIONS,
    'Conditions/Field': 'host-header http-header http-request-method path-pattern query-string source-ip',
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    Scheme: 'internal internet-facing',
    Type: 'application gateway network',
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    HealthCheckProtocol: 'HTTP HTTPS TCP',
    Protocol: PROTOCOLS,
    ProtocolVersion: 'GRPC HTTP1 HTTP2',
    TargetType: 'alb instance ip lambda',
  },
  'AWS::IAM::Policy': policiesBelow('PolicyDocument'),
  'AWS::IAM::ManagedPolicy': policiesBelow('PolicyDocument'),
  'AWS::IAM::Role': {
    ...policiesBelow('AssumeRolePolicyDocument'),
    ...policiesBelow('Policies/PolicyDocument'),
  },
  'AWS::Route53::RecordSet': {
    Type: 'A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT',
  },
  'AWS::S3::Bucket': {
    AccessControl:
      'AuthenticatedRead AwsExecRead BucketOwnerFullControl BucketOwnerRead LogDeliveryWrite Private PublicRead PublicReadWrite',
    'VersioningConfiguration/Status': 'Enabled Suspended',
  },
  'AWS::S3::BucketPolicy': policiesBelow('PolicyDocument'),
  'AWS::SNS::Subscription': {
    Protocol: 'application email email-json firehose http https lambda sms sqs',
  },
  'AWS::SNS::Topic': {
    'Subscription/Protocol': 'application email email-json firehose http https lambda sms sqs',
  },
  'AWS::SNS::TopicPolicy': policiesBelow('PolicyDocument'),
  'AWS::SQS::QueuePolicy': policiesBelow('PolicyDocument'),
};

function policiesBelow(path: string): Readonly<Record<string, string>> {
  return { [`${path}/Statement/Effect`]: 'Allow Deny' };
}

/** The properties of a type that take no others than some values, by their paths, each with these values. */
export const closedProperties = (type: string): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.entries(lookUp(VALUES, type) ?? {}).map(([path, values]) => [path, values.split(' ')]));
