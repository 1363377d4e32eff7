import { lookUp } from '../util/collections.js';
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

const DAY_NAMES = DAYS.map((name) => name.charAt(0).toUpperCase() + name.slice(1));

const SHORTHANDS: Readonly<Record<string, string>> = {
  '@annually': 'yearly',
  '@daily': 'daily',
  '@hourly': 'hourly',
  '@midnight': 'daily',
  '@monthly': 'monthly',
  '@weekly': 'weekly',
  '@yearly': 'yearly',
};

/**
 * A schedule as the calendar event of systemd with the same times; undefined where there is none: cron runs a job on the days of
 * the month and on those of the week, systemd on the days that are both.
 */
export function calendarEventOf(schedule: string): string | undefined {
  const shorthand = lookUp(SHORTHANDS, schedule);
  if (shorthand !== undefined) return shorthand;
  const fields = splitWords(schedule);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const isBoth = day !== '*' && weekday !== '*';
  const [minutes, hours, days, months] = [
    eventPart(minute, '00'),
    eventPart(hour, '00'),
    eventPart(day, '01'),
    eventPart(month, '01'),
  ];
  const weekdays = weekday === '*' ? '' : weekdayPart(weekday);
  const isKnown = [minutes, hours, days, months, weekdays].every((part) => part !== undefined);
  if (scheduleFault(schedule) || isBoth || !isKnown) return undefined;
  return `${weekdays === '' ? '' : `${weekdays} `}*-${months}-${days} ${hours}:${minutes}:00`;
}

function eventPart(field: string, first: string): string | undefined {
  const [, step] = /^\*\/(\d+)$/.exec(field) ?? [];
  if (field === '*' || step !== undefined) return step === undefined ? '*' : `${first}/${step}`;
  return /^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(field)
    ? field.replaceAll('-', '..').replaceAll(/\d+/g, (number) => number.padStart(2, '0'))
    : undefined;
}

function weekdayPart(field: string): string | undefined {
  if (!/^[0-7](?:-[0-7])?(?:,[0-7](?:-[0-7])?)*$/.test(field)) return undefined;
  return field.replaceAll('-', '..').replaceAll(/\d/g, (number) => DAY_NAMES[Number(number) % 7] ?? '');
}
