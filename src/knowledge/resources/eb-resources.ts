import { lookUp } from '../../util/collections.js';
import type { LoadBalancerKind } from '../load-balancing/load-balancers.js';

/** A resource that Elastic Beanstalk itself puts into the template of an environment. */
export interface EbResource {
  /** Undefined where AWS only names the id. */
  readonly type?: string;
  /** Left out: whatever the kind of load balancer. */
  readonly kinds?: readonly LoadBalancerKind[];
  /** What the environments that lack it have in its place. */
  readonly counterpart?: string;
  /** What `Ref` gives of it, where that differs from the counterpart. */
  readonly ref?: 'a name' | 'an ARN';
  /** The option that, set to true, keeps Elastic Beanstalk from creating it. */
  readonly unless?: { readonly namespace: string; readonly option: string };
}

const LOAD_BALANCED = ['application', 'network', 'classic'] as const;
const ELBV2 = ['application', 'network'] as const;

/**
 * By logical id. Elastic Beanstalk makes more, for instance for further listeners and target groups, but AWS does not
 * document their names.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html
 * https://github.com/awsdocs/elastic-beanstalk-samples (configuration-files/aws-provided/resource-configuration)
 */
const RESOURCES: Readonly<Record<string, EbResource>> = {
  AWSEBAutoScalingGroup: { type: 'AWS::AutoScaling::AutoScalingGroup' },
  AWSEBAutoScalingLaunchConfiguration: { type: 'AWS::AutoScaling::LaunchConfiguration' },
  AWSEBAutoScalingScaleDownPolicy: { type: 'AWS::AutoScaling::ScalingPolicy', kinds: LOAD_BALANCED },
  AWSEBAutoScalingScaleUpPolicy: { type: 'AWS::AutoScaling::ScalingPolicy', kinds: LOAD_BALANCED },
  AWSEBBeanstalkMetadata: {},
  AWSEBCloudwatchAlarmHigh: { type: 'AWS::CloudWatch::Alarm', kinds: LOAD_BALANCED },
  AWSEBCloudwatchAlarmLow: { type: 'AWS::CloudWatch::Alarm', kinds: LOAD_BALANCED },
  AWSEBEC2LaunchTemplate: { type: 'AWS::EC2::LaunchTemplate' },
  AWSEBEnvironmentName: { type: 'AWS::ElasticBeanstalk::Environment' },
  AWSEBInstanceLaunchWaitCondition: {},
  AWSEBLoadBalancer: {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    kinds: ['classic'],
    counterpart: 'AWSEBV2LoadBalancer',
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancing-loadbalancer.html
    ref: 'a name',
  },
  AWSEBLoadBalancerSecurityGroup: { type: 'AWS::EC2::SecurityGroup', kinds: LOAD_BALANCED },
  AWSEBRDSDatabase: { type: 'AWS::RDS::DBInstance' },
  AWSEBSecurityGroup: {
    type: 'AWS::EC2::SecurityGroup',
    unless: { namespace: 'aws:autoscaling:launchconfiguration', option: 'DisableDefaultEC2SecurityGroup' },
  },
  AWSEBV2LoadBalancer: {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    kinds: ELBV2,
    counterpart: 'AWSEBLoadBalancer',
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html
    ref: 'an ARN',
    unless: { namespace: 'aws:elasticbeanstalk:environment', option: 'LoadBalancerIsShared' },
  },
  AWSEBV2LoadBalancerListener: { type: 'AWS::ElasticLoadBalancingV2::Listener', kinds: ELBV2 },
  AWSEBV2LoadBalancerListenerRule: { type: 'AWS::ElasticLoadBalancingV2::ListenerRule', kinds: ELBV2 },
  AWSEBV2LoadBalancerTargetGroup: { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', kinds: ELBV2 },
  AWSEBWorkerCronLeaderRegistry: { type: 'AWS::DynamoDB::Table' },
  AWSEBWorkerDeadLetterQueue: { type: 'AWS::SQS::Queue' },
  AWSEBWorkerQueue: { type: 'AWS::SQS::Queue' },
};

/** The resource of an id that AWS documents; undefined for any other. */
export const ebResource = (id: string): EbResource | undefined => lookUp(RESOURCES, id);

export const ebResourceIds = (): string[] => Object.keys(RESOURCES);

/**
 * Whether Elastic Beanstalk's own template has a mapping: AWS's files for CloudWatch Logs read `AWSEBOptions`, and copies of
 * the template in public projects have the others.
 * https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/labs/cloudwatchfiles/cwl-setup-v1.config)
 */
export const isEbMapping = (name: string): boolean =>
  /^(?:AWSEBOptions|AWSEBAWSRegionArch2AMI\w*|ContainerMeta\w*|EnvironmentInfoTasks)$/.test(name);

/** Whether an id is intended to be one of Elastic Beanstalk's own, documented or not; its case may be wrong. */
export const isEbId = (id: string): boolean => /^AWSEB/i.test(id);

/**
 * What a template has without declaring it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export const PSEUDO_PARAMETERS: readonly string[] = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

/**
 * The keys of a resource.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html
 */
export const RESOURCE_KEYS = [
  'Type',
  'Properties',
  'Metadata',
  'DependsOn',
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'UpdatePolicy',
  'UpdateReplacePolicy',
] as const;
