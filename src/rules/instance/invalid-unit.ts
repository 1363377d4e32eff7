import { ownTimers, ownUnits } from '../../model/units/own-units.js';
import { calendarEventOf } from '../../parse/cron-schedule.js';
import { placeOfMapped, sliceMapped } from '../../parse/shell/word.js';
import { mayBeCalendarEvent, type UnitSetting } from '../../parse/systemd-unit.js';
import type { Place } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { list, shorten } from '../../util/text.js';
import { anyOf } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const invalidUnit: Rule = {
  meta: {
    summary: 'The project writes a unit that systemd refuses',
    why: 'systemd does not load a service whose settings contradict each other ("Unit has a bad unit file setting"), so that it cannot be started. A value of Restart that does not exist is ignored, and the service is not restarted. systemd expands no patterns in the path of a program, so that one with * is not found ("Unable to locate executable"). A timer has calendar events of systemd, not the fields of cron: another value is ignored ("Failed to parse calendar specification"), and a timer that has no other is refused ("Timer unit lacks value setting").',
    consequence: 'file-ignored',
    references: [
      'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html',
      'https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html#Calendar%20Events',
      'https://github.com/systemd/systemd/blob/main/src/core/service.c',
    ],
  },
  needs: anyOf<object>(ownUnits, ownTimers),
  *check(project) {
    for (const { place, settings } of ownUnits(project))
      yield* refusals(
        settings.filter(({ section }) => section === 'Service'),
        // A unit that only ends the system needs no program.
        settings.some(({ section, name }) => section === 'Unit' && name === 'SuccessAction'),
        place,
      );
    for (const { settings } of ownTimers(project))
      yield* unreadEvents(settings.filter(({ section }) => section === 'Timer'));
  },
};

/** What starts a timer; an empty assignment resets all of them. */
const STARTS_TIMER = /^On[A-Z]/;

function* unreadEvents(settings: readonly UnitSetting[]): Generator<Finding> {
  const starts = sinceReset(settings.filter(({ name }) => STARTS_TIMER.test(name)));
  const unread = starts.filter(
    ({ name, value: { text } }) => name === 'OnCalendar' && !/[$%]/.test(text) && !mayBeCalendarEvent(text),
  );
  for (const { value } of unread) {
    const event = calendarEventOf(value.text);
    yield {
      at: placeOfMapped(value),
      message: `systemd cannot read the calendar event "${shorten(value.text)}"`,
      help: event
        ? `Use \`OnCalendar=${event}\`.`
        : 'Write days, date and time, such as `OnCalendar=Mon..Fri *-*-* 03:00:00`.',
      ...(unread.length < starts.length && { warnsBecause: 'milder' as const }),
    };
  }
}

const RESTARTS = ['no', 'on-success', 'on-failure', 'on-abnormal', 'on-watchdog', 'on-abort', 'always'];

const EXECUTES = /^Exec(?:Start(?:Pre|Post)?|Stop(?:Post)?|Reload|Condition)$/;

function* refusals(settings: readonly UnitSetting[], hasAction: boolean, place: Place): Generator<Finding> {
  const of = (name: string) =>
    settings.findLast((setting) => setting.name === name && setting.value.text !== '');
  const [type, restart] = [of('Type'), of('Restart')];
  const isOneshot = type?.value.text === 'oneshot';
  const starts = sinceReset(settings.filter(({ name }) => name === 'ExecStart'));
  const [first, second] = starts;
  if (!first && !of('ExecStop') && !hasAction) {
    yield {
      at: place,
      message: 'The service has no ExecStart',
      help: 'Add `ExecStart=` with the command below `[Service]`.',
    };
  }
  if (first && second && !isOneshot) {
    yield {
      at: placeOfMapped(second.value),
      message: 'The service has more than one ExecStart',
      help: 'Use `ExecStartPre=` for what comes first, or `Type=oneshot`.',
      related: [{ at: placeOfMapped(first.value), note: 'the first one' }],
    };
  }
  const executed = groupBy(settings, ({ name }) => (EXECUTES.test(name) ? [name] : []));
  for (const { name, value } of [...executed.values()].flatMap(sinceReset)) {
    const [, prefix = '', quote = '', program = ''] = PROGRAM.exec(value.text) ?? [];
    if (!/^\/.*[*?]/.test(program)) continue;
    const length = prefix.length + quote.length;
    yield {
      at: placeOfMapped(sliceMapped(value, length, length + program.length)),
      message: `systemd does not expand ${program}`,
      help: `Use \`${name}=${prefix}/bin/bash -c 'exec ${program} …'\`, or write the path without a pattern.`,
      ...(!/^ExecStart(?:Pre)?$/.test(name) || prefix.includes('-')
        ? { warnsBecause: 'milder' as const }
        : {}),
    };
  }
  if (!restart) return;
  const { text } = restart.value;
  if (!RESTARTS.includes(text)) {
    yield {
      at: placeOfMapped(restart.value),
      message: `systemd does not know "Restart=${text}"`,
      help: `Use ${list(['`always`', '`on-failure`', '`no`'], 'or')}.`,
      warnsBecause: 'milder',
    };
  } else if (type && isOneshot && (text === 'always' || text === 'on-success')) {
    yield {
      at: placeOfMapped(restart.value),
      message: `systemd refuses "Restart=${text}" for a service of Type=oneshot`,
      help: 'Use `Restart=on-failure`, or `Type=simple` for a program that keeps running.',
      related: [{ at: placeOfMapped(type.value), note: 'type of the service' }],
    };
  }
}

/** A program before its arguments, which may be in quotes. */
const PROGRAM = /^([-@:+!|]*)(["']?)((?<=["'])[^"']*|[^\s"']*)/;

/** An empty assignment resets those of its name before it. */
const sinceReset = (settings: readonly UnitSetting[]): readonly UnitSetting[] =>
  settings.slice(settings.findLastIndex(({ value }) => value.text === '') + 1);
