import { describe, expect, it } from 'vitest';
import { commandEntries } from '../../src/model/bundle/config-files.js';
import { procfile } from '../../src/model/platform/procfile.js';
import { scheduleFault } from '../../src/parse/cron-schedule.js';
import { isTrue, literalBoolean, literalNumber } from '../../src/source/index.js';
import { splitWords, trim, trimEnd } from '../../src/util/text.js';
import { projectOf } from '../support/fixtures.js';

it.each([
  ['', ''],
  [' \t a b \r\n\f\v', 'a b'],
  ['\u00a0a\u3000', '\u00a0a\u3000'],
  ['\ufeffa', '\ufeffa'],
  ['   ', ''],
])('trims %j to %j', (text, trimmed) => {
  expect(trim(text)).toBe(trimmed);
});

it('trims the end only', () => {
  expect(trimEnd(' a \n')).toBe(' a');
});

it('splits words', () => {
  expect(splitWords(' a\t b\n')).toEqual(['a', 'b']);
  expect(splitWords(' ')).toEqual([]);
});

describe.each<[string, string, boolean]>([
  ['a space', ' ', true],
  ['a tab', '\t', true],
  ['a vertical tab', '\v', true],
  ['a form feed', '\f', true],
  ['a no-break space', '\u00a0', false],
  ['a full-width space', '\u3000', false],
  ['a byte order mark', '\ufeff', false],
  ['a next line', '\u0085', false],
  ['a line separator', '\u2028', false],
])('%s', (_, character, isSpace) => {
  const { place } = procfile(projectOf({ Procfile: 'web: a' }))!.entries[0]!;
  const valueOf = (text: string) => ({ kind: 'literal' as const, text, place });

  it('around a number and a boolean', () => {
    expect(literalNumber(valueOf(`5000${character}`))).toBe(isSpace ? 5000 : undefined);
    expect(literalBoolean(valueOf(`${character}true`))).toBe(isSpace ? true : undefined);
  });

  it('in a schedule', () => {
    expect(scheduleFault(`0${character}* * * *`) === undefined).toBe(isSpace);
  });

  it('at the end of a Procfile', () => {
    const { entries } = procfile(projectOf({ Procfile: `web: a${character}` }))!;
    expect(entries[0]?.command.text).toBe(isSpace ? 'a' : `a${character}`);
  });

  // To YAML these two are line breaks, and become spaces.
  it.skipIf(character === '\u0085' || character === '\u2028')('around a boolean of a command', () => {
    const text = `commands:\n  a:\n    command: b\n    ignoreErrors: "true${character === '\v' || character === '\f' ? '\\x0b' : character}"\n`;
    const [command] = commandEntries(projectOf({ '.ebextensions/a.config': text }));
    expect(isTrue(command?.ignoreErrors)).toBe(isSpace);
  });
});
