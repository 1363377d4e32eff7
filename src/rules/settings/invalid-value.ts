import { intendedNamespace, intendedOption } from '../../catalogue/find-intended.js';
import type { OptionInfo } from '../../catalogue/find-option.js';
import { FORMS } from '../../catalogue/forms.js';
import { expectedValue } from '../../catalogue/values/expected-value.js';
import { decidingOptions, type ValueContext } from '../../catalogue/values/limits-of.js';
import { type SuggestedValue, suggestedValue } from '../../catalogue/values/suggested-value.js';
import { isRetired } from '../../knowledge/platform/retired-settings.js';
import { valueContext } from '../../model/platform/settings-lookup.js';
import { filledInByTool } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { mayBeShown } from '../../model/settings/may-be-shown.js';
import {
  type EffectiveSetting,
  itemsOfSetting,
  type Setting,
  settings,
} from '../../model/settings/settings.js';
import { placeOfWritten } from '../../parse/tree/tree.js';
import type { Place } from '../../source/index.js';
import { didYouMean } from '../../util/nearest.js';
import { list, shorten } from '../../util/text.js';
import { anySetting } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const invalidValue: Rule = {
  meta: {
    summary: 'An option has a value that Elastic Beanstalk does not accept',
    why: "Elastic Beanstalk checks the value of every option before it changes anything, and refuses the whole update: \"Invalid option value: '' (Namespace: 'aws:elasticbeanstalk:environment:process:default', OptionName: 'MatcherHTTPCode'): Value does not satisfy regex\". Only the effective value is checked: a value that a later file overrides does no harm.",
    consequence: 'deploy-fails',
    references: ['guide:command-options-general', 'guide:command-options-specific'],
    needsPlatform: true,
    yieldsTo: [
      'environment/reference-as-text',
      'resources/function-as-text',
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
  needs: anySetting,
  *check(project) {
    for (const refused of refusedValues(project)) {
      const { setting, option, part, expected } = refused;
      const suggested = mayBeShown(setting) ? refused.suggested : undefined;
      yield {
        at: part.place,
        doubt: filledInByTool(setting.value.text.trim(), project),
        message: messageOf(refused),
        help: lacksCommas(refused, project)
          ? 'Put commas between the items.'
          : didYouMean(
              suggested?.value,
              `Use ${withPath(refused) ?? ofListener(setting, expected, project)}.`,
            ),
        related: refused.deciding.map((other) => ({ at: other.value.place, note: conditionOf(other) })),
        // The limits of an undocumented option may be wider than those that are known.
        ...(option.undocumented && { warnsBecause: 'undocumented' as const }),
        ...(suggested && fixFor(part, suggested)),
      };
    }
  },
};

/** A target of the health check that lacks only its path. */
const withPath = ({ part, expected }: RefusedValue): string | undefined =>
  expected === FORMS['HEALTH_CHECK_TARGET']?.words && /^HTTPS?:\d+$/.test(part.text)
    ? `\`${part.text}/\``
    : undefined;

/** Of two protocols the one that is right beside a certificate: a listener without encryption takes none. */
function ofListener({ namespace }: Setting, expected: string, project: Project): string {
  const [, , encrypted] = /^(TCP|HTTP) or (TLS|HTTPS)$/.exec(expected) ?? [];
  const hasCertificate =
    encrypted !== undefined &&
    settings(project).effective(namespace.value, 'SSLCertificateArns') !== undefined;
  return hasCertificate ? encrypted : expected;
}

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

/** A value that its option does not accept. */
interface RefusedValue {
  readonly setting: EffectiveSetting;
  readonly option: OptionInfo;
  readonly part: RefusedPart;
  /** What the option accepts: a noun phrase. */
  readonly expected: string;
  /** The other settings because of which it is not accepted. */
  readonly deciding: readonly EffectiveSetting[];
  readonly suggested: SuggestedValue | undefined;
}

/** The effective values that Elastic Beanstalk refuses. */
function* refusedValues(project: Project): Iterable<RefusedValue> {
  const context = valueContext(project);
  for (const setting of settings(project).effectiveSettings()) {
    const refusal = refusalOf(setting, context);
    if (!refusal) continue;
    const { option, expected } = refusal;
    const part = refusedPart(option, setting, context);
    const suggested = part.isReplaceable ? suggestedValue(option, part.text, context) : undefined;
    const deciding = decidingSettings(option, setting, project);
    yield { setting, option, part, expected, deciding, suggested };
  }
}

function refusalOf(
  setting: EffectiveSetting,
  context: ValueContext,
): Pick<RefusedValue, 'option' | 'expected'> | undefined {
  const { kind, text } = setting.value;
  const namespace = intendedNamespace(setting.namespace.value);
  const option = namespace && intendedOption(namespace, setting.option.value);
  // What existed only on Amazon Linux 1 is refused by its name, whatever its value.
  if (kind !== 'literal' || !option || isRetired(namespace.name, option.name)) return undefined;
  const expected = expectedValue(option, text, context);
  return expected === undefined ? undefined : { option, expected };
}

/** The other settings because of which an option does not accept a value; none where it never accepts it. */
function decidingSettings(
  option: OptionInfo,
  { value }: EffectiveSetting,
  project: Project,
): EffectiveSetting[] {
  const context = valueContext(project);
  const { language, generation } = context;
  if (expectedValue(option, value.text, { language, generation }) !== undefined) return [];
  return decidingOptions(option, context).flatMap(
    ([namespace, name]) => settings(project).effective(namespace, name) ?? [],
  );
}

/** The part of a value that an option does not accept: one item of a list, or all of it. */
interface RefusedPart {
  /** As Elastic Beanstalk gets it. */
  readonly text: string;
  /** As the file has it: `22:22` where YAML reads 1342. */
  readonly written: string;
  /** Without quotes; of a YAML list that is refused as a whole, all of it. */
  readonly place: Place;
  readonly isItem: boolean;
  /** A fix can replace it. */
  readonly isReplaceable: boolean;
}

/** The part of a literal value because of which an option refuses it. */
function refusedPart(option: OptionInfo, setting: Setting, context: ValueContext): RefusedPart {
  const { node, value } = setting;
  const item =
    option.type === 'list' &&
    itemsOfSetting(setting).find(({ text }) => expectedValue(option, text, context) !== undefined);
  if (item) {
    const { text, place } = item;
    return { text, written: text, place, isItem: true, isReplaceable: true };
  }
  const { text, place } = value;
  const whole = { text, written: text, place, isItem: false, isReplaceable: false };
  if (node.kind !== 'scalar' || node.written === '') return whole;
  return { ...whole, written: node.written, place: placeOfWritten(node), isReplaceable: true };
}
