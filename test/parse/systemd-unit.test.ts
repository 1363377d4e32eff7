import { describe, expect, it } from 'vitest';
import { mappedText, placeOfMapped } from '../../src/parse/shell/word.js';
import { mayBeCalendarEvent, parseUnit } from '../../src/parse/systemd-unit.js';
import { SourceFile } from '../../src/source/index.js';

const settingsIn = (text: string) => parseUnit(mappedText(new SourceFile('/p/a.service', 'a.service', text)));

it.each<[string, ...string[]]>([
  ['[Service]\nExecStart=/a b\n', 'Service ExecStart=/a b'],
  [' \t[Service] x\n \tExecStart\t= /a \t\n', 'Service ExecStart=/a'],
  ['[Unit]\nA=1\n[Service]\nA=2\nA=', 'Unit A=1', 'Service A=2', 'Service A='],
  ['A=1\n', ' A=1'],
  ['[S]\n#A=1\n;B=2\n \t#C=3\n\t;D=4\nE=5 # x', 'S E=5 # x'],
  ['[S]\nA=1\\\nB=2\\\nC=3\nD=4', 'S A=1\\', 'S D=4'],
  ['[S]\nA=1\\\n# x\n ; y\\\nB=2\nC=3', 'S A=1\\', 'S C=3'],
  ['[S]\n# x\\\nA=1', 'S A=1'],
  ['[S]\nA=1\\\n[T]\nB=2', 'S A=1\\', 'S B=2'],
  ['[S]\nA-b2=1\n2A=1\nA_b=1\nA b=1\nA\n=1', 'S A-b2=1'],
  ['[S]\nA=b=c', 'S A=b=c'],
  ['[S\nA=1', ' A=1'],
  ['[]\nA=1', ' A=1'],
  ['[S] A=1'],
  ['[S]\r\nA=1\r\n', 'S A=1'],
])('reads %j', (text, ...expected) => {
  const settings = settingsIn(text).map(({ section, name, value }) => `${section} ${name}=${value.text}`);
  expect(settings).toEqual(expected);
});

it('knows where the values are', () => {
  const text = '[Service]\n# x\n A = /a  \nB=/b\n';
  const parts = settingsIn(text).map(({ value }) => {
    const { start, end } = placeOfMapped(value).span;
    return text.slice(start, end);
  });
  expect(parts).toEqual(['/a', '/b']);
});

describe('a calendar event', () => {
  it.each([
    '*-*-* 03:00:00',
    'Mon..Fri 9:00',
    'mon-fri 10:00',
    '*:0/15',
    '03:00',
    'Sun',
    'daily',
    'Weekly UTC',
    '@1700000000',
    '*-*~1',
    '*-01,07-01 00:00:00',
    'Mon,Tue *-*-* 00:00:00 Europe/Berlin',
    'Mon,Wed *-*-* 01..05:00:00 CET',
  ])('may be "%s"', (text) => {
    expect(mayBeCalendarEvent(text)).toBe(true);
  });

  // systemd-analyze calendar refuses each of them.
  it.each([
    '0 3 * * *',
    '*/5 * * * *',
    '0 0 0 * * *',
    '@daily',
    'every 5 minutes',
    'every Monday',
    '5m',
    '10 minutes',
    'daily 03:00',
    '3:00 daily',
    '03:00 *-*-*',
    '4am',
  ])('is not "%s"', (text) => {
    expect(mayBeCalendarEvent(text)).toBe(false);
  });
});
