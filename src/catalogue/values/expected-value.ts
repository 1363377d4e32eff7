import type { OptionInfo } from '../find-option.js';
import { allowedWords } from './allowed-words.js';
import { isAllowed } from './is-allowed.js';
import { limitsOf } from './limits-of.js';
import type { ValueContext } from './value-context.js';

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
