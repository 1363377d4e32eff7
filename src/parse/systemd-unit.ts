import { splitWords, trimEnd } from '../util/text.js';
import { type MappedText, sliceMapped } from './shell/word.js';

/** One assignment of a unit, such as `Restart=always`. */
export interface UnitSetting {
  readonly section: string;
  readonly name: string;
  /** Without white space around it, and without what continued lines add. */
  readonly value: MappedText;
}

/**
 * The assignments of a unit file in order. Never throws.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 */
export function parseUnit(source: MappedText): UnitSetting[] {
  const settings: UnitSetting[] = [];
  let section = '';
  let isContinued = false;
  let start = 0;
  for (const line of source.text.split('\n')) {
    const own = isContinued || /^[ \t]*[#;]/.test(line) ? '' : line;
    const header = /^[ \t]*\[([^\]]*)\]/.exec(own)?.[1];
    if (header !== undefined) section = header;
    const [before, name] = /^[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*=[ \t]*/.exec(own) ?? [];
    if (header === undefined && before !== undefined && name !== undefined) {
      const value = trimEnd(line.slice(before.length));
      settings.push({
        section,
        name,
        value: sliceMapped(source, start + before.length, start + before.length + value.length),
      });
    }
    // A comment in the middle does not end what is continued.
    isContinued = /^[ \t]*[#;]/.test(line) ? isContinued : line.endsWith('\\');
    start += line.length + 1;
  }
  return settings;
}

const SHORTHANDS: ReadonlySet<string> = new Set([
  ...['annually', 'daily', 'hourly', 'minutely', 'monthly', 'quarterly'],
  ...['semi-annually', 'semiannually', 'weekly', 'yearly'],
]);

const DAYS = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const RANGE = `${DAYS}(?:(?:\\.\\.|-)${DAYS})?`;

/** The parts of an event in their order: days of the week, a date, a time. */
const PARTS = [
  new RegExp(`^${RANGE}(?:,${RANGE})*,?$`, 'i'),
  /^[\d*][\d*/.,]*(?:[-~][\d*][\d*/.,]*){1,2}(?:T[\d:.]+)?$/,
  /^[\d*][\d*/.,]*(?::[\d*][\d*/.,]*){1,2}$/,
];

const TIME_ZONE = /^(?:[A-Z][\w+-]*(?:\/[\w+-]+)*|utc)$/;

/**
 * Whether systemd may read a calendar event; what is outside a range, such as hour 25, is not asked for.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html#Calendar%20Events
 */
export function mayBeCalendarEvent(text: string): boolean {
  const words = splitWords(text);
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  const isZone = words.length > 1 && TIME_ZONE.test(last) && !PARTS.some((part) => part.test(last));
  const parts = isZone ? words.slice(0, -1) : words;
  if (parts.length === 1 && (SHORTHANDS.has(first.toLowerCase()) || /^@\d+(?:\.\d+)?$/.test(first)))
    return true;
  let at = 0;
  return parts.every((part) => {
    at = PARTS.findIndex((pattern, index) => index >= at && pattern.test(part)) + 1;
    return at > 0;
  });
}
