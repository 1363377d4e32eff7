import { mayExpandVariables } from '../../knowledge/variable-readers.js';
import { ENVIRONMENT_PROPERTIES, readsPropertiesAsWritten } from '../../model/environment-properties.js';
import { findInSetting } from '../../model/find-in-setting.js';
import type { Rule } from '../rule.js';

/** `$${NAME}` is how a template keeps one from being filled in. */
const VARIABLE = /(?<!\$)\$\{[A-Za-z_][\w.:-]*\}/;

/** Lower-case names in a property are the application's own, as in the patterns of a logger. */
const PROPERTY_VARIABLE = /(?<!\$)\$\{[A-Z_][A-Z0-9_]*\}/;

export const unexpandedVariable: Rule = {
  meta: {
    id: 'settings/unexpanded-variable',
    summary: 'A value of option_settings relies on a variable that Elastic Beanstalk does not expand',
    why: 'Elastic Beanstalk expands no variables in a .config file. Unless a step before the deployment fills it in, the option gets the characters of ${NAME} themselves, and the update is refused because of an invalid value or the application reads them.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-functions.html',
    ],
    since: '0.1.0',
  },
  *check({ settings, platform }) {
    for (const setting of settings.effectiveSettings()) {
      const [namespace, option] = [setting.namespace.value, setting.option.value];
      const isProperty = namespace === ENVIRONMENT_PROPERTIES;
      if (mayExpandVariables(namespace) || (isProperty && !readsPropertiesAsWritten(platform))) continue;
      const found = findInSetting(setting, (text) =>
        matchOf(isProperty ? PROPERTY_VARIABLE : VARIABLE, text),
      );
      if (!found) continue;
      const subject = isProperty ? `environment property ${option}` : `option ${option} of ${namespace}`;
      yield {
        at: found.place,
        message: `The ${subject} gets the characters ${found.value} as they stand, because Elastic Beanstalk expands no variables; write the value itself, or make sure that a step before the deployment fills it in.`,
      };
    }
  },
};

function matchOf(pattern: RegExp, text: string) {
  const match = pattern.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
