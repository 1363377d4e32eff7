import { lookUp } from '../../util/collections.js';

const ACTIONS = 'authenticate-cognito authenticate-oidc fixed-response forward jwt-validation redirect';
const PROTOCOLS = 'GENEVE HTTP HTTPS QUIC TCP TCP_QUIC TCP_UDP TLS UDP';

/**
 * The values of properties that take no others, by the path of the property below `Properties`: items of lists have the path of
 * the list. Read in November 2026:
 * - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html
 * - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * - https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 * - https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html
 * - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
 */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::AutoScaling::AutoScalingGroup': { HealthCheckType: 'EBS EC2 ELB VPC_LATTICE' },
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

interface NameForm {
  readonly form: Pick<RegExp, 'test'>;
  /** What the name may be: a sentence. */
  readonly help: string;
}

/** "CIDR block 203.0.113.24 is malformed": https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const ADDRESSES: NameForm = {
  form: /^(?!\d{1,3}(?:\.\d{1,3}){3}(?:\/(?:3[3-9]|[4-9]\d|\d{3,}))?$)/,
  help: 'End it with `/32`, the mask of a single address.',
};

/**
 * The smallest and the greatest number of a property, and what a name consists of. Read in December 2026:
 * - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 * - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 * - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 * - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html
 * - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
const FORMS: Readonly<Record<string, Readonly<Record<string, readonly [number, number] | NameForm>>>> = {
  'AWS::CloudWatch::Alarm': {
    Period: {
      form: { test: (text) => /^[1-3]0$/.test(text) || (/^[1-9]\d*$/.test(text) && Number(text) % 60 === 0) },
      help: 'Use 10, 20, 30 or a multiple of 60 seconds.',
    },
  },
  'AWS::EC2::SecurityGroup': {
    'SecurityGroupEgress/CidrIp': ADDRESSES,
    'SecurityGroupIngress/CidrIp': ADDRESSES,
  },
  'AWS::EC2::SecurityGroupEgress': { CidrIp: ADDRESSES },
  'AWS::EC2::SecurityGroupIngress': { CidrIp: ADDRESSES },
  'AWS::DynamoDB::Table': {
    TableName: { form: /^[\w.-]{3,255}$/, help: 'Use 3 to 255 letters, digits, `_`, `-` and `.`.' },
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': { Priority: [1, 50_000] },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    HealthCheckIntervalSeconds: [5, 300],
    HealthCheckTimeoutSeconds: [2, 120],
    HealthyThresholdCount: [2, 10],
    UnhealthyThresholdCount: [2, 10],
    Port: [1, 65_535],
  },
  'AWS::Events::Rule': {
    ScheduleExpression: {
      form: /^(?!rate\((?:1 (?:minute|hour|day)s|(?!1 )\d+ (?:minute|hour|day))\)$)/,
      help: 'Use the singular after 1, as in `rate(1 minute)`, and the plural after other numbers, as in `rate(5 minutes)`.',
    },
  },
  // Lambda creates no function with these any more. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
  'AWS::Lambda::Function': {
    Runtime: {
      form: /^(?!(?:nodejs(?:4\.3(?:-edge)?|6\.10|8\.10|1[02]\.x)?|python(?:2\.7|3\.6)|dotnetcore(?:1\.0|2\.[01]|3\.1)|ruby2\.5)$)/,
      help: 'Use the current one of its language: `nodejs22.x`, `python3.13`, `ruby3.4` or `dotnet8`.',
    },
  },
  'AWS::RDS::DBInstance': {
    DBInstanceIdentifier: {
      form: /^(?=.{1,63}$)[A-Za-z](?:-?[A-Za-z\d])*$/,
      help: 'Use up to 63 letters, digits and single hyphens: a letter first, and no hyphen at the end.',
    },
  },
  'AWS::S3::Bucket': {
    BucketName: {
      form: /^(?=.{3,63}$)[a-z\d][a-z\d.-]*[a-z\d]$/,
      help: 'Use 3 to 63 lowercase letters, digits and hyphens.',
    },
  },
  'AWS::SNS::Topic': {
    TopicName: { form: /^[\w-]{1,256}(?:\.fifo)?$/, help: 'Use up to 256 letters, digits, `_` and `-`.' },
  },
  'AWS::SQS::Queue': {
    DelaySeconds: [0, 900],
    MessageRetentionPeriod: [60, 1_209_600],
    QueueName: { form: /^[\w-]{1,80}(?:\.fifo)?$/, help: 'Use up to 80 letters, digits, `_` and `-`.' },
    ReceiveMessageWaitTimeSeconds: [0, 20],
    VisibilityTimeout: [0, 43_200],
  },
};

/** The properties of a type that take numbers of a size or texts of a form, by their paths. */
export const formedProperties = (type: string): readonly string[] => Object.keys(lookUp(FORMS, type) ?? {});

/** What to write in place of a value that a property does not take for its size or its form; undefined where it takes it. */
export function helpForForm(type: string, property: string, text: string): string | undefined {
  const form = lookUp(lookUp(FORMS, type) ?? {}, property);
  if (!form) return undefined;
  if ('form' in form) return form.form.test(text) ? undefined : form.help;
  const [least, most] = form;
  const isNumber = /^\d+$/.test(text);
  return isNumber && Number(text) >= least && Number(text) <= most
    ? undefined
    : `Use a whole number from ${least} to ${most}.`;
}
