import { isTemplate } from '../../knowledge/catalogue/is-template.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/environment-properties.js';
import { misplacedOptions, type MisplacedOption } from '../../model/misplaced-options.js';
import type { EffectiveSetting } from '../../model/settings.js';
import type { Place } from '../../source/index.js';
import { rename } from '../rename.js';
import type { Rule } from '../rule.js';

export const wrongNamespace: Rule = {
  meta: {
    id: 'settings/wrong-namespace',
    summary: 'An option stands in a namespace that takes any name, so that nothing reads it',
    why: 'A namespace such as aws:elasticbeanstalk:application:environment takes any name: EnvironmentType becomes an environment variable there, the deployment succeeds, and the environment is what it was. In the list form, an item that names no namespace counts as one of that namespace.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
    ],
    since: '0.1.0',
    // The option may be set a second time, where it belongs.
    claimsAbsence: true,
  },
  *check({ settings }) {
    for (const misplaced of misplacedOptions(settings)) {
      const { setting, home } = misplaced;
      const isMovable = isNamedInItem(setting) && !isTemplate(home);
      yield {
        at: setting.option.place,
        message: messageOf(misplaced),
        ...(isMovable && {
          fix: { ...rename([setting.namespace.place], home, 'unsafe'), title: `Move it to ${home}` },
        }),
      };
    }
  },
};

function messageOf({ setting: { namespace, option }, home }: MisplacedOption): string {
  if (isEmpty(namespace.place))
    return `This item names no namespace, so ${option.value} is only an environment variable; add "namespace: ${home}", which has the option of that name.`;
  const effect =
    namespace.value === ENVIRONMENT_PROPERTIES ? 'is only an environment variable' : 'has no effect';
  return `${option.value} ${effect} in ${namespace.value}; move it to ${home}, which has the option of that name.`;
}

const isEmpty = ({ span }: Place): boolean => span.start === span.end;

/** In the list form the namespace is part of its setting, and of no other. */
const isNamedInItem = ({ namespace, place }: EffectiveSetting): boolean =>
  !isEmpty(namespace.place) && namespace.place.span.start >= place.span.start;
