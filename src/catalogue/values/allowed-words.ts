import { list } from '../../util/text.js';
import type { OptionFacts } from '../option-facts.js';

/** What an option may be set to, as a noun phrase; undefined where anything goes. */
export function allowedWords(facts: OptionFacts): string | undefined {
  const { type, values, form, maxLength, open } = facts;
  if (open) return undefined;
  if (type === 'boolean') return 'true or false';
  if (type === 'json') return `${facts.json ? `a JSON ${facts.json}` : 'JSON'}${lengthWords(maxLength)}`;
  if (type === 'list') return listWords(facts);
  if (values) return list(values, 'or');
  if (type === 'integer') return `a whole number${rangeWords(facts)}`;
  if (type === 'number') return `a number${rangeWords(facts)}`;
  if (form) return `${form.words}${hasRange(facts) ? ',' : ''}${rangeWords(facts)}`;
  return maxLength === undefined ? undefined : `at most ${maxLength} characters`;
}

/** The range that the service accepts, which may be wider than the documented one. */
export function rangeOf({ min, max, acceptedMin, acceptedMax }: OptionFacts): {
  readonly min: number | undefined;
  readonly max: number | undefined;
} {
  return {
    min: acceptedMin === undefined ? min : (acceptedMin ?? undefined),
    max: acceptedMax === undefined ? max : (acceptedMax ?? undefined),
  };
}

function listWords({ values, form, maxItems }: OptionFacts): string {
  const items = values ? ` of ${list(values, 'or')}` : form ? `, each item ${form.words}` : '';
  return `a comma-separated list${items}${maxItems === undefined ? '' : `, at most ${maxItems} items`}`;
}

const lengthWords = (maxLength: number | undefined): string =>
  maxLength === undefined ? '' : ` of at most ${maxLength} characters`;

function hasRange(facts: OptionFacts): boolean {
  const { min, max } = rangeOf(facts);
  return min !== undefined || max !== undefined;
}

function rangeWords(facts: OptionFacts): string {
  const { min, max } = rangeOf(facts);
  const unit = facts.unit ? ` (${facts.unit})` : '';
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}${unit}`;
  if (min !== undefined) return ` of at least ${min}${unit}`;
  return max === undefined ? unit : ` of at most ${max}${unit}`;
}
