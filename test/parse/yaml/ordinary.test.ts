import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readYaml } from '../../../src/parse/yaml/library/read-yaml.js';
import { readOrdinary } from '../../../src/parse/yaml/ordinary/read-ordinary.js';
import { SourceFile } from '../../../src/source/index.js';
import { REPOSITORY } from '../../support/fixtures.js';
import { runs } from '../../support/runs.js';

const fileOf = (text: string) => new SourceFile('/project/a.config', 'a.config', text);

/** Whether the quick reader takes a text; what it takes it has to read as the library does. */
function isTaken(text: string): boolean {
  const file = fileOf(text);
  const own = readOrdinary(file);
  if (own) expect(own).toEqual(readYaml(file, file, []));
  return own !== undefined;
}

/** Every third one: `npm run oracle -- snakeyaml --own` reads all. */
const fixtures = readdirSync(`${REPOSITORY}fixtures`, { recursive: true, withFileTypes: true })
  .filter((found) => found.isFile() && /\.(?:config|ya?ml|json)$/.test(found.name))
  .map(({ parentPath, name }) => `${parentPath}/${name}`)
  .sort()
  .filter((_, index) => index % 3 === 0)
  .map((path) => readFileSync(path, 'utf8'));

it('is quick with nearly all fixtures, and reads them as the library does', () => {
  expect(fixtures.filter(isTaken).length / fixtures.length).toBeGreaterThan(0.94);
});

const LINES = [
  ...[
    'a:',
    'b: ',
    '"c": \'d\'',
    "e : 'it''s' # f",
    'g: {h: [i, "j"], k: {}}',
    'l: [',
    ']',
    'm: |',
    'n: |-',
    'm: >',
    'n: >-',
  ],
  ...[
    '- o',
    '-',
    '- - p',
    '- q: r',
    '- s:',
    '- |',
    '- >-',
    '- {t: u}',
    '# v',
    '#',
    '',
    ' ',
    'w',
    'x: y z # ',
    'a: 0755',
  ],
];

it('reads lines that are indented in any way as the library does', () => {
  const line = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...LINES));
  const text = fc
    .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, lineBreak, isEnded]) => {
      const indented = lines.map(([depth, own]) => '  '.repeat(depth) + own);
      return indented.join(lineBreak) + (isEnded ? lineBreak : '');
    });
  fc.assert(
    fc.property(text, (one) => void isTaken(one)),
    runs(3000),
  );
});

const PIECES = [
  ...[
    '\n',
    ' ',
    '  ',
    '\t',
    ':',
    ': ',
    '- ',
    '-',
    '#',
    ' # ',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '?',
    '%',
  ],
  ...[
    '&a ',
    '*a',
    '!Ref ',
    '<<',
    '|',
    '>',
    '|+\n',
    '\n---\n',
    '...',
    '@',
    '`',
    '~',
    '\r',
    '\r\n',
    '\u00a0',
    '\u2028',
  ],
  ...['\u0085', '\ufeff', '\u0007', '\ud83d', '\u00e9', '\u{1f600}'],
];

it('reads fixtures with odd signs in them as the library does', () => {
  const change = fc.record({
    text: fc.constantFrom(...fixtures.filter(({ length }) => length < 2000)),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.integer({ min: 0, max: 3 }),
    piece: fc.constantFrom(...PIECES),
  });
  fc.assert(
    fc.property(change, ({ text, at, removed, piece }) => {
      const start = Math.floor(at * text.length);
      isTaken(text.slice(0, start) + piece + text.slice(start + removed));
    }),
    runs(3000),
  );
});

it.each([
  ['a merge key', 'a: {b: 1}\nc:\n  <<: {b: 2}\n'],
  ['a merge key as a value', 'a: <<\n'],
  ['an anchor', 'a: &b c\n'],
  ['an alias', 'a: *b\n'],
  ['a tag', 'a: !Ref b\n'],
  ['a text on two lines', 'a: b\n  c\n'],
  ['quotes on two lines', 'a: "b\n  c"\n'],
  ['a folded text with a line that is indented more', 'a: >\n  b\n   c\n'],
  ['a folded text with a line that begins with a tab', 'a: >\n  b\n  \tc\n'],
  ['an empty item', 'a:\n  -\n  - b\n'],
  ['a key with a question mark', '? a\n: b\n'],
  ['two documents', 'a: 1\n---\nb: 2\n'],
  ['the end of a document', 'a: 1\n...\n'],
  ['a tab', 'a:\tb\n'],
  ['a control character', 'a: \u0007\n'],
  ['a line break of YAML 1.1', 'a: b\u2028c: d\n'],
  ['half of a character', 'a: \ud83d\n'],
  ['a key in a long line', `${'a'.repeat(1030)}: b\n`],
  ['a broken text', 'a: b: c\n'],
  ['a text and nothing else', 'a\n'],
])('leaves %s to the library', (_, text) => {
  expect(readOrdinary(fileOf(text))).toBeUndefined();
});

it.each([
  '',
  '# a\n',
  '---\n# a\nb: c',
  'a:\n- b\nc: "\\"\\n"\n',
  '{"a": [1, "b"]}',
  'a: |\n  b\r\n\r\n  c',
  'a: \u65e5\u672c',
  String.raw`a: "\t\n\r\/\"\\"`,
  String.raw`{"a": "\tb"}`,
  'a: |\n  b\n  \nc: d\n',
  'a: |\n  b\n  \n   \nc: d\n',
  'a: |\n  b\n \n\nc: d\n',
  'a: >-\n  b\n  \n  c\n  \nd: e\n',
])('reads %j', (text) => {
  expect(isTaken(text)).toBe(true);
});

it.each([
  ['a:\n  b:\n    c: d\n    # e\n', 'comments of the innermost map'],
  ['a:\n  b:\n    c: d\n      # e\nf: g\n', 'comments of its last value'],
  ['a:\n  b: |\n    c\n  # d\ne: f\n', 'comments below a text'],
  ['a:\n  b:\n  # c\nd: e\n', 'comments below a value that is left out'],
])('ends maps where the library ends them: %j', (text) => {
  expect(isTaken(text)).toBe(true);
});

it('has the problems of keys that appear twice', () => {
  const file = fileOf('a:\n  b: 1\n  b: 2\n  c: {d: 1, d: 1}\n');
  expect(readOrdinary(file)?.problems.map((problem) => problem.kind)).toEqual([
    'duplicate-key',
    'duplicate-key',
  ]);
  expect(readOrdinary(file)).toEqual(readYaml(file, file, []));
});

it.each([199, 200, 201])('reads %i maps and lists in each other, or leaves them to the library', (depth) => {
  const inBrackets = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const inLines = Array.from({ length: depth }, (_, index) => `${' '.repeat(index)}a:\n`).join('');
  for (const text of [inBrackets, inLines, `${'- '.repeat(depth)}a\n`])
    expect(isTaken(text)).toBe(depth <= 200);
});

const MANY = 200_000;

it.each([
  ['lines', 'a: b\n'.repeat(MANY)],
  ['empty lines', `a: b\n${'\n'.repeat(MANY)}c: d\n`],
  ['comments', `a: b\n${' # c\n'.repeat(MANY)}`],
  ['words', `a: ${'b '.repeat(MANY)}`],
  ['colons', `a: ${'b:'.repeat(MANY)}c`],
  ['quotes', `a: '${"''".repeat(MANY)}'`],
  ['escapes', `a: "${'\\n'.repeat(MANY)}"`],
  ['lines of a text', `a: |\n${'  b\n\n'.repeat(MANY)}`],
  ['items in brackets', `[${'1, '.repeat(MANY)}2]`],
])('reads a text of many %s', (_, text) => {
  expect(readOrdinary(fileOf(text))?.root?.place.span.start).toBe(0);
});
