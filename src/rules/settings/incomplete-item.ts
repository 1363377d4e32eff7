import { problem } from '../on.js';
import type { Rule } from '../rule.js';
import { type FaultTexts, settingsFaultFindings } from '../support/settings-fault-findings.js';

export const incompleteItem: Rule = {
  meta: {
    summary: 'An item of option_settings has no option_name or no value',
    why: 'In the list form of option_settings, each item needs option_name and value. Elastic Beanstalk refuses a deployment with an item that lacks one of the two.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions-optionsettings'],
  },
  needs: problem('settings-shape'),
  check: (project) => settingsFaultFindings(project, TEXTS),
};

const TEXTS: FaultTexts = {
  'incomplete-item': ({ missing, instead }) => ({
    message: `This item of option_settings has no ${missing}`,
    help: instead === undefined ? `Add \`${missing}\`.` : `Rename \`${instead}\` to \`${missing}\`.`,
  }),
};
