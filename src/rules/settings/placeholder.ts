import { isTemplate, placeholderIn } from '../../knowledge/placeholders.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/environment-properties.js';
import { findInSetting } from '../../parse/index.js';
import { quotedPlaceholder, REPLACE_PLACEHOLDER } from '../placeholder-texts.js';
import type { Rule } from '../rule.js';

export const placeholder: Rule = {
  meta: {
    id: 'settings/placeholder',
    summary: 'A setting contains a placeholder that was not replaced',
    why: 'Elastic Beanstalk uses a placeholder literally, and refuses the update because of an invalid option value. A placeholder in an environment property reaches the application, unless the console or eb setenv sets another value.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html'],
    since: '0.1.0',
    yieldsTo: ['https/invalid-certificate-arn'],
  },
  *check({ settings }) {
    for (const setting of settings.effectiveSettings()) {
      const found = findInSetting(setting, (text) => (isTemplate(text) ? undefined : placeholderIn(text)));
      if (!found) continue;
      const { namespace, option } = setting;
      const isProperty = namespace.value === ENVIRONMENT_PROPERTIES;
      yield {
        at: found.place,
        message: `${option.value} contains the placeholder ${quotedPlaceholder(found.value)}`,
        help: isProperty
          ? 'Replace it with the real value, or remove the line and use `eb setenv`.'
          : REPLACE_PLACEHOLDER,
        ...(isProperty && { severity: 'warning' }),
      };
    }
  },
};
