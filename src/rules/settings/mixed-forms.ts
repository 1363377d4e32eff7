import { problem } from '../on.js';
import type { Rule } from '../rule.js';
import { type FaultTexts, settingsFaultFindings } from '../support/settings-fault-findings.js';

export const mixedForms: Rule = {
  meta: {
    summary: 'The list form and the map form of option_settings are mixed',
    why: 'In the list form, each setting is an item with namespace, option_name and value. In the map form, each namespace is a key with its options below it. Elastic Beanstalk refuses a deployment that mixes the two: "Each option setting in configuration file .ebextensions/NAME.config in application version VERSION must be a map".',
    consequence: 'deploy-fails',
    references: [
      'guide:ebextensions-optionsettings',
      'https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/93',
    ],
  },
  needs: problem('settings-shape'),
  check: (project) => settingsFaultFindings(project, TEXTS),
};

const TEXTS: FaultTexts = {
  'item-without-hyphen': () => ({
    message: 'A setting in the list form has no hyphen',
    help: 'Put `- ` before the first line of each setting, and indent its other lines by two more spaces.',
  }),
  'item-in-namespace': ({ namespace, option }) => ({
    message: `${namespace} contains a setting in the list form`,
    help: `Write \`${option ?? 'OPTION'}: VALUE\` instead of \`option_name\` and \`value\`.`,
  }),
  'namespace-in-item': ({ namespace }) => ({
    message: `Namespace ${namespace} is the key of a list item`,
    help: 'Write the namespaces as keys of a map instead of a list, or write `namespace`, `option_name` and `value` in each item.',
    // What Elastic Beanstalk does with it is not documented.
    warnsBecause: 'undocumented',
  }),
};
