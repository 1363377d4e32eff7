import { misshapenSettingsOf } from '../../model/misshapen-settings.js';
import type { Rule } from '../rule.js';

export const settingsShape: Rule = {
  meta: {
    id: 'settings/shape',
    summary: 'A part of option_settings stands in the wrong form or on the wrong level',
    why: 'option_settings is a map of namespaces, each a map of options, or a list of items with option_name and value. Elastic Beanstalk refuses a deployment with anything else: "Each option setting in configuration file .ebextensions/NAME.config in application version VERSION must be a map. Update each option setting in the configuration file".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
      'https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/93',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    yield* configFiles.flatMap(misshapenSettingsOf);
  },
};
