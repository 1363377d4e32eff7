import { platformFault } from '../configuration/text-checks.js';
import { ALL_RULES } from '../lint/lint-project.js';
import { baselineFault } from '../lint/suppressions/baseline.js';
import { renamedTo } from '../rules/renamed-rules.js';
import type { RuleId } from '../rules/rule.js';
import { didYouMean, nearest } from '../util/nearest.js';
import { list } from '../util/text.js';
import type { FixOptions } from './options.js';

/** Every option, with what its value has to be; undefined where types say it all. */
const CHECKS: Readonly<Record<keyof FixOptions, ((value: unknown, name: string) => void) | undefined>> = {
  preset: oneOf('recommended', 'strict', 'controls'),
  severities: checkSeverities,
  platform: checkPlatform,
  generation: oneOf('al2023', 'windows'),
  today: checkDate,
  unsafe: undefined,
  migrates: undefined,
  fixes: undefined,
  mayEdit: undefined,
  mayCreate: undefined,
  maxProofs: undefined,
  measure: undefined,
  report: undefined,
  // `linterOptions` checks it.
  configuration: undefined,
  configurationFolder: undefined,
  baseline: checkBaseline,
  baselineFolder: undefined,
  isChanging: undefined,
  environment: undefined,
  explainsSilence: undefined,
};

/** The options that docs/library.md describes: the others are not offered. */
const DOCUMENTED: readonly (keyof FixOptions)[] = [
  'preset',
  'severities',
  'platform',
  'unsafe',
  'configuration',
  'configurationFolder',
];

/**
 * Options as they are.
 * @throws TypeError that names the option, its value and the nearest one, where a value would silently change what is checked
 */
export function checkedOptions<T extends FixOptions>(options: T): T {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name)) throw unknown('option', name, DOCUMENTED);
    if (value !== undefined) CHECKS[name as keyof FixOptions]?.(value, name);
  }
  return options;
}

function oneOf(...values: readonly string[]) {
  return (value: unknown, name: string): void => {
    if (typeof value !== 'string' || !values.includes(value)) throw unknown(name, value, values);
  };
}

const checkLevel = oneOf('off', 'warning', 'error');

function checkSeverities(value: unknown): void {
  if (!(value instanceof Map))
    throw new TypeError('The option severities is not a Map of rules to severities.');
  const rules = ALL_RULES.map(({ id }) => id);
  for (const [rule, level] of value as ReadonlyMap<RuleId, unknown>) {
    const today = renamedTo(rule);
    if (today.length > 0) throw new TypeError(`The rule "${rule}" was renamed to ${list(today)}.`);
    if (!rules.includes(rule)) throw unknown('rule', rule, rules);
    checkLevel(level, 'severity');
  }
}

function checkBaseline(value: unknown): void {
  const fault = baselineFault(value);
  if (fault !== undefined) throw new TypeError(`The baseline is wrong: ${fault}.`);
}

function checkDate(value: unknown): void {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value))
    throw new TypeError(`"${String(value)}" is not a date such as "2027-03-01".`);
}

/** With a guess, half of the rules would be silent or wrong. */
function checkPlatform(value: unknown): void {
  const fault = platformFault(String(value));
  if (fault) throw new TypeError(`${fault.message}. ${fault.help}`);
}

const unknown = (what: string, value: unknown, known: readonly string[]): TypeError =>
  new TypeError(
    `Unknown ${what} "${String(value)}". ${didYouMean(nearest(String(value), known), `Use ${known.length > 20 ? 'an id of ALL_RULES' : list(known, 'or')}.`)}`,
  );
