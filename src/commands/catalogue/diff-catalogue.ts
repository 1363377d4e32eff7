import { lookUp } from '../../util/look-up.js';
import { findNamespace } from '../../catalogue/find-namespace.js';
import { findOption, type OptionInfo } from '../../catalogue/find-option.js';
import type { OptionFacts, OptionType } from '../../catalogue/option-facts.js';
import { rangeOf } from '../../catalogue/values/allowed-words.js';
import { expectedValue } from '../../catalogue/values/expected-value.js';
import { oneLine } from '../../report/text/one-line.js';
import type { DescribedOption } from './described-option.js';

/**
 * What only the service has, and what it describes differently, one line each. What only the catalogue has is not a
 * difference: the service describes the options of one platform.
 */
export const diffCatalogue = (described: readonly DescribedOption[]): string[] =>
  described
    .filter(({ UserDefined }) => !UserDefined)
    .flatMap(differencesOf)
    .map(oneLine);

function differencesOf(described: DescribedOption): string[] {
  const { Namespace, Name, ValueType, DefaultValue } = described;
  const about = `${Namespace} ${Name}`;
  const option = findOption(Namespace, Name);
  if (option)
    return option.isFreeForm
      ? []
      : COMPARISONS.flatMap((compare) => compare(described, option)).map(
          (difference) => `~ ${about}: ${difference}`,
        );
  const what = findNamespace(Namespace) ? 'option' : 'namespace';
  return [`+ ${about}: unknown ${what} (${ValueType ?? 'no type'}, default ${DefaultValue ?? 'none'})`];
}

const TYPES: Readonly<Record<string, readonly OptionType[]>> = {
  Boolean: ['boolean'],
  List: ['list', 'arn', 'string'],
  Scalar: ['arn', 'duration', 'enum', 'integer', 'json', 'number', 'path', 'string'],
};

type Comparison = (described: DescribedOption, option: OptionInfo) => string[];

const COMPARISONS: readonly Comparison[] = [
  ({ ValueType }, { type }) =>
    lookUp(TYPES, ValueType ?? '')?.includes(type) === false
      ? [`type ${ValueType} in AWS, ${type} here`]
      : [],
  ({ DefaultValue }, option) => {
    const known = defaultsOf(option);
    const isSame = !DefaultValue || known.length === 0 || known.includes(DefaultValue.toLowerCase());
    return isSame ? [] : [`default ${DefaultValue} in AWS, ${known.join(' or ')} here`];
  },
  ({ ValueOptions }, option) => {
    const refused = (ValueOptions ?? []).filter((value) => expectedValue(option, value) !== undefined);
    return refused.length === 0 ? [] : [`values ${refused.join(', ')} in AWS only`];
  },
  ({ ValueOptions }, option) => {
    const gone = ValueOptions?.length
      ? valuesOf(option).filter((value) => !hasText(ValueOptions, value))
      : [];
    return gone.length === 0 ? [] : [`values ${gone.join(', ')} here only`];
  },
  ({ MinValue }, option) => limit('min', MinValue, [rangeOf(option).min, ...each(option, 'min')]),
  ({ MaxValue }, option) => limit('max', MaxValue, [rangeOf(option).max, ...each(option, 'max')]),
  ({ MaxLength }, { maxLength }) => limit('maximum length', MaxLength, [maxLength]),
  ({ Regex }, { form }) => (Regex?.Pattern && !form ? [`pattern ${Regex.Pattern} in AWS, none here`] : []),
];

const limit = (
  name: string,
  theirs: number | null | undefined,
  ours: readonly (number | undefined)[],
): string[] =>
  typeof theirs !== 'number' || ours.includes(theirs)
    ? []
    : [`${name} ${theirs} in AWS, ${ours[0] ?? 'none'} here`];

/** What a fact is where other settings or the platform are of a kind. */
const each = <Fact extends 'min' | 'max' | 'default'>({ cases = [] }: OptionFacts, fact: Fact) =>
  cases.flatMap((candidate) => candidate[fact] ?? []);

const defaultsOf = (option: OptionInfo): string[] =>
  [option.default ?? [], each(option, 'default')].flat().map((text) => text.toLowerCase());

/** The listed values, unless they are examples or depend on something. */
const valuesOf = ({ values = [], open, cases = [] }: OptionInfo): readonly string[] =>
  open || cases.some((candidate) => candidate.values) ? [] : values;

const hasText = (list: readonly string[], text: string): boolean =>
  list.some((item) => item.toLowerCase() === text.toLowerCase());
