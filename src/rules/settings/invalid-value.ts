import { meantNamespace, meantOption } from '../../knowledge/catalogue/find-meant.js';
import type { OptionInfo } from '../../knowledge/catalogue/find-option.js';
import { suggestedValue } from '../../knowledge/option-value/suggested-value.js';
import { valueProblem } from '../../knowledge/option-value/value-problem.js';
import { decidingSettings } from '../../model/deciding-settings.js';
import { mayBeShown } from '../../model/describe-setting.js';
import { isCheckedElsewhere } from '../../model/is-checked-elsewhere.js';
import type { Project } from '../../model/project.js';
import { refusedPart, type RefusedPart } from '../../model/refused-part.js';
import type { EffectiveSetting } from '../../model/settings.js';
import { valueContext } from '../../model/settings-lookup.js';
import type { Finding, Fix, Rule } from '../rule.js';

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
    const context = valueContext(project);
    for (const setting of project.settings.effectiveSettings()) {
      if (setting.value.kind !== 'literal' || isCheckedElsewhere(setting)) continue;
      const namespace = meantNamespace(setting.namespace.value);
      const option = namespace && meantOption(namespace, setting.option.value);
      const problem = option && valueProblem(option, setting.value.text, context);
      if (problem) yield refused(project, { option, setting, problem });
    }
  },
};

interface Refused {
  readonly option: OptionInfo;
  readonly setting: EffectiveSetting;
  /** What is allowed: a clause that begins with "must". */
  readonly problem: string;
}

function refused(project: Project, { option, setting, problem }: Refused): Finding {
  const part = refusedPart(option, setting, valueContext(project));
  const deciding = decidingSettings(option, setting, project);
  const conditions = deciding.map(({ option: { value: name }, value }) => `${name} is ${value.text.trim()}`);
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const fix = mayBeShown(setting) && fixFor(project, option, part);
  return {
    at: part.place,
    message: `${option.name} of ${option.namespace.name} ${mayBeShown(setting) ? found(part) : ''}${problem}${where}.`,
    related: deciding.map(({ value: { place: at } }, index) => ({ at, note: conditions[index]! })),
    // What no page of the guide tells of may be wider than it is known to be.
    ...(option.undocumented && { severity: 'warning' as const }),
    ...(fix && { fix }),
  };
}

function fixFor(project: Project, option: OptionInfo, part: RefusedPart): Fix | undefined {
  const suggested = suggestedValue(option, part.text, valueContext(project));
  if (!suggested || !part.isReplaceable) return undefined;
  return {
    title: `Write ${suggested.value}`,
    safety: suggested.isRespelling ? 'safe' : 'unsafe',
    edits: [{ ...part.place, text: suggested.value }],
  };
}

/** `is "15", but `, to go on with what is allowed. */
function found({ text, written, isItem }: RefusedPart): string {
  if (text.trim() === '') return '';
  const origin = written === text ? '' : ` (${shortened(written)} without quotes means that to YAML)`;
  return `${isItem ? 'holds' : 'is'} "${shortened(text)}"${origin}, but `;
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
