import {
  namespaceMentions,
  type SettingGroup,
  settingGroups,
} from '../../model/settings/namespace-mentions.js';
import type { Setting } from '../../model/settings/settings.js';
import type { EachRule } from '../rule.js';

const SCHEDULED_ACTION = 'aws:autoscaling:scheduledaction';

export const missingResourceName: EachRule<SettingGroup> = {
  meta: {
    summary: 'A scheduled action has no name',
    why: 'Each scheduled action is a resource of its own, and the options of aws:autoscaling:scheduledaction need the name of the resource that they belong to. Without it, Elastic Beanstalk does not know which action to set. What happens then is not documented.',
    consequence: 'deploy-fails',
    warnsBecause: 'undocumented',
    references: [
      'guide:environments-cfg-autoscaling-scheduledactions',
      'guide:command-options-general#command-options-general-autoscalingscheduledaction',
    ],
  },
  each: settingGroups,
  *check(file) {
    for (const { name, settings } of namespaceMentions(file)) {
      const [first] = settings.filter(({ resource }) => resource === undefined);
      if (name !== SCHEDULED_ACTION || !first) continue;
      const isItem = first.namespace.place.span.start >= first.place.span.start;
      yield {
        at: first.namespace.place,
        message: 'The scheduled action has no resource name',
        help: isItem
          ? `Add \`${resourceKey(first)}\` to each ${isTerraform(first) ? '`setting`' : 'item'} that has none, with a name such as \`ScaleUpInTheMorning\`.`
          : `Write a name before it, such as \`ScaleUpInTheMorning.${SCHEDULED_ACTION}\`.`,
      };
    }
  },
};

/** What the name is called beside the other parts of a setting. */
const resourceKey = ({ layer, place }: Setting): string =>
  layer === 'configuration file' ? 'resource_name' : isTerraform({ place }) ? 'resource' : 'ResourceName';

const isTerraform = ({ place }: Pick<Setting, 'place'>): boolean => place.file.name.endsWith('.tf');
