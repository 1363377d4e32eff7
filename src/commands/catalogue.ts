import { findNamespace } from '../catalogue/find-namespace.js';
import { findOption, type OptionInfo } from '../catalogue/find-option.js';
import { CATALOGUE_DATE, namespaceFacts, namespaceNames } from '../catalogue/namespaces.js';
import type { OptionFacts, OptionType } from '../catalogue/option-facts.js';
import { rangeOf } from '../catalogue/values/allowed-words.js';
import { expectedValue } from '../catalogue/values/expected-value.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { readInput } from '../io/read-input.js';
import { resourceTypes } from '../knowledge/resources/resource-properties.js';
import { SPECIFICATION_DATE } from '../knowledge/resources/specification.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { counted } from '../report/text/counted.js';
import { oneLine, visible } from '../report/text/one-line.js';
import { lookUp } from '../util/collections.js';
import { asksJson, commandJson } from './command-output.js';

/**
 * `eblint catalogue` prints the date and size of the catalogue; with `--diff` how it differs from what the service
 * describes. 0: no differences; 1: the service describes something else.
 * @throws UsageError for a file that is not a description, and for a format that only reports of findings have; ReadError for one that cannot be read
 */
export function showCatalogue(options: Options, ports: Ports): ExitCode {
  const { paths, diff } = options;
  const isJson = asksJson(options);
  if (paths.length > 0)
    throw new UsageError(
      `The command "catalogue" takes no names. Use \`eblint options ${paths.join(' ')}\`.`,
    );
  if (diff === undefined) {
    const size = sizeOf();
    ports.stdout.write(
      isJson
        ? catalogueJson({ ...size, resources: { date: SPECIFICATION_DATE, types: resourceTypes().length } })
        : `${size.namespaces} namespaces and ${size.options} options, as of ${CATALOGUE_DATE}.\n` +
            `${resourceTypes().length} types of resources, as of ${SPECIFICATION_DATE}.\n`,
    );
    return 0;
  }
  const description = readDescription(readInput(diff, ports), diff);
  const differences = diffCatalogue(description.options);
  const exitCode = differences.length === 0 ? 0 : 1;
  if (isJson) {
    const { platform, options: compared } = description;
    ports.stdout.write(catalogueJson({ platform, compared: compared.length, differences }));
    return exitCode;
  }
  const about = description.platform ? ` (${visible(description.platform)})` : '';
  ports.stdout.write(
    differences.map((line) => `${line}\n`).join('') +
      `${counted(description.options.length, 'option')}${about} compared with the catalogue of ${CATALOGUE_DATE}: ` +
      `${differences.length === 0 ? 'no differences' : counted(differences.length, 'difference')}.\n`,
  );
  return exitCode;
}

const catalogueJson = (facts: object): string => commandJson({ date: CATALOGUE_DATE, ...facts });

function sizeOf(): { namespaces: number; options: number } {
  const namespaces = namespaceNames().flatMap((name) => namespaceFacts(name) ?? []);
  const options = namespaces.reduce((sum, namespace) => sum + Object.keys(namespace.options).length, 0);
  return { namespaces: namespaces.length, options };
}

/**
 * Reads what `aws elasticbeanstalk describe-configuration-options` prints.
 * @param name the file, as messages name it
 * @throws UsageError for anything else
 */
export function readDescription(text: string, name: string): Description {
  const root = parse(text.replace(/^\uFEFF/, ''), name);
  const options = isRecord(root) ? root['Options'] : undefined;
  if (!isRecord(root) || !Array.isArray(options)) throw notADescription(name, 'it has no list of Options');
  const bad = options.findIndex((option) => !isDescribedOption(option));
  if (bad !== -1) throw notADescription(name, `its option ${bad + 1} is not described as expected`);
  const platform = [root['SolutionStackName'], root['PlatformArn']].find(
    (value) => typeof value === 'string',
  );
  return { platform, options: options as readonly DescribedOption[] };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notADescription(name, 'it is not JSON in UTF-8');
  }
}

const notADescription = (name: string, reason: string): UsageError =>
  new UsageError(
    `Cannot compare with ${name}: ${reason}. Create it with \`aws elasticbeanstalk describe-configuration-options --output json\`.`,
  );

/** What each field must be where it is there at all. */
const FIELDS: Readonly<Record<keyof DescribedOption, (value: unknown) => boolean>> = {
  Namespace: isText,
  Name: isText,
  DefaultValue: isText,
  UserDefined: (value) => typeof value === 'boolean',
  ValueType: isText,
  ValueOptions: (value) => Array.isArray(value) && value.every(isText),
  MinValue: (value) => typeof value === 'number',
  MaxValue: (value) => typeof value === 'number',
  MaxLength: (value) => typeof value === 'number',
  Regex: (value) => isRecord(value) && isText(value['Pattern'] ?? ''),
};

const isDescribedOption = (value: unknown): value is DescribedOption =>
  isRecord(value) &&
  isText(value['Namespace']) &&
  isText(value['Name']) &&
  Object.entries(FIELDS).every(
    ([field, fits]) => (value[field] ?? undefined) === undefined || fits(value[field]),
  );

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/**
 * One option as the service describes it.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_ConfigurationOptionDescription.html
 */
interface DescribedOption {
  readonly Namespace: string;
  readonly Name: string;
  readonly DefaultValue?: string | null;
  /** A user set it, under a name of their own. */
  readonly UserDefined?: boolean | null;
  readonly ValueType?: string | null;
  readonly ValueOptions?: readonly string[] | null;
  readonly MinValue?: number | null;
  readonly MaxValue?: number | null;
  readonly MaxLength?: number | null;
  readonly Regex?: { readonly Pattern?: string | null } | null;
}

/** What one call of the service tells. */
interface Description {
  /** The solution stack or platform that it was asked for. */
  readonly platform: string | undefined;
  readonly options: readonly DescribedOption[];
}
