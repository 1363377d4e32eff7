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
