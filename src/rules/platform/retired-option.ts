import { retiredOption as retirementOf } from '../../knowledge/platform/retired-settings.js';
import { type SettingGroup, settingGroups } from '../../model/settings/namespace-mentions.js';
import type { ConfigFile } from '../../parse/index.js';
import { literalText } from '../../source/index.js';
import type { EachRule } from '../rule.js';
import { staticFilesAnswer, staticFilesHelp } from '../support/migration/static-files-answer.js';

export const retiredOption: EachRule<SettingGroup> = {
  meta: {
    summary: 'An option or a value exists only on Amazon Linux 1',
    why: 'Amazon Linux 1 was retired in July 2022. Later platforms refuse an option that they do not have, and the whole update with it: "Invalid option specification (Namespace: …, OptionName: …): Unknown configuration setting".',
    consequence: 'deploy-fails',
    references: ['guide:using-features.migration-al.generic.from-al1', 'guide:environment-cfg-staticfiles'],
    yieldsTo: ['platform/retired-namespace'],
  },
  each: settingGroups,
  *check(group) {
    for (const setting of group.settings) {
      const { namespace, option, value } = setting;
      const retirement = retirementOf(namespace.value, option.value, literalText(value));
      if (!retirement) continue;
      const isValue = !retirementOf(namespace.value, option.value);
      const subject = isValue ? `Value "${value.text}" of ${option.value}` : `Option ${option.value}`;
      yield {
        at: isValue ? value.place : option.place,
        message: `${subject} exists only on Amazon Linux 1`,
        help: retirement.help,
        ...(option.value === 'StaticFiles' && staticFilesHelp(setting)),
        ...(option.value === 'StaticFiles' &&
          'root' in group &&
          staticFilesAnswer(setting, group as ConfigFile)),
      };
    }
  },
};
