import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skippedLines } from '../../src/model/entry/procfile-lines.js';
import { parseProcfile } from '../../src/parse/procfile.js';
import type { Place } from '../../src/source/index.js';
import { positionsOf, SourceFile } from '../../src/source/index.js';
import { runs } from '../support/runs.js';

const parse = (text: string) => parseProcfile(new SourceFile('/app/Procfile', 'Procfile', text));
const textAt = ({ file, span }: Place) => file.text.slice(span.start, span.end);
const entriesOf = (text: string) =>
  parse(text).entries.map(({ name, command }) => [name.value, command.text]);
const linesOf = (text: string) =>
  parse(text).lines.map((line) => ('reason' in line ? line.reason : line.kind));

describe('entries', () => {
  it.each<[string, [string, string][]]>([
    ['web: gunicorn app', [['web', 'gunicorn app']]],
    ['web:gunicorn app\n', [['web', 'gunicorn app']]],
    [
      'web: \t a b  \nws: c',
      [
        ['web', 'a b'],
        ['ws', 'c'],
      ],
    ],
    [
      'web: a\r\nws: b\r\n',
      [
        ['web', 'a'],
        ['ws', 'b'],
      ],
    ],
    ['\uFEFFweb: a', [['web', 'a']]],
    ['My-web_1: a: b', [['My-web_1', 'a: b']]],
    [
      'web: a\nweb: b',
      [
        ['web', 'a'],
        ['web', 'b'],
      ],
    ],
    ['web: # a', [['web', '# a']]],
    ['', []],
  ])('of %j', (text, expected) => expect(entriesOf(text)).toEqual(expected));

  it('know their places', () => {
    const [, entry] = parse('\uFEFF# x\r\nweb:  daphne app \r\n').entries.concat(
      parse('\uFEFF# x\r\nweb:  daphne app \r\n').entries,
    );
    expect(textAt(entry!.name.place)).toBe('web');
    expect(textAt(entry!.place)).toBe('web:  daphne app');
    expect(positionsOf(entry!.commands[0]!.words[0]!.place).start).toEqual({ line: 2, column: 7 });
  });

  it('have their commands taken apart', () => {
    const [entry] = parse('web: cd x && gunicorn app').entries;
    expect(entry!.commands.map(({ words }) => words.map(textOf))).toEqual([
      ['cd', 'x'],
      ['gunicorn', 'app'],
    ]);
  });
});

const textOf = ({ text }: { text: string }) => text;

describe('refused lines', () => {
  it.each<[string, string[]]>([
    ['web: a\n\nws: b\n', ['empty']],
    ['web: a\n', []],
    ['web: a\n\n', ['empty']],
    ['web: a\r\n  \r\n', ['empty']],
    ['# a', ['comment']],
    ['  # a', ['comment']],
    [' web: a', ['indented']],
    [': a', ['no-name']],
    ['web : a', ['space-before-colon']],
    ['web:', ['no-command']],
    ['web:   ', ['no-command']],
    ['my.app: a', ['bad-name']],
    ['my app: a', ['bad-name']],
    ['- web: a', ['hyphen']],
    ['-   web: a', ['hyphen']],
    ['-web : a', ['bad-name']],
    ['- my app: a', ['bad-name']],
    ['"web": a', ['bad-name']],
    ['wéb: a', ['bad-name']],
    ['<<<<<<< HEAD\nweb: a\n=======\nweb: b\n>>>>>>> other', ['conflict', 'conflict', 'conflict']],
    ['||||||| base', ['conflict']],
    ['<<<<<<<HEAD', ['no-colon']],
    ['========', ['no-colon']],
    ['web gunicorn app', ['no-colon']],
    ['web gunicorn app:app', ['no-colon']],
    ['   --bind :8000', ['no-colon']],
    ['web: gunicorn \\\n  --bind :8000', ['continued']],
    ['web: gunicorn \\ \r\n  app:app', ['continued']],
    ['# \\\nweb: a', ['comment']],
    ['-\tweb: a', ['hyphen']],
    ['- my-web_1:\ta', ['hyphen']],
    ['- web:a', ['no-colon']],
    ['x- web: a', ['bad-name']],
    ['my-web_1\t: a', ['space-before-colon']],
    ['-web: a\n', []],
    ['my web : a', ['bad-name']],
    ['<<<<<<<', ['conflict']],
    ['<<<<<<<\tHEAD', ['conflict']],
    ['>>>>>>>> a', ['no-colon']],
    ['<<<<<< a', ['no-colon']],
    ['\tweb: a', ['indented']],
    ['http://a.com', []],
    ['a b:c', ['no-colon']],
    ['a b:\tc', ['bad-name']],
    ['a.b:', ['no-command']],
    ['web: a\n\\\nws: b', ['no-colon']],
  ])('of %j', (text, expected) => expect(linesOf(text)).toEqual(expected));

  it('are where their text is', () => {
    const { lines } = parse('web: a\n  bad line \n\n');
    expect(lines.map(({ place }) => textAt(place))).toEqual(['bad line', '']);
    expect(lines.map(({ place }) => positionsOf(place).start.line)).toEqual([2, 3]);
  });
});

describe('comments and blank lines', () => {
  it.each<[string, string[]]>([
    ['web: a\n', []],
    ['# a\n# b\nweb: a\n', ['2 comment # a\n# b']],
    ['# a\n\n# b\nweb: a\n', ['1 comment # a', '1 empty ', '1 comment # b']],
    ['web: a\n\n \nb: c\n', ['2 empty \n ']],
    ['# a\nweb: a\n\n', ['1 comment # a', '1 empty ']],
    ['# a\nno process\n# b\n', ['1 comment # a', '1 comment # b']],
    ['no process\n', []],
  ])('of %j are one block where nothing is between them', (text, expected) => {
    const blocks = skippedLines(parse(text));
    expect(blocks.map(({ kind, count, place }) => `${count} ${kind} ${textAt(place)}`)).toEqual(expected);
  });
});

describe('any text', () => {
  const procfileText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('web', ':', ' ', '\n', '\r\n', '\r', '#', 'a', '"', '\\', '\uFEFF'), {
        maxLength: 40,
      })
      .map((parts) => parts.join('')),
  );

  it("is read as Elastic Beanstalk's pattern reads it", () => {
    fc.assert(
      fc.property(procfileText, (text) => {
        const { file, entries, lines } = parse(text);
        const all = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
        if (all.at(-1) === '') all.pop();
        const right = all.filter((line) => /^[A-Za-z0-9_-]+:[ \t\f\v]*[^ \t\f\v].*$/s.test(line));
        expect(entries).toHaveLength(right.length);
        expect(entries.length + lines.length).toBe(all.length);
        for (const { place } of [...entries, ...lines])
          expect(place.span.end).toBeLessThanOrEqual(file.text.length);
      }),
      runs(500),
    );
  });
});
