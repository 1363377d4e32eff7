import { UsageError } from '../../cli/usage-error.js';
import type { DescribedOption, Description } from './described-option.js';

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
