import type { KnownError } from './known-error.js';

const TARGETS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const LAUNCH = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-launch.html';
const CREATION = 'guide:troubleshooting-environment-creation';

/** Texts of target groups, quotas and instance profiles: the files of a project say little of them. */
export const capacityErrors: readonly KnownError[] = [
  {
    texts: ['Health checks failed with these codes: …', 'Target.ResponseCodeMismatch'],
    stage: 'health',
    cause:
      'The application answers the health check of the load balancer with another status than the expected one, which is 200.',
    remedy:
      'Set `HealthCheckPath` of `aws:elasticbeanstalk:environment:process:default` to a path that answers 200 without a login or a redirect, or `MatcherHTTPCode` to what it answers.',
    rules: ['nginx/redirected-health-check', 'routing/rejected-health-check'],
    holes: ['word'],
    source: TARGETS,
  },
  {
    texts: ['Target.Timeout', 'Target.FailedHealthChecks', 'Health checks failed'],
    stage: 'health',
    cause: 'The load balancer gets no answer from the port of the process, or none in time.',
    remedy:
      'Let a server listen on the port of the process, at all addresses; then compare `HealthCheckTimeout` with how long the path takes.',
    rules: [
      'routing/nothing-listens',
      'routing/port-mismatch',
      'routing/loopback-bind',
      'routing/proxy-port-mismatch',
    ],
    isGeneral: true,
    source: TARGETS,
  },
  {
    texts: ['Stack named … aborted operation'],
    stage: 'stack',
    cause: 'CloudFormation undoes the change, because a resource could not be created or updated.',
    remedy: 'Read the events before it: the first one that failed names the resource and the reason.',
    isGeneral: true,
    holes: ['word'],
    source: CREATION,
  },
  {
    texts: ['The instance profile … does not exist'],
    stage: 'request',
    cause: 'The account has no instance profile of this name. Elastic Beanstalk does not make one any more.',
    remedy:
      'Create the role for EC2 with its instance profile, and set `IamInstanceProfile` of `aws:autoscaling:launchconfiguration` to its name.',
    holes: ['word'],
    source: 'guide:iam-instanceprofile',
  },
  {
    texts: ['for parameter iamInstanceProfile.name is invalid'],
    stage: 'stack',
    cause:
      'The instance profile does not exist, or the name of a role or a full ARN of another kind is in its place.',
    remedy: 'Set `IamInstanceProfile` to the name of an instance profile of this account.',
    source: 'guide:iam-instanceprofile',
  },
  {
    texts: ['You have requested more vCPU capacity than your current vCPU limit'],
    stage: 'stack',
    cause:
      'The instances of the account would have more virtual processors than its quota for this family allows.',
    remedy: 'Use fewer or smaller instances, or request a higher quota in Service Quotas.',
    source: LAUNCH,
  },
  {
    texts: [
      'Your requested instance type … is not supported in your requested Availability Zone',
      'The requested configuration is currently not supported',
    ],
    stage: 'stack',
    cause: 'The Availability Zone of a subnet does not offer this instance type.',
    remedy: 'Choose another type in `InstanceTypes` of `aws:ec2:instances`, or subnets in other zones.',
    holes: ['word'],
    source: LAUNCH,
  },
  {
    texts: ['LaunchWaitCondition failed'],
    stage: 'stack',
    cause:
      'The first instance did not report that it is ready in time: a command takes too long, or it has no route to Elastic Beanstalk.',
    remedy:
      'Give its subnet a route to the internet or the needed endpoints, and read /var/log/eb-engine.log.',
    isGeneral: true,
    source: CREATION,
  },
];
