/** The notation is that of parse-table.ts. */
export const EC2 = `
aws:ec2:instances | dg/command-options-general.html#command-options-general-ec2instances
  EnableSpot | boolean | default: false
  InstanceTypes | list | form: INSTANCE_TYPE | maxItems: 40 | requires: all of one architecture; only the first is used when EnableSpot=false
  SpotAllocationStrategy | enum | values: capacity-optimized, price-capacity-optimized, capacity-optimized-prioritized, lowest-price | default: capacity-optimized | requires: aws:ec2:instances EnableSpot=true | since: 2024
  SpotFleetOnDemandBase | integer | min: 0 | default: 0 | requires: aws:ec2:instances EnableSpot=true; at most aws:autoscaling:asg MaxSize
  SpotFleetOnDemandAboveBasePercentage | integer | min: 0 | max: 100 | default: 70 | unit: percent | where EnvironmentType=SingleInstance: default=0 | requires: aws:ec2:instances EnableSpot=true
  SpotMaxPrice | number | min: 0.001 | max: 20 | unit: USD per hour | alsoAccepted: null | requires: aws:ec2:instances EnableSpot=true
  SupportedArchitectures | list | values: arm64, x86_64, i386

aws:ec2:vpc | dg/command-options-general.html#command-options-general-ec2vpc
  VPCId | string | form: VPC
  Subnets | list | form: SUBNET | requires: VPCId
  ELBSubnets | list | form: SUBNET | requires: VPCId; aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced
  ELBScheme | enum | values: public, internal | default: public | open | othersIgnored | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced | note: any other value is ignored
  DBSubnets | list | form: SUBNET | requires: aws:rds:dbinstance
  AssociatePublicIpAddress | boolean | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced (no effect on SingleInstance)
`;
