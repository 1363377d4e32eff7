import { expectedValue } from '../../catalogue/values/expected-value.js';
import type { Project } from '../../model/project.js';
import { mayBeShown } from '../../model/settings/may-be-shown.js';
import { valueContext } from '../../model/platform/settings-lookup.js';
import type { RefusedPart } from './invalid-value/refused-part.js';
import { refusedValues, type RefusedValue } from './invalid-value/refused-value.js';
import { didYouMean } from '../../util/did-you-mean.js';
import { list } from '../../util/list.js';
import { shorten } from '../../util/shorten.js';
import type { Finding, Rule } from '../rule.js';

export const invalidValue: Rule = {
  meta: {
    id: 'settings/invalid-value',
    summary: 'An option has a value that Elastic Beanstalk does not accept',
    why: "Elastic Beanstalk checks the value of every option before it changes anything, and refuses the whole update: \"Invalid option value: '' (Namespace: 'aws:elasticbeanstalk:environment:process:default', OptionName: 'MatcherHTTPCode'): Value does not satisfy regex\". Only the effective value is checked: a value that a later file overrides does no harm.",
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
    yieldsTo: [
      'config/look-alike-character',
      'config/typographic-quotes',
      'https/invalid-certificate-arn',
      'platform/retired-option',
      'routing/empty-pattern',
      'routing/invalid-pattern',
      'routing/pattern-without-slash',
      'routing/too-many-patterns',
      'settings/unexpanded-variable',
    ],
  },
  *check(project) {
    for (const refused of refusedValues(project)) {
      const { setting, option, part, expected } = refused;
      const suggested = mayBeShown(setting) ? refused.suggested : undefined;
      yield {
        at: part.place,
        message: messageOf(refused),
        help: lacksCommas(refused, project)
          ? 'Put commas between the items.'
          : didYouMean(suggested?.value, `Use ${expected}.`),
        related: refused.deciding.map((other) => ({ at: other.value.place, note: conditionOf(other) })),
        // The limits of an undocumented option may be wider than those that are known.
        ...(option.undocumented && { severity: 'warning' as const }),
        ...(suggested && fixFor(part, suggested)),
      };
    }
  },
};

/** Whether an item is several that the option accepts, with only spaces between. */
function lacksCommas({ option, part }: RefusedValue, project: Project): boolean {
  const items = part.text.trim().split(/ +/);
  const context = valueContext(project);
  return (
    part.isItem &&
    items.length > 1 &&
    items.every((item) => expectedValue(option, item, context) === undefined)
  );
}

const fixFor = (
  { place }: RefusedPart,
  { value, isCaseVariant }: NonNullable<RefusedValue['suggested']>,
): Pick<Finding, 'fix'> => ({
  fix: {
    title: `Change it to ${value}`,
    safety: isCaseVariant ? 'safe' : 'unsafe',
    edits: [{ ...place, text: value }],
  },
});

function messageOf({ setting, option, part, deciding }: RefusedValue): string {
  const found =
    part.text.trim() === '' ? 'an empty value' : mayBeShown(setting) ? shownPart(part) : 'this value';
  const condition = deciding.length > 0 ? ` when ${list(deciding.map(conditionOf))}` : '';
  return `${option.name} does not accept ${found}${condition}`;
}

const conditionOf = ({ option, value }: RefusedValue['setting']): string =>
  `${option.value} is ${value.text.trim()}`;

function shownPart({ text, written, isItem }: RefusedPart): string {
  const origin = written === text ? '' : `, which is how YAML reads ${onOneLine(written)}`;
  return `${isItem ? 'the item ' : ''}"${onOneLine(text)}"${origin}`;
}

const onOneLine = (text: string): string => shorten(text.trim().replace(/\s+/g, ' '), 60);
