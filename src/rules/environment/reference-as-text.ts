import { writtenEnvironments } from '../../model/settings/environments.js';
import { mayBeShown } from '../../model/settings/may-be-shown.js';
import type { SettingGroup } from '../../model/settings/namespace-mentions.js';
import { literalText } from '../../source/index.js';
import type { EachRule } from '../rule.js';

/** An attribute of a resource, or a variable, and nothing else. */
const REFERENCE =
  /^(?:data\.aws_\w+\.[\w-]+(?:\[[^\]]*\])?\.\w+|aws_\w+\.[\w-]+(?:\[[^\]]*\])?(?:\.\w+)?|var\.[A-Za-z_][\w-]*(?:\.\w+)?)(?:\[[^\]]*\])?$/;

/** A local value or an output of a module: what an application reads may be a name of its own that looks the same. */
const LOCAL_REFERENCE = /^(?:local|module)\.[A-Za-z_][\w-]*(?:\.\w+)?(?:\[[^\]]*\])?$/;

export const referenceAsText: EachRule<SettingGroup> = {
  meta: {
    summary: 'A reference of Terraform is written as plain text',
    why: 'Terraform evaluates a reference only outside quotes, or inside ${…}. In quotes, it is a text like any other, and the option gets this text.',
    consequence: 'deploy-fails',
    references: ['https://developer.hashicorp.com/terraform/language/expressions/references'],
  },
  each: writtenEnvironments,
  *check({ settings }) {
    for (const setting of settings) {
      const text = literalText(setting.value);
      if (text === undefined || !setting.place.file.name.endsWith('.tf')) continue;
      if (!REFERENCE.test(text) && !(mayBeShown(setting) && LOCAL_REFERENCE.test(text))) continue;
      yield {
        at: setting.value.place,
        message: `${setting.option.value} is the text "${text}", not what it refers to`,
        help: `Write \`${text}\` without quotes.`,
      };
    }
  },
};
