import { problem } from '../on.js';
import type { Rule } from '../rule.js';
import { type FaultTexts, settingsFaultFindings } from '../support/settings-fault-findings.js';

export const wrongLevel: Rule = {
  meta: {
    summary: 'A section, a namespace or an option is on the wrong level of option_settings',
    why: 'Sections such as container_commands belong at the left margin of the file, namespaces one level below option_settings, and options one level below their namespace. Elastic Beanstalk refuses a deployment with another structure, or silently reads it differently.',
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
  'section-in-settings': ({ parent, section }) =>
    section === parent
      ? {
          message: `${section} is nested in itself`,
          help: 'Remove the inner one, and move what is below it to the left.',
        }
      : {
          message: `Section ${section} is nested in ${parent}`,
          help: 'Move it to the left margin of the file.',
        },
  'namespace-in-namespace': ({ namespace, parent }) => ({
    message: `Namespace ${namespace} is nested in ${parent}`,
    help: `Move it to the left, to the level of \`${parent}\`.`,
  }),
  'split-namespace': ({ parent, whole }) => ({
    message: `The name of a namespace is split after ${parent}`,
    help: `Write a namespace as one key, such as \`${whole}\`.`,
  }),
  'option-for-namespace': ({ option, owner }) => ({
    message: `${option} is where a namespace belongs`,
    help:
      owner === undefined
        ? 'Move it below its namespace, such as `aws:elasticbeanstalk:application:environment`.'
        : `Move it below \`${owner}\`.`,
  }),
};
