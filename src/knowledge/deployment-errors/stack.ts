import type { KnownError } from './known-error.js';

const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide';
const CLI_ISSUES = 'https://github.com/aws/aws-elastic-beanstalk-cli/issues';
const CREATION = 'guide:troubleshooting-envcreate';

/** Texts of CloudFormation, as Elastic Beanstalk hands them on. */
export const stackErrors: readonly KnownError[] = [
  {
    texts: ['Dead-letter queue must be same type of queue as the source'],
    stage: 'stack',
    cause: 'One of the two queues is a FIFO queue, and the other is not.',
    remedy: 'Write `FifoQueue: true` to both and names that end in `.fifo`, or to neither.',
    rules: ['resources/wrong-reference'],
    source: 'https://github.com/aws-cloudformation/cfn-lint/issues/3950',
  },
  {
    texts: ["The security group '…' does not exist in default VPC '…'"],
    stage: 'stack',
    cause: 'A property that finds groups by name looks in the default VPC only.',
    remedy:
      'Give the id of the group: `SourceSecurityGroupId` instead of `SourceSecurityGroupName`, `GroupId` instead of `GroupName`.',
    rules: ['resources/conflicting-properties'],
    holes: ['word', 'word'],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
  },
  {
    texts: ['An SSL policy must be specified for HTTPS listeners'],
    stage: 'stack',
    cause: 'An HTTPS listener has an empty security policy.',
    remedy:
      'Write the name of a policy such as `ELBSecurityPolicy-TLS13-1-2-2021-06`, or delete the line for the default.',
    rules: ['https/unknown-policy'],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  },
  {
    texts: [
      'The EC2 instances failed to communicate with AWS Elastic Beanstalk',
      'EC2 instances failed to communicate with Elastic Beanstalk',
    ],
    stage: 'stack',
    cause: 'The instances have no route to Elastic Beanstalk, or failed before they could report.',
    remedy:
      'Check that their subnets lead to the internet (a public address or a NAT gateway) or have the VPC endpoints, and that `IamInstanceProfile` exists.',
    source: 'https://github.com/aws/aws-toolkit-visual-studio/issues/305',
  },
  {
    texts: ['Environment must have instance profile associated with it'],
    stage: 'request',
    cause: 'The environment has no instance profile; in new accounts there is no default one.',
    remedy:
      'Create a role for EC2 with `AWSElasticBeanstalkWebTier`, and set `IamInstanceProfile` in `aws:autoscaling:launchconfiguration`.',
    source: 'https://github.com/hashicorp/terraform/pull/12425',
  },
  {
    texts: ['The specified instance type … is not valid'],
    stage: 'stack',
    cause: 'A launch configuration cannot use this instance type, or the Region does not have it.',
    remedy:
      'Set `RootVolumeType: gp3` in `aws:autoscaling:launchconfiguration`, which brings a launch template, or choose another type in `InstanceTypes`.',
    holes: ['word'],
    source: 'https://github.com/aws/elastic-beanstalk-roadmap/issues/309',
  },
  {
    texts: ['Your requested instance type (…) is not supported in your requested Availability Zone (…)'],
    stage: 'stack',
    cause: 'One of the subnets is in an Availability Zone that does not have this instance type.',
    remedy: 'Remove that subnet from `Subnets`, or list other types in `InstanceTypes`.',
    holes: ['word', 'word'],
    source: 'https://github.com/compiler-explorer/infra/issues/601',
  },
  {
    texts: ["Parameter 'EnvironmentVariables' default value … length is greater than 4096"],
    stage: 'stack',
    cause: 'All environment properties together are longer than 4,096 bytes.',
    remedy: 'Shorten them, or keep long values in Secrets Manager or Parameter Store.',
    rules: ['settings/environment-too-large'],
    holes: ['word'],
    source: 'guide:environments-cfg-softwaresettings',
  },
  {
    texts: ['Unresolved resource dependencies […]'],
    stage: 'stack',
    cause: 'A `Ref` or a function names a resource that nothing declares.',
    remedy:
      'Correct the name. Ids that Elastic Beanstalk declares depend on the type of the environment and of its load balancer.',
    rules: ['resources/unknown-reference'],
    holes: ['resource'],
    source: 'guide:customize-containers-format-resources-eb',
  },
  {
    texts: ['references undefined resource …'],
    stage: 'stack',
    cause: '`Fn::GetAtt` names a resource that nothing declares.',
    remedy:
      'Correct the name: `AWSEBV2LoadBalancer` is an Application or Network Load Balancer, `AWSEBLoadBalancer` a classic one.',
    rules: ['resources/unknown-reference'],
    holes: ['resource'],
    source: 'guide:customize-containers-format-resources-eb',
  },
  {
    texts: ['Unable to get mapping for …'],
    stage: 'stack',
    cause: '`Fn::FindInMap` names a key that the mapping does not have.',
    remedy: 'Correct the key, or add it to the mapping.',
    holes: ['word'],
    source: `${CLOUDFORMATION}/intrinsic-function-reference-findinmap.html`,
  },
  {
    texts: ['Encountered unsupported property …'],
    stage: 'stack',
    cause: 'A resource has a property that its type does not have.',
    remedy: 'Correct the name of the property: names are case-sensitive.',
    holes: ['word'],
    source: `${CLOUDFORMATION}/troubleshooting.html`,
  },
  {
    texts: [
      'AccountId: … is not valid',
      "Certificate ARN '…' is not valid",
      'Certificate … not found',
      'CertificateNotFound',
    ],
    stage: 'stack',
    cause: 'The certificate ARN is a placeholder, or names a certificate of another Region or account.',
    remedy: 'Copy the ARN from AWS Certificate Manager in the Region of the environment.',
    rules: ['https/invalid-certificate-arn'],
    source: 'guide:configuring-https-elb',
  },
  {
    texts: ['The following resource(s) failed to create: […AWSEBInstanceLaunchWaitCondition…]'],
    stage: 'stack',
    cause:
      'No instance reported back in time: it has no route to Elastic Beanstalk, or its first commands failed.',
    remedy:
      'Check the route to the internet or the VPC endpoints, then /var/log/cfn-init.log on the instance.',
    holes: ['word', 'word'],
    source: CREATION,
  },
  {
    texts: [
      'The following resource(s) failed to create/update: […]',
      'The following resource(s) failed to create: […]',
      'The following resource(s) failed to update: […]',
    ],
    stage: 'stack',
    cause: 'The resource in brackets could not be made, and everything was rolled back.',
    remedy: 'Read the events before this one: the first that names the resource says why.',
    holes: ['resource'],
    source: CREATION,
  },
  {
    texts: ['No updates are to be performed'],
    stage: 'stack',
    cause: 'Nothing differs from what is deployed.',
    remedy: 'Nothing to do. What is not committed is not deployed without an .ebignore file.',
    source: `${CLOUDFORMATION}/troubleshooting.html`,
  },
  {
    texts: [
      'Creating Auto Scaling launch configuration failed',
      'Use launch templates',
      'The Launch Configuration creation operation is not available',
    ],
    stage: 'stack',
    cause:
      'The account cannot create launch configurations, and the environment does not use a launch template.',
    remedy:
      'Set `RootVolumeType: gp3` or `DisableIMDSv1: true` in `aws:autoscaling:launchconfiguration`: with either, Elastic Beanstalk uses a launch template.',
    source: 'guide:environments-cfg-autoscaling-launch-templates',
  },
  {
    texts: ['Resource AWSEBAutoScalingGroup does not exist for stack'],
    stage: 'stack',
    cause: 'The Auto Scaling group was never created, because an earlier step failed.',
    remedy: 'Read the first error: often launch configurations are not available in the account.',
    isGeneral: true,
    source: `${CLI_ISSUES}/528`,
  },
  {
    texts: [
      'autoscaling:CreateLaunchConfiguration',
      'ec2:CreateLaunchTemplate',
      'iam:CreateServiceLinkedRole',
      'is not authorized to perform: …',
    ],
    stage: 'stack',
    cause: 'The user or the role that deploys lacks a permission.',
    remedy:
      'Grant the permission that the text names, for example with `AdministratorAccess-AWSElasticBeanstalk`.',
    source: 'guide:AWSHowTo.iam.managed-policies',
  },
  {
    texts: ['Invalid id: "…" (expecting "sg-…")'],
    stage: 'stack',
    cause: 'A security group is named by its name, where its id is needed.',
    remedy: 'Use `Fn::GetAtt: [NAME, GroupId]` instead of `Ref`.',
    holes: ['word', 'word'],
    source: 'guide:customize-containers-format-resources-eb',
  },
  {
    texts: ['AddressLimitExceeded'],
    stage: 'stack',
    cause: 'The account has no elastic IP address left.',
    remedy: 'Release an address, or ask for a higher quota.',
    source: CREATION,
  },
  {
    texts: ['Default subnet in … not found', 'No default VPC for this user'],
    stage: 'stack',
    cause: 'The account has no default VPC, or it has no subnet in this Availability Zone.',
    remedy: 'Set `VPCId`, `Subnets` and `ELBSubnets` in `aws:ec2:vpc`.',
    holes: ['word'],
    source: 'guide:using-features.managing.vpc',
  },
  {
    texts: ['Creating RDS database security group'],
    stage: 'stack',
    cause: 'The database of the environment is configured for a network that the account does not have.',
    remedy:
      'Set `VPCId` and `DBSubnets` in `aws:ec2:vpc`, or create the database outside of the environment.',
    source: 'guide:using-features.managing.db',
  },
  {
    texts: ['A listener already exists on this port for this load balancer'],
    stage: 'stack',
    cause: 'Option settings and a resource of your own both make a listener on the same port.',
    remedy: 'Remove one of the two.',
    source: 'guide:environments-cfg-alb',
  },
  {
    texts: ["Priority '…' is currently in use"],
    stage: 'stack',
    cause: 'Two rules of one listener have the same priority. Without `Priority`, a rule has priority 1.',
    remedy: 'Give each rule a priority of its own.',
    rules: ['routing/duplicate-priority'],
    holes: ['word'],
    source: 'guide:environments-cfg-alb',
  },
  {
    texts: ['S3 error: Access Denied'],
    stage: 'stack',
    cause: 'The instance profile or the deploying user may not read an object in S3.',
    remedy: 'Add `s3:GetObject` for the bucket to the role, or correct the name of the bucket and the key.',
    source: 'guide:iam-instanceprofile',
  },
  {
    texts: ['Received 0 SUCCESS signal(s)'],
    stage: 'stack',
    cause:
      'No instance reported success: a command failed, or the instance has no route to Elastic Beanstalk.',
    remedy: 'Read /var/log/cfn-init.log and /var/log/eb-engine.log on the instance.',
    isGeneral: true,
    source: CREATION,
  },
  {
    texts: ['EC2 Instance Launch Failure'],
    stage: 'stack',
    cause:
      'EC2 could not launch an instance: no capacity, a missing key pair, or an AMI that does not exist.',
    remedy: 'Read the activity history of the Auto Scaling group.',
    source: 'guide:troubleshooting',
  },
  {
    texts: ['CloudFormation stack … does not exist', 'associated with environment … state'],
    stage: 'stack',
    cause: 'The stack of the environment was deleted or changed outside of Elastic Beanstalk.',
    remedy: 'Repair the stack in CloudFormation, or rebuild the environment.',
    source: 'guide:environment-management-rebuild',
  },
  {
    texts: ['Elastic Load Balancer … Cannot Be Found'],
    stage: 'stack',
    cause: 'The load balancer was deleted outside of Elastic Beanstalk.',
    remedy: 'Rebuild the environment.',
    holes: ['word'],
    source: 'guide:environment-management-rebuild',
  },
];
