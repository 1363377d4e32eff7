import type { OptionInfo } from '../catalogue/find-option.js';
import { allowedWords } from './allowed-words.js';
import { isAllowed } from './is-allowed.js';
import { limitsOf } from './limits-of.js';
import type { ValueContext } from './value-context.js';

/**
 * What is wrong with the literal text of an option's value: a clause such as `must be true or false` that says what is
 * allowed. Undefined where Elastic Beanstalk takes the value, and where that cannot be told.
 *
 * @param text as Elastic Beanstalk sees it: `true` for an unquoted `yes`, the items of a list with commas between
 */
export function valueProblem(
  option: OptionInfo,
  text: string,
  context: ValueContext = {},
): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return option.notEmpty ? 'must not be empty' : undefined;
  if (option.open === true && option.maxItems === undefined) return undefined;
  if (option.readOnly || option.alsoAccepted?.includes(trimmed) || passesUnchecked(option, context)) {
    return undefined;
  }
  const facts = limitsOf(option, context);
  return isAllowed(facts, trimmed) ? undefined : `must be ${allowedWords(facts) ?? maxItemsWords(facts)}`;
}

const maxItemsWords = ({ maxItems }: { readonly maxItems?: number }): string =>
  `a comma list of at most ${maxItems} items`;

/** A free-form namespace takes any value under any name; only the platforms that an option is made for check it. */
function passesUnchecked(
  { namespace, isFreeForm, languages }: OptionInfo,
  { language }: ValueContext,
): boolean {
  if (!namespace.freeForm || isFreeForm) return false;
  const checkedBy = languages ?? namespace.languages;
  return !language || !checkedBy?.includes(language);
}
