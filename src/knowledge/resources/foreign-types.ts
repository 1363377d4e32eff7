import { lookUp } from '../../util/collections.js';

/**
 * What Terraform, the console or the service itself call a resource, by the service: no type of CloudFormation has the name. A
 * name that CloudFormation may still add is not here.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const FOREIGN_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::AutoScaling': { ASG: 'AutoScalingGroup', Group: 'AutoScalingGroup', Policy: 'ScalingPolicy' },
  'AWS::CloudWatch': { MetricAlarm: 'Alarm' },
  'AWS::EC2': { ElasticIP: 'EIP', ElasticIp: 'EIP', Vpc: 'VPC' },
  'AWS::ElastiCache': {
    CacheParameterGroup: 'ParameterGroup',
    CacheSecurityGroup: 'SecurityGroup',
    CacheSubnetGroup: 'SubnetGroup',
    Cluster: 'CacheCluster',
    Redis: 'CacheCluster',
  },
  'AWS::ElasticLoadBalancing': { ELB: 'LoadBalancer' },
  'AWS::ElasticLoadBalancingV2': { ALB: 'LoadBalancer', NLB: 'LoadBalancer', Rule: 'ListenerRule' },
  'AWS::Logs': { Group: 'LogGroup', Stream: 'LogStream' },
  'AWS::RDS': {
    Cluster: 'DBCluster',
    ClusterParameterGroup: 'DBClusterParameterGroup',
    Database: 'DBInstance',
    Instance: 'DBInstance',
    ParameterGroup: 'DBParameterGroup',
    Proxy: 'DBProxy',
    SubnetGroup: 'DBSubnetGroup',
  },
  'AWS::Route53': { Record: 'RecordSet', Zone: 'HostedZone' },
  'AWS::SNS': { TopicSubscription: 'Subscription' },
};

/** The name that CloudFormation has for what another tool calls `name`. */
export const ownName = (service: string, name: string): string | undefined =>
  lookUp(lookUp(FOREIGN_NAMES, service) ?? {}, name);
