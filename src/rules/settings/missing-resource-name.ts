import type { ConfigFile } from '../../parse/index.js';
import { namespaceMentions } from '../../model/settings/namespace-mentions.js';
import type { EachRule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

const SCHEDULED_ACTION = 'aws:autoscaling:scheduledaction';

export const missingResourceName: EachRule<ConfigFile> = {
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
  each: configFiles,
  *check(file) {
    for (const { name, settings } of namespaceMentions(file)) {
      const [first] = settings.filter(({ resource }) => resource === undefined);
      if (name !== SCHEDULED_ACTION || !first) continue;
      const isItem = first.namespace.place.span.start >= first.place.span.start;
      yield {
        at: first.namespace.place,
        message: 'The scheduled action has no resource name',
        help: isItem
          ? 'Add `resource_name` to each item that has none, with a name such as `ScaleUpInTheMorning`.'
          : `Write a name before it, such as \`ScaleUpInTheMorning.${SCHEDULED_ACTION}\`.`,
      };
    }
  },
};
