import { mayExpandVariables } from '../../knowledge/variable-readers.js';
import {
  ENVIRONMENT_PROPERTIES,
  readsPropertiesAsWritten,
} from '../../model/settings/environment-properties.js';
import { findInSetting } from '../../parse/index.js';
import type { Rule } from '../rule.js';

/** `$${NAME}` is how a template escapes one. */
const VARIABLE = /(?<!\$)\$\{[A-Za-z_][\w.:-]*\}/;

/** Lowercase names in a property are the application's own, as in the patterns of a logger. */
const PROPERTY_VARIABLE = /(?<!\$)\$\{[A-Z_][A-Z0-9_]*\}/;

export const unexpandedVariable: Rule = {
  meta: {
    id: 'settings/unexpanded-variable',
    summary: 'A setting contains a variable that Elastic Beanstalk does not expand',
    why: 'Elastic Beanstalk does not expand variables in a .config file. Unless a step before the deployment replaces ${NAME}, the option is set to that literal text. The update is refused because of an invalid value, or the application reads the text.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-functions.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
  },
  *check({ settings, platform }) {
    for (const setting of settings.effectiveSettings()) {
      const { namespace, option, value } = setting;
      const isProperty = namespace.value === ENVIRONMENT_PROPERTIES;
      if (mayExpandVariables(namespace.value) || (isProperty && !readsPropertiesAsWritten(platform)))
        continue;
      const found = findInSetting(setting, (text) =>
        matchOf(isProperty ? PROPERTY_VARIABLE : VARIABLE, text),
      );
      if (!found) continue;
      const verb = value.text.trim() === found.value ? 'is set to' : 'contains';
      yield {
        at: found.place,
        message: `${option.value} ${verb} the literal text "${found.value}"`,
        help: isProperty
          ? 'Elastic Beanstalk does not expand variables here. Write the value, or set it with `eb setenv`.'
          : 'Elastic Beanstalk does not expand variables here. Write the value, or fill it in before the deployment.',
      };
    }
  },
};

function matchOf(pattern: RegExp, text: string) {
  const match = pattern.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
