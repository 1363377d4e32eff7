import { knownResources } from '../../model/bundle/config-files.js';
import { isTrue } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { settings } from '../../model/settings/settings.js';

const LAUNCH_CONFIGURATION = 'AWSEBAutoScalingLaunchConfiguration';

export const launchConfiguration: Rule = {
  meta: {
    id: 'resources/launch-configuration',
    summary: 'A resource changes a launch configuration, but new environments have a launch template',
    why: 'New environments usually have a launch template instead of a launch configuration; options such as DisableIMDSv1, which is on by default on Amazon Linux 2023, can cause this. The properties then belong to a resource that nothing else uses, or that is incomplete. Accounts that are new since October 2024 cannot create launch configurations at all: "The Launch Configuration creation operation is not available in your account".',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-launch-templates.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.generic.from-al2.html',
      'https://github.com/aws/aws-elastic-beanstalk-cli/issues/525',
    ],
    since: '0.1.0',
  },
  *check(project) {
    const disabled = settings(project).effective('aws:autoscaling:launchconfiguration', 'DisableIMDSv1');
    // With IMDSv1 an environment may still have a launch configuration.
    if (disabled && !isTrue(disabled)) return;
    for (const { name } of knownResources(project))
      if (name.text === LAUNCH_CONFIGURATION)
        yield {
          at: name.place,
          message: 'New environments have a launch template, not a launch configuration',
          help: 'Use the options of `aws:autoscaling:launchconfiguration`, or change `AWSEBEC2LaunchTemplate`.',
        };
  },
};
