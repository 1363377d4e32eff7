import { describe, expect, it } from 'vitest';
import { calendarEventOf, scheduleFault } from '../../src/parse/cron-schedule.js';

describe('scheduleFault', () => {
  it.each([
    '* * * * *',
    '*/1 * * * *',
    '0 2 * * 7',
    '0 0 1-31/2 * *',
    '5,10,15-20 0-23 1 jan SUN',
    '  0  2  *  *  mon-fri ',
    '*/60 * * * *',
    '0 0 * jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec sun,mon,tue,wed,thu,fri,sat',
    '0,59 0,23 1,31 1,12 0,7',
    '0-59/5 * * JAN-Dec *',
    '\t0\t0\t*\t*\t*\t',
  ])('%j is not one', (schedule) => {
    expect(scheduleFault(schedule)).toBeUndefined();
  });

  it.each([
    ['', { code: 'count', count: 0 }],
    ['@hourly', { code: 'count', count: 1 }],
    ['0 0 12 * * ?', { code: 'count', count: 6 }],
    ['60 * * * *', { code: 'field', field: 'minute', text: '60', range: '0 to 59' }],
    ['0 24 * * *', { code: 'field', field: 'hour', text: '24', range: '0 to 23' }],
    ['0 0 0 * *', { code: 'field', field: 'day of the month', text: '0', range: '1 to 31' }],
    ['0 0 * 13 *', { code: 'field', field: 'month', text: '13', range: '1 to 12' }],
    ['0 0 * * 8', { code: 'field', field: 'day of the week', text: '8', range: '0 to 7' }],
    ['0 0 * * mondays', { code: 'field', field: 'day of the week', text: 'mondays', range: '0 to 7' }],
    ['0 0 jan * *', { code: 'field', field: 'day of the month', text: 'jan', range: '1 to 31' }],
    ['*/0 * * * *', { code: 'field', field: 'minute', text: '*/0', range: '0 to 59' }],
    ['1,,2 * * * *', { code: 'field', field: 'minute', text: '1,,2', range: '0 to 59' }],
    ['1-70 * * * *', { code: 'field', field: 'minute', text: '1-70', range: '0 to 59' }],
    ['*5 * * * *', { code: 'field', field: 'minute', text: '*5', range: '0 to 59' }],
    ['*-5 * * * *', { code: 'field', field: 'minute', text: '*-5', range: '0 to 59' }],
    ['5- * * * *', { code: 'field', field: 'minute', text: '5-', range: '0 to 59' }],
    ['5/ * * * *', { code: 'field', field: 'minute', text: '5/', range: '0 to 59' }],
    ['5/a * * * *', { code: 'field', field: 'minute', text: '5/a', range: '0 to 59' }],
    ['1-2-3 * * * *', { code: 'field', field: 'minute', text: '1-2-3', range: '0 to 59' }],
    ['70-5 * * * *', { code: 'field', field: 'minute', text: '70-5', range: '0 to 59' }],
    ['0 0 32 * *', { code: 'field', field: 'day of the month', text: '32', range: '1 to 31' }],
    ['0 0 * 0 *', { code: 'field', field: 'month', text: '0', range: '1 to 12' }],
    ['0 0 * mon *', { code: 'field', field: 'month', text: 'mon', range: '1 to 12' }],
    ['0 0 * * jan', { code: 'field', field: 'day of the week', text: 'jan', range: '0 to 7' }],
    ['? * * * *', { code: 'field', field: 'minute', text: '?', range: '0 to 59' }],
  ])('%j', (schedule, fault) => {
    expect(scheduleFault(schedule)).toEqual(fault);
  });
});

describe('as a calendar event of systemd', () => {
  it.each([
    ['0 3 * * *', '*-*-* 03:00:00'],
    ['*/5 * * * *', '*-*-* *:00/5:00'],
    ['30 4 1,15 * *', '*-*-01,15 04:30:00'],
    ['0 9-17 * * 1-5', 'Mon..Fri *-*-* 09..17:00:00'],
    ['0 0 * * 7', 'Sun *-*-* 00:00:00'],
    ['0 0 1 */3 *', '*-01/3-01 00:00:00'],
    ['@midnight', 'daily'],
  ])('%s is %s', (schedule, event) => {
    expect(calendarEventOf(schedule)).toBe(event);
  });

  it.each([
    '0 0 1 * 1',
    '@reboot',
    '0 0 * * mon',
    '1-9/2 * * * *',
    '99 * * * *',
    '* * * *',
    '',
    'constructor',
  ])('%s is none', (schedule) => {
    expect(calendarEventOf(schedule)).toBeUndefined();
  });
});
