import { isTemplate } from '../../catalogue/find-namespace.js';
import { misplacedOptions } from '../../model/settings/misplaced-options.js';
import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { rename } from '../support/rename.js';

export const wrongNamespace: Rule = {
  meta: {
    summary: 'An option is set in a namespace that does not read it',
    why: 'A namespace such as aws:elasticbeanstalk:application:environment accepts any name. EnvironmentType, for example, is only an environment variable there: the deployment succeeds, and the environment does not change.',
    consequence: 'silently-ignored',
    references: ['guide:ebextensions-optionsettings', 'guide:command-options-general'],
    // Another file may set the option where it belongs.
    claimsAbsence: true,
  },
  needs: anySetting,
  *check(project) {
    for (const { setting, owner, lacksNamespace } of misplacedOptions(settings(project))) {
      if (lacksNamespace) continue;
      const isMovable = isNamedInItem(setting) && !isTemplate(owner);
      yield {
        at: setting.option.place,
        message: `${setting.option.value} has no effect in ${setting.namespace.value}`,
        help: `Move it to \`${owner}\`.`,
        ...(isMovable && {
          fix: { ...rename([setting.namespace.place], owner, 'unsafe'), title: `Move it to ${owner}` },
        }),
      };
    }
  },
};

/** In the list form the namespace is part of its setting, and of no other. */
const isNamedInItem = ({ namespace, place }: EffectiveSetting): boolean =>
  namespace.place.span.start >= place.span.start;
