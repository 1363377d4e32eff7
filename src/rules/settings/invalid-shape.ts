import { findNamespace } from '../../catalogue/find-namespace.js';
import { findOption } from '../../catalogue/find-option.js';
import type { SettingsFault } from '../../parse/index.js';
import { problem } from '../on.js';
import type { Rule } from '../rule.js';
import { type FaultTexts, settingsFaultFindings } from '../support/settings-fault-findings.js';

export const invalidShape: Rule = {
  meta: {
    summary: 'A part of option_settings is a string, list or map in the wrong place',
    why: 'option_settings is a map of namespaces, each a map of options, or a list of items with option_name and value. Elastic Beanstalk refuses a deployment with anything else: "Each option setting in configuration file .ebextensions/NAME.config in application version VERSION must be a map. Update each option setting in the configuration file".',
    consequence: 'deploy-fails',
    references: [
      'guide:ebextensions-optionsettings',
      'https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/93',
    ],
    yieldsTo: ['config/look-alike-character'],
  },
  needs: problem('settings-shape'),
  check: (project) => settingsFaultFindings(project, TEXTS),
};

const TEXTS: FaultTexts = {
  'text-for-settings': () => ({
    message: 'option_settings is a string instead of a map of namespaces',
    help: 'Write the namespaces below it, each with its options.',
  }),
  'text-for-options': ({ namespace }) => ({
    message: `${namespace} is a string instead of a map of options`,
    help: 'Write its options below it, each as `OPTION: VALUE`.',
  }),
  'list-for-options': ({ namespace }) => ({
    message: `${namespace} is a list instead of a map of options`,
    help: 'Write its options below it without hyphens, each as `OPTION: VALUE`.',
  }),
  'missing-space': ({ option }) => ({
    message: `There is no space after the colon of ${option}`,
    help: `Write \`${option}: VALUE\` on a line of its own below the namespace.`,
  }),
  'maps-for-value': ({ option }) => ({
    message: `The value of ${option} is a list of maps instead of a string`,
    help: 'Write a string, or a list of strings.',
  }),
  'map-for-value': (fault) => ({
    message: `The value of ${fault.option} is a map instead of a string`,
    help: mapHelp(fault),
  }),
  'not-an-item': ({ holds }) => ({
    message: `This item of option_settings is ${holds === 'nothing' ? 'empty' : `${holds} instead of a map`}`,
    help:
      holds === 'nothing'
        ? 'Delete its hyphen.'
        : 'Write it as a map with `namespace`, `option_name` and `value`.',
  }),
  'option-name-not-text': () => ({
    message: 'The value of option_name is not a string',
    help: 'Write the name of one option.',
  }),
};

function mapHelp({
  namespace,
  option,
  isJson,
  member,
}: Extract<SettingsFault, { code: 'map-for-value' }>): string {
  const known = findNamespace(namespace);
  if (known && !findOption(known, option)) return `Delete it: ${namespace} has no option ${option}.`;
  if (member !== undefined) return `Environment properties are flat: use names such as \`${member}\`.`;
  return isJson ? 'If it is JSON, put all of it in quotes.' : 'Check the indentation of the lines below it.';
}
