/** Who sets options of an environment directly when it is created or changed. */
export interface DirectSetter {
  readonly client: string;
  /** By namespace; an option with a value is always set to it, one without to what was chosen. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
}

/**
 * What clients set directly takes precedence over configuration files.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html#configuration-options-recommendedvalues
 * https://github.com/aws/aws-elastic-beanstalk-cli/blob/master/ebcli/objects/requests.py
 */
export const DIRECT_SETTERS: readonly DirectSetter[] = [
  {
    client: 'eb create',
    options: {
      'aws:autoscaling:launchconfiguration': {
        EC2KeyName: undefined,
        IamInstanceProfile: undefined,
        InstanceType: undefined,
      },
      'aws:autoscaling:updatepolicy:rollingupdate': {
        RollingUpdateEnabled: 'true',
        RollingUpdateType: 'Health',
      },
      'aws:elasticbeanstalk:command': { BatchSize: '30', BatchSizeType: 'Percentage' },
      'aws:elasticbeanstalk:environment': { LoadBalancerType: undefined, ServiceRole: undefined },
      'aws:elasticbeanstalk:healthreporting:system': { SystemType: 'enhanced' },
      'aws:elb:loadbalancer': { CrossZone: 'true' },
      'aws:elb:policies': { ConnectionDrainingEnabled: 'true' },
    },
  },
  {
    client: 'the console',
    options: {
      'aws:autoscaling:launchconfiguration': {
        EC2KeyName: undefined,
        IamInstanceProfile: undefined,
        InstanceType: undefined,
      },
      'aws:autoscaling:updatepolicy:rollingupdate': {
        RollingUpdateEnabled: undefined,
        RollingUpdateType: undefined,
      },
      'aws:elasticbeanstalk:application': { 'Application Healthcheck URL': undefined },
      'aws:elasticbeanstalk:command': {
        BatchSize: undefined,
        BatchSizeType: undefined,
        DeploymentPolicy: undefined,
      },
      'aws:elasticbeanstalk:environment': { ServiceRole: undefined },
      'aws:elasticbeanstalk:healthreporting:system': {
        HealthCheckSuccessThreshold: undefined,
        SystemType: undefined,
      },
      'aws:elasticbeanstalk:sns:topics': { 'Notification Endpoint': undefined },
      'aws:elasticbeanstalk:sqsd': { HttpConnections: undefined },
      'aws:elb:loadbalancer': { CrossZone: undefined },
      'aws:elb:policies': { ConnectionDrainingEnabled: undefined, ConnectionDrainingTimeout: undefined },
    },
  },
];
