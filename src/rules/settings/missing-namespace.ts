import { misplacedOptions } from '../../model/settings/misplaced-options.js';
import { settings } from '../../model/settings/settings.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';

export const missingNamespace: Rule = {
  meta: {
    summary: 'An item of option_settings does not name the namespace of its option',
    why: 'In the list form, an item without a namespace sets an environment property. EnvironmentType, for example, is then only an environment variable: the deployment succeeds, and the environment does not change.',
    consequence: 'silently-ignored',
    references: ['guide:ebextensions-optionsettings', 'guide:command-options-general'],
    // Another file may set the option where it belongs.
    claimsAbsence: true,
  },
  needs: anySetting,
  *check(project) {
    for (const { setting, owner, lacksNamespace } of misplacedOptions(settings(project))) {
      if (!lacksNamespace) continue;
      yield {
        at: setting.option.place,
        message: `${setting.option.value} is set without its namespace`,
        help: `Add \`namespace: ${owner}\`.`,
      };
    }
  },
};
