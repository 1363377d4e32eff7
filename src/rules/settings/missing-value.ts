import { problem } from '../on.js';
import type { Rule } from '../rule.js';
import { type FaultTexts, settingsFaultFindings } from '../support/settings-fault-findings.js';

export const missingValue: Rule = {
  meta: {
    summary: 'An option has no value',
    why: 'An option without a value is null to YAML, to which a `#` after a space begins a comment. What Elastic Beanstalk does with it is not documented. In any case, the option gets no value from this file.',
    consequence: 'silently-ignored',
    references: ['guide:ebextensions-optionsettings'],
    yieldsTo: ['config/look-alike-character'],
  },
  needs: problem('settings-shape'),
  check: (project) => settingsFaultFindings(project, TEXTS),
};

const TEXTS: FaultTexts = {
  'missing-value': ({ option, lost }) => ({
    message: `${option} has no value${lost ? ', because "#" begins a comment' : ''}`,
    help:
      lost === 'value'
        ? 'Put the value in double quotes, or delete the line.'
        : 'Write a value, or delete the line.',
  }),
};
