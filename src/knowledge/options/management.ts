/** The notation is that of parse-table.ts. */
export const MANAGEMENT = `
aws:elasticbeanstalk:cloudwatch:logs | dg/command-options-general.html#command-options-general-cloudwatchlogs
  StreamLogs | boolean | default: false
  DeleteOnTerminate | boolean | default: false
  RetentionInDays | enum | values: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653 | default: 7 | unit: days | requires: StreamLogs=true

aws:elasticbeanstalk:cloudwatch:logs:health | dg/command-options-general.html#command-options-general-cloudwatchlogs-health
  HealthStreamingEnabled | boolean | default: false | requires: aws:elasticbeanstalk:healthreporting:system SystemType=enhanced
  DeleteOnTerminate | boolean | default: false
  RetentionInDays | enum | values: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653 | default: 7 | unit: days | requires: HealthStreamingEnabled=true

aws:elasticbeanstalk:healthreporting:system | dg/command-options-general.html#command-options-general-elasticbeanstalkhealthreporting
  SystemType | enum | values: basic, enhanced | default: basic | cliDefault: enhanced | clientsOverride | requires: enhanced: aws:elasticbeanstalk:environment ServiceRole
  ConfigDocument | json | maxLength: 32000 | requires: SystemType=enhanced
  EnhancedHealthAuthEnabled | boolean | default: true | requires: SystemType=enhanced
  HealthCheckSuccessThreshold | enum | values: Ok, Warning, Degraded, Severe | default: Ok | clientsOverride | requires: SystemType=enhanced

aws:elasticbeanstalk:hostmanager | dg/command-options-general.html#command-options-general-elasticbeanstalkhostmanager
  LogPublicationControl | boolean | default: false

aws:elasticbeanstalk:managedactions | dg/command-options-general.html#command-options-general-elasticbeanstalkmanagedactions
  ManagedActionsEnabled | boolean | default: false | requires: PreferredStartTime, aws:elasticbeanstalk:managedactions:platformupdate UpdateLevel; SystemType=enhanced
  PreferredStartTime | string | form: WEEKLY_TIME | maxLength: 9 | requires: ManagedActionsEnabled=true
  ServiceRoleForManagedUpdates | string | requires: same role as aws:elasticbeanstalk:environment ServiceRole, or AWSServiceRoleForElasticBeanstalkManagedUpdates

aws:elasticbeanstalk:managedactions:platformupdate | dg/command-options-general.html#command-options-general-elasticbeanstalkmanagedactionsplatformupdate
  UpdateLevel | enum | values: patch, minor | requires: aws:elasticbeanstalk:managedactions ManagedActionsEnabled=true
  InstanceRefreshEnabled | boolean | default: false | requires: aws:elasticbeanstalk:managedactions ManagedActionsEnabled=true

aws:elasticbeanstalk:monitoring | dg/command-options-general.html#command-options-general-elasticbeanstalkmonitoring
  Automatically Terminate Unhealthy Instances | boolean | default: true | deprecated: legacy environments only; no replacement

aws:elasticbeanstalk:sns:topics | dg/command-options-general.html#command-options-general-elasticbeanstalksnstopics
  Notification Endpoint | string | clientsOverride
  Notification Protocol | enum | values: http, https, email, email-json, sqs | default: email
  Notification Topic ARN | arn | form: TOPIC_ARN
  Notification Topic Name | string

aws:elasticbeanstalk:xray | dg/command-options-general.html#command-options-general-elasticbeanstalkxray
  XRayEnabled | boolean | default: false
`;

/** The notation is that of parse-table.ts. */
export const CLOUDFORMATION = `
aws:cloudformation:template:parameter | api/API_DescribeConfigurationOptions.html | undocumented | freeForm
  AppSource | string | readOnly | undocumented
  EnvironmentVariables | string | readOnly | undocumented
  HooksPkgUrl | string | readOnly | undocumented
  InstancePort | string | default: 80 | readOnly | undocumented
  InstanceTypeFamily | string | readOnly | undocumented
  StaticFiles | string | readOnly | undocumented
  ServerPort | string | generations: al1 | readOnly | undocumented

aws:cloudformation:template:resource:property | api/API_DescribeConfigurationOptions.html | requires: a resource_name naming the template resource | undocumented | perResource | freeForm
`;

/** The notation is that of parse-table.ts. */
export const DEPLOYMENT = `
aws:elasticbeanstalk:command | dg/command-options-general.html#command-options-general-elasticbeanstalkcommand
  DeploymentPolicy | enum | values: AllAtOnce, Rolling, RollingWithAdditionalBatch, Immutable, TrafficSplitting | default: AllAtOnce | clientsOverride | requires: every policy but AllAtOnce and Immutable: EnvironmentType=LoadBalanced; TrafficSplitting: LoadBalancerType=application
  Timeout | integer | min: 1 | max: 3600 | default: 600 | unit: seconds
  BatchSizeType | enum | values: Percentage, Fixed | default: Percentage | cliDefault: Percentage | clientsOverride
  BatchSize | integer | min: 1 | max: 10000 | default: 100 | where BatchSizeType=Percentage: min=1; max=100 | cliDefault: 30 | clientsOverride | requires: DeploymentPolicy=Rolling|RollingWithAdditionalBatch | note: at most MaxSize where BatchSizeType is Fixed
  IgnoreHealthCheck | boolean | default: false
  HealthCheckSuccessThreshold | enum | values: Ok, Warning, Degraded, Severe | default: Ok | deprecated: aws:elasticbeanstalk:healthreporting:system HealthCheckSuccessThreshold | undocumented

aws:elasticbeanstalk:control | api/API_DescribeConfigurationOptions.html | undocumented
  DefaultSSHPort | integer | min: 1 | max: 65535 | default: 22 | undocumented
  LaunchTimeout | integer | min: 0 | default: 0 | undocumented
  LaunchType | enum | values: Migration, Normal | default: Migration | undocumented
  RollbackLaunchOnFailure | boolean | default: false | undocumented

aws:elasticbeanstalk:trafficsplitting | dg/command-options-general.html#command-options-general-elasticbeanstalktrafficsplitting | requires: aws:elasticbeanstalk:command DeploymentPolicy=TrafficSplitting
  NewVersionPercent | integer | min: 1 | max: 100 | default: 10 | unit: percent
  EvaluationTime | integer | min: 3 | max: 600 | default: 5 | unit: minutes
`;
