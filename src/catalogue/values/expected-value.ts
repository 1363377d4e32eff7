import type { OptionInfo } from '../find-option.js';
import type { OptionFacts, OptionType } from '../option-facts.js';
import { allowedWords, rangeOf } from './allowed-words.js';
import { limitsOf, type ValueContext } from './limits-of.js';

/**
 * What an option expects instead of a literal text that it does not accept: a noun phrase such as `true or false`.
 * Undefined where Elastic Beanstalk accepts the text, and where that is unknown.
 *
 * @param text as Elastic Beanstalk sees it: `true` for an unquoted `yes`, the items of a list with commas between
 */
export function expectedValue(
  option: OptionInfo,
  text: string,
  context: ValueContext = {},
): string | undefined {
  const trimmed = text.trim();
  const facts = limitsOf(option, context);
  if (trimmed === '') return option.notEmpty ? (allowedWords(facts) ?? 'a value') : undefined;
  if (option.open === true && option.maxItems === undefined) return undefined;
  if (option.readOnly || option.alsoAccepted?.includes(trimmed) || isUnchecked(option, context))
    return undefined;
  return isAllowed(facts, trimmed) ? undefined : (allowedWords(facts) ?? maxItemsWords(facts));
}

const maxItemsWords = ({ maxItems }: { readonly maxItems?: number }): string =>
  `a comma-separated list of at most ${maxItems} items`;

/** A free-form namespace accepts any value under any name; only the platforms that an option is made for check it. */
function isUnchecked({ namespace, isFreeForm, languages }: OptionInfo, { language }: ValueContext): boolean {
  if (!namespace.freeForm || isFreeForm) return false;
  const checkedBy = languages ?? namespace.languages;
  return !language || !checkedBy?.includes(language);
}

type Judge = (text: string, facts: OptionFacts) => boolean;

/** Whether a text that is neither empty nor surrounded by spaces is a value that an option accepts. */
const isAllowed = (facts: OptionFacts, text: string): boolean =>
  JUDGES[facts.type](text, facts) && text.length <= (facts.maxLength ?? Infinity);

const isForm: Judge = (text, { form }) => form?.pattern.test(text) ?? true;

const isText: Judge = (text, facts) =>
  isOneOf(text, facts) && isForm(text, facts) && numbersIn(text).every((number) => isInRange(number, facts));

const JUDGES: Readonly<Record<OptionType, Judge>> = {
  boolean: (text) => /^(?:true|false)$/i.test(text),
  // Whether `2.0` is refused is documented nowhere.
  integer: (text, facts) =>
    /^[-+]?\d+(?:\.0)?$/.test(text) && isInRange(Number(text), facts) && isOneOf(`${Number(text)}`, facts),
  number: (text, facts) =>
    /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text) && isInRange(Number(text), facts),
  duration: (text, facts) => isForm(text, facts) && isInRange(secondsOf(text), facts),
  json: isJson,
  list: isList,
  enum: isOneOf,
  arn: isForm,
  path: isText,
  string: isText,
};

function isInRange(value: number, facts: OptionFacts): boolean {
  const { min, max } = rangeOf(facts);
  return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

function isOneOf(text: string, { values, open, caseSensitive }: OptionFacts): boolean {
  if (!values || open) return true;
  const lower = text.toLowerCase();
  return values.some((value) => (caseSensitive ? value === text : value.toLowerCase() === lower));
}

function isList(text: string, facts: OptionFacts): boolean {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length > (facts.maxItems ?? Infinity)) return false;
  return facts.open === true || items.every((item) => isOneOf(item, facts) && isForm(item, facts));
}

function isJson(text: string, { json }: OptionFacts): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return json === undefined || (typeof value === 'object' && Array.isArray(value) === (json === 'array'));
  } catch {
    return false;
  }
}

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

const SECONDS: Readonly<Record<string, number>> = { H: 3600, M: 60, S: 1 };

/** The seconds of an ISO 8601 duration of hours, minutes and seconds. */
function secondsOf(text: string): number {
  return [...text.matchAll(/(?<!\d)(\d+)([HMS])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? 0),
    0,
  );
}
