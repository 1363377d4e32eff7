import { splitWords } from '../util/text.js';

/** What is wrong with the five fields of a cron schedule. */
export type ScheduleFault =
  | { readonly code: 'count'; readonly count: number }
  | { readonly code: 'field'; readonly field: string; readonly text: string; readonly range: string };

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of the week', min: 0, max: 7, names: DAYS },
];

/** `*`, `5`, `1-5`, each with a step, in commas. */
const PART = /^(?:(\*)|([a-z\d]+)(?:-([a-z\d]+))?)(?:\/(\d+))?$/i;

/**
 * The first fault of a schedule; undefined where there is none.
 * https://man7.org/linux/man-pages/man5/crontab.5.html
 */
export function scheduleFault(schedule: string): ScheduleFault | undefined {
  const fields = splitWords(schedule);
  if (fields.length !== FIELDS.length) return { code: 'count', count: fields.length };
  for (const [index, text] of fields.entries()) {
    const field = FIELDS[index];
    if (field && !text.split(',').every((part) => isPart(part, field)))
      return { code: 'field', field: field.name, text, range: `${field.min} to ${field.max}` };
  }
  return undefined;
}

function isPart(part: string, field: Field): boolean {
  const [, star, from, to, step] = PART.exec(part) ?? [];
  if (star === undefined && from === undefined) return false;
  // A step may be larger than the range: then the first value is all that is left.
  if (step !== undefined && Number(step) === 0) return false;
  if (star !== undefined) return true;
  const first = valueOf(from, field);
  const last = to === undefined ? first : valueOf(to, field);
  return first !== undefined && last !== undefined;
}

function valueOf(text: string | undefined, { min, max, names = [] }: Field): number | undefined {
  if (text === undefined) return undefined;
  const named = names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + (min === 1 ? 1 : 0) : /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= min && value <= max ? value : undefined;
}
