/** The notation is that of parse-table.ts. */
export const ELBV2 = `
aws:elbv2:listener:PORT | dg/command-options-general.html#command-options-general-elbv2-listener | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=application|network | segment: PORT_OR_DEFAULT
  DefaultProcess | string | default: default | requires: a process defined in aws:elasticbeanstalk:environment:process:{process}; not with a shared load balancer
  ListenerEnabled | boolean | default: true | requires: not with a shared load balancer
  Protocol | enum | values: HTTP, HTTPS, TCP, TLS | default: HTTP | where LoadBalancerType=network: default=TCP; values=TCP, TLS | where LoadBalancerType=application: values=HTTP, HTTPS | requires: not with a shared load balancer
  Rules | list | requires: LoadBalancerType=application; each name defined in aws:elbv2:listenerrule:{rule}, or default
  SSLCertificateArns | arn | form: CERTIFICATE_ARN | requires: Protocol=HTTPS|TLS
  SSLPolicy | string | open | requires: Protocol=HTTPS|TLS

aws:elbv2:listenerrule:NAME | dg/command-options-general.html#command-options-general-elbv2-listenerrule | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=application
  HostHeaders | list | form: HOST
  PathPatterns | list | form: PATH_PATTERN
  Priority | integer | min: 1 | max: 1000 | default: 1 | requires: unique per listener
  Process | string | default: default | requires: a process defined in aws:elasticbeanstalk:environment:process:{process}

aws:elbv2:loadbalancer | dg/command-options-general.html#command-options-general-elbv2 | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=application (IpAddressType also network); shared load balancer: only SharedLoadBalancer and SecurityGroups
  AccessLogsS3Bucket | string | requires: AccessLogsS3Enabled=true
  AccessLogsS3Enabled | boolean | default: false | requires: AccessLogsS3Bucket
  AccessLogsS3Prefix | string | requires: AccessLogsS3Enabled=true
  IdleTimeout | integer | min: 1 | max: 3600 | unit: seconds
  IpAddressType | enum | values: ipv4, dualstack | default: ipv4 | requires: LoadBalancerType=application|network; VPC and every subnet with an IPv6 CIDR for dualstack | since: 2025-09-09
  ManagedSecurityGroup | string | requires: the same ID in SecurityGroups
  SecurityGroups | list | form: SECURITY_GROUP | requires: at least one value when aws:autoscaling:launchconfiguration DisableDefaultEC2SecurityGroup=true
  SharedLoadBalancer | arn | form: BALANCER_ARN | requires: aws:elasticbeanstalk:environment LoadBalancerIsShared=true; not an awseb- load balancer; set only at environment creation
`;
