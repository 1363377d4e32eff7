import { mayBeShown } from '../../model/describe-setting.js';
import type { RefusedPart } from '../../model/refused-part.js';
import { refusedValues, type RefusedValue } from '../../model/refused-value.js';
import type { Rule } from '../rule.js';

export const invalidValue: Rule = {
  meta: {
    id: 'settings/invalid-value',
    summary: 'An option is set to a value that Elastic Beanstalk does not take',
    why: "Elastic Beanstalk checks the value of every option before it changes anything, and refuses the whole update: \"Invalid option value: '' (Namespace: 'aws:elasticbeanstalk:environment:process:default', OptionName: 'MatcherHTTPCode'): Value does not satisfy regex\". Only the value that counts is checked: one that a later file overrides does no harm.",
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const refused of refusedValues(project)) {
      const { setting, option, part, suggested } = refused;
      yield {
        at: part.place,
        message: messageOf(refused),
        related: refused.deciding.map((other) => ({ at: other.value.place, note: conditionOf(other) })),
        // What no page of the guide tells of may be wider than it is known to be.
        ...(option.undocumented && { severity: 'warning' as const }),
        ...(suggested &&
          mayBeShown(setting) && {
            fix: {
              title: `Write ${suggested.value}`,
              safety: suggested.isRespelling ? ('safe' as const) : ('unsafe' as const),
              edits: [{ ...part.place, text: suggested.value }],
            },
          }),
      };
    }
  },
};

function messageOf({ setting, option, part, problem, deciding }: RefusedValue): string {
  const found = mayBeShown(setting) && part.text.trim() !== '' ? `${contentOf(part)}, but ` : '';
  const where = deciding.length > 0 ? ` where ${deciding.map(conditionOf).join(' and ')}` : '';
  return `${option.name} of ${option.namespace.name} ${found}${problem}${where}.`;
}

const conditionOf = ({ option, value }: RefusedValue['setting']): string =>
  `${option.value} is ${value.text.trim()}`;

function contentOf({ text, written, isItem }: RefusedPart): string {
  const origin = written === text ? '' : ` (${shortened(written)} without quotes means that to YAML)`;
  return `${isItem ? 'holds' : 'is'} "${shortened(text)}"${origin}`;
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
