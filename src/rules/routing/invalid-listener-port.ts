import {
  namespaceMentions,
  type SettingGroup,
  settingGroups,
} from '../../model/settings/namespace-mentions.js';
import type { EachRule } from '../rule.js';

export const invalidListenerPort: EachRule<SettingGroup> = {
  meta: {
    summary: 'The port in the namespace of a listener does not exist',
    why: 'A listener is named after its port, and ports are numbers from 1 to 65535. The load balancer cannot have a listener with any other number, so the update fails.',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/application/load-balancer-listeners',
      'guide:command-options-general#command-options-general-elbv2-listener',
      'aws:elasticloadbalancing/latest/APIReference/API_CreateListener',
    ],
  },
  each: settingGroups,
  *check(file) {
    for (const { name, places } of namespaceMentions(file)) {
      const port = /^aws:elb(?:v2)?:listener:(\d{1,5})$/.exec(name)?.[1];
      if (port === undefined || (Number(port) >= 1 && Number(port) <= 65535)) continue;
      yield {
        at: places[0],
        message: `Port ${port} of the listener does not exist`,
        help: 'Use a port from 1 to 65535.',
      };
    }
  },
};
