import { knownResources } from '../../model/bundle/config-files.js';
import { settings } from '../../model/settings/settings.js';
import { keysIn, type ResourceEntry } from '../../parse/config-file/sections.js';
import { isTrue } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';

const LAUNCH_CONFIGURATION = 'AWSEBAutoScalingLaunchConfiguration';

export const launchConfiguration: Rule = {
  meta: {
    summary: 'A resource changes a launch configuration, but new environments have a launch template',
    why: 'New environments usually have a launch template instead of a launch configuration; options such as DisableIMDSv1, which is on by default on Amazon Linux 2023, can cause this. The properties then belong to a resource that nothing else uses, or that is incomplete. Accounts that are new since October 2024 cannot create launch configurations at all: "The Launch Configuration creation operation is not available in your account".',
    consequence: 'deploy-fails',
    warnsBecause: 'undocumented',
    controls: ['EBL013'],
    references: [
      'guide:environments-cfg-autoscaling-launch-templates',
      'guide:customize-containers-format-resources-eb',
      'guide:using-features.migration-al.generic.from-al2',
      'https://github.com/aws/aws-elastic-beanstalk-cli/issues/525',
    ],
  },
  needs: knownResources,
  *check(project) {
    const disabled = settings(project).effective('aws:autoscaling:launchconfiguration', 'DisableIMDSv1');
    // With IMDSv1 an environment may still have a launch configuration.
    if (disabled && !isTrue(disabled)) return;
    for (const { name, Properties } of knownResources(project))
      if (name.text === LAUNCH_CONFIGURATION)
        yield {
          at: name.place,
          message: 'New environments have a launch template, not a launch configuration',
          help: `${stepFor(Properties)} instead, or move its properties to \`AWSEBEC2LaunchTemplate\`, below \`LaunchTemplateData\` in its \`Properties\`.`,
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

/** That of a price is in another namespace than the others. */
const SPOT = 'Set `EnableSpot: true` and `SpotMaxPrice` in `aws:ec2:instances`';

/** What to set in place of some properties, as a help begins. */
function stepFor(properties: ResourceEntry['Properties']): string {
  const names = keysIn(properties).map(({ text }) => text);
  const options = names.flatMap((name) => lookUp(OPTIONS, name) ?? []);
  const hasPrice = names.includes('SpotPrice');
  if (hasPrice && options.length === 0) return SPOT;
  const set = `Set ${options.length > 0 ? list(options) : 'the options'} in \`aws:autoscaling:launchconfiguration\``;
  return hasPrice ? `${SPOT}, and ${set.charAt(0).toLowerCase()}${set.slice(1)}` : set;
}
