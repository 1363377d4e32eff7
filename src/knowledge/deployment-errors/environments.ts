import type { KnownError } from './known-error.js';

const CREATION = 'guide:troubleshooting-envcreate';

/** Texts about an environment as a whole: its name, version, network and place in CloudFormation. */
export const environmentErrors: readonly KnownError[] = [
  {
    texts: ['No Application Version named … found'],
    stage: 'request',
    cause:
      'The application of this name and Region has no version with this label: its upload failed, or another application, Region or account is intended.',
    remedy:
      'Compare application, Region and label with `aws elasticbeanstalk describe-application-versions`, and upload the version again.',
    holes: ['word'],
    source: 'https://github.com/einaregilsson/beanstalk-deploy/issues/58',
  },
  {
    texts: ['No Environment found for Environment'],
    stage: 'request',
    cause: 'The Region of the request has no environment of this id or name, or it was terminated.',
    remedy: 'Run `eb list --all`, and pass the right Region with `--region`.',
    source: 'https://github.com/Securing-DevOps/invoicer-chapter2/issues/186',
  },
  {
    texts: ["Platform 'arn:aws:elasticbeanstalk:… does not exist"],
    stage: 'request',
    cause: 'This version of the platform was retired, or the Region does not have it.',
    remedy:
      'Run `eb platform list`, and write a branch without a version to `default_platform` in .elasticbeanstalk/config.yml.',
    rules: ['platform/retired-branch'],
    holes: ['word'],
    source: 'https://github.com/aws/aws-elastic-beanstalk-cli/issues/35',
  },
  {
    texts: ['Cannot change environment tier'],
    stage: 'request',
    cause:
      'An environment keeps its tier: a web server environment cannot become a worker, nor the other way.',
    remedy: 'Leave the tier out of the update, or create a new environment with the other tier.',
    source: 'https://github.com/classmethod/gradle-aws-plugin/issues/41',
  },
  {
    texts: ['Invalid length for parameter EnvironmentName'],
    stage: 'request',
    cause: 'The name of an environment has 4 to 40 characters.',
    remedy: 'Choose a longer name: `eb create NAME`.',
    source: 'https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/54',
  },
  {
    texts: ['DescribeEnvironmentHealth is not supported'],
    stage: 'request',
    cause: 'The environment has basic health reporting, which does not answer this request.',
    remedy: 'Set `SystemType` to `enhanced` in `aws:elasticbeanstalk:healthreporting:system`.',
    source: 'https://github.com/Upplication/gulp-elasticbeanstalk-deploy/issues/4',
  },
  {
    texts: ['more than one security group matched id'],
    stage: 'request',
    cause: 'An id of a security group in `SecurityGroups` is empty or a part of one, and several fit.',
    remedy: 'Write complete ids, `sg-` with 8 or 17 characters, separated by commas.',
    source: 'https://github.com/guysqr/node-red-ha-on-aws/issues/5',
  },
  {
    texts: ['has no internet gateway'],
    stage: 'stack',
    cause: 'A public load balancer needs subnets whose VPC has an internet gateway.',
    remedy:
      'Attach an internet gateway to the VPC and a route to it, choose other `ELBSubnets`, or set `ELBScheme` to `internal`.',
    source: 'https://github.com/aws-samples/eb-java-scorekeep/issues/16',
  },
  {
    texts: ['WaitCondition timed out'],
    stage: 'stack',
    cause: 'No instance reported that it is ready: it cannot reach Elastic Beanstalk, or failed before.',
    remedy:
      'Check the route of its subnets to the internet or the VPC endpoints, `IamInstanceProfile`, and /var/log/cfn-init.log of the instance.',
    source: 'https://github.com/aws-samples/eb-java-scorekeep/issues/16',
  },
  {
    texts: ["The security group '…' does not exist"],
    stage: 'stack',
    cause:
      'A group is looked up by its name or in another VPC: `GroupName` and `SourceSecurityGroupName` are for the default VPC only.',
    remedy:
      'Write `GroupId` and `SourceSecurityGroupId` with `Fn::GetAtt` of `AWSEBSecurityGroup` and `GroupId`.',
    holes: ['word'],
    source: 'https://github.com/aws-samples/eb-locustio-sample/issues/3',
  },
  {
    texts: ['Resource creation cancelled'],
    stage: 'stack',
    cause: 'Another resource failed before, so CloudFormation gave this one up.',
    remedy:
      'Look for the first `CREATE_FAILED` in the events of the stack, and give its reason to `eblint why`.',
    isGeneral: true,
    source: 'https://github.com/aws-samples/eb-php-wordpress/issues/1',
  },
  {
    texts: ["unexpected state 'Terminated', wanted target 'Ready'"],
    stage: 'stack',
    cause: 'Elastic Beanstalk could not create the environment and terminated it; Terraform tells only that.',
    remedy:
      'Read the events with `aws elasticbeanstalk describe-events`, and give the first ERROR to `eblint why`.',
    isGeneral: true,
    source: 'https://github.com/hashicorp/terraform/issues/10667',
  },
  {
    texts: ['Throttling: Rate exceeded'],
    stage: 'script',
    cause:
      'Too many requests were made to an AWS service at once, such as by many instances that start together.',
    remedy:
      'Deploy again, in smaller batches: `DeploymentPolicy: Rolling` in `aws:elasticbeanstalk:command`.',
    source: 'https://github.com/LeanerCloud/AutoSpotting/pull/366',
  },
  {
    texts: ['Command failed on all instances', 'An unexpected error has occurred [ErrorCode: 0000000001]'],
    stage: 'health',
    cause: 'A step of the deployment failed on each instance.',
    remedy:
      'Read the events with `eb events` and eb-engine.log with `eb logs`, and give the first ERROR to `eblint why`.',
    isGeneral: true,
    source: CREATION,
  },
  {
    texts: ['Instance has failed at least the UnhealthyThreshold number of health checks consecutively'],
    stage: 'health',
    cause:
      'The health check gets no answer with the expected code: nothing listens on its port, or its path redirects or fails.',
    remedy:
      'Run `eblint request PATH` for the path of the health check, and correct port, path or `MatcherHTTPCode`.',
    rules: ['routing/nothing-listens', 'routing/port-mismatch', 'nginx/redirected-health-check'],
    source: 'https://github.com/ryanmurakami/pizza-luvrs/issues/8',
  },
];
