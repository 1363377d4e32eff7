import { knownResources } from '../../model/bundle/config-files.js';
import { entriesOf, type Node } from '../../parse/yaml/node.js';
import { list } from '../../util/text.js';
import { lookUp } from '../../util/collections.js';
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
    for (const { name, Properties } of knownResources(project))
      if (name.text === LAUNCH_CONFIGURATION)
        yield {
          at: name.place,
          message: 'New environments have a launch template, not a launch configuration',
          help: `Set ${optionsFor(Properties?.value)} in \`aws:autoscaling:launchconfiguration\` instead, or move its properties to \`AWSEBEC2LaunchTemplate\`, below \`LaunchTemplateData\` in its \`Properties\`.`,
        };
  },
};

/**
 * The option that does what a property of a launch configuration does.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalinglaunchconfiguration
 */
const OPTIONS: Readonly<Record<string, string>> = {
  BlockDeviceMappings: '`RootVolumeSize` or `BlockDeviceMappings`',
  IamInstanceProfile: '`IamInstanceProfile`',
  ImageId: '`ImageId`',
  InstanceMonitoring: '`MonitoringInterval`',
  InstanceType: '`InstanceType`',
  KeyName: '`EC2KeyName`',
  SecurityGroups: '`SecurityGroups`',
};

/** The options that take the place of some properties, as a help text names them. */
function optionsFor(properties: Node | undefined): string {
  const options = entriesOf(properties).flatMap(({ key }) => lookUp(OPTIONS, key.text) ?? []);
  return options.length > 0 ? list(options) : 'the options';
}
