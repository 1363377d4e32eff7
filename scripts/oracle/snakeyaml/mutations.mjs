import { pick } from '../support/random.mjs';

/** What is put into a text: the marks of YAML, what looks like a space or a line break but may not be one, and odd values. */
const PIECES = [
  ...['\n', '\r', '\r\n', ' \n', '\n\n', '\t', ' ', '  ', '\u0085', '\u2028', '\u2029', '\u000b', '\f'],
  ...['\u00a0', '\u2003', '\u200b', '\u3000', '\ufeff', '\u0000', '\u001b', '\u007f', '\u0090', '\ufffe'],
  ...[
    ':',
    ': ',
    ':\t',
    '- ',
    '-',
    '? ',
    '#',
    ' #',
    '# c\n',
    '"',
    "'",
    "''",
    '`',
    '\\',
    '\\x41',
    '\\q',
    '\\\n',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ', ',
    '{}',
    '[]',
    '{a: b}',
    '[a, b]',
    '[,]',
    '{,}',
    '{a}',
    '? a : b',
    '{"a":b}',
  ],
  ...[
    '&a ',
    '*a',
    '*a ',
    '&a',
    '!Ref ',
    '!Sub',
    '!!str ',
    '!!int ',
    '!!binary ',
    '!<x> ',
    '! ',
    '!a!b ',
    '<<: *a\n',
  ],
  ...[
    '|',
    '>',
    '|-\n',
    '>+\n',
    '|2\n',
    '|0\n',
    '>1-\n',
    '| # c\n',
    '---\n',
    '--- ',
    '...\n',
    '%YAML 1.1\n',
    '%X\n',
    '%',
  ],
  ...[
    '@',
    '@a',
    '$',
    '${A}',
    '~',
    'null',
    'yes',
    'off',
    '0755',
    '0o7',
    '08',
    '0x1F',
    '1e3',
    '1_000',
    '12:30:45',
    '.inf',
  ],
  ...[
    '.5',
    '-0',
    '+1',
    '2001-01-01',
    '=',
    '<<',
    'é',
    '\u{1f600}',
    '\u{10ffff}',
    '{{ a }}',
    '<b>',
    '&& ls',
    '| ls',
  ],
];

const anywhere = (random, text) => random(text.length + 1);
const splice = (text, at, length, piece) => text.slice(0, at) + piece + text.slice(at + length);

/** Changes one line of a text: `change` gets the lines and the number of one. */
const onLine = (change) => (random, text) => {
  const lines = text.split('\n');
  const at = random(lines.length);
  change(lines, at, random);
  return lines.join('\n');
};

/** A few characters of which numbers, dates, booleans and the marks of YAML are made. */
export const scalarLike = (random) =>
  Array.from({ length: 1 + random(7) }, () => pick(random, [...'0011789_+-.:eExobaF~TZ?#&*!=<%'])).join('');

/** Every way to change a text, each as likely as the others. */
export const MUTATIONS = {
  insert: (random, text) => splice(text, anywhere(random, text), 0, pick(random, PIECES)),
  insertAtEdge: (random, text) => {
    const edges = [...text.matchAll(/(?<=[\s:,[{"'-])|(?=[\s:,\]}"'])/g)];
    return edges.length > 0 ? splice(text, pick(random, edges).index, 0, pick(random, PIECES)) : text;
  },
  replace: (random, text) => splice(text, anywhere(random, text), 1 + random(3), pick(random, PIECES)),
  remove: (random, text) => splice(text, anywhere(random, text), 1 + random(4), ''),
  removeMark: (random, text) => {
    const marks = [...text.matchAll(/[:\-"'{}[\],#&*!|>\n ]/g)];
    return marks.length > 0 ? splice(text, pick(random, marks).index, 1, '') : text;
  },
  truncate: (random, text) => text.slice(0, anywhere(random, text)),
  removeLine: onLine((lines, at) => lines.splice(at, 1)),
  doubleLine: onLine((lines, at) => lines.splice(at, 0, lines[at])),
  swapLines: onLine((lines, at, random) => {
    const other = random(lines.length);
    [lines[at], lines[other]] = [lines[other], lines[at]];
  }),
  joinLines: onLine((lines, at) => lines.splice(at, 2, `${lines[at]} ${(lines[at + 1] ?? '').trimStart()}`)),
  splitLine: onLine((lines, at, random) => {
    const column = random(lines[at].length + 1);
    lines.splice(at, 1, lines[at].slice(0, column), lines[at].slice(column));
  }),
  indent: onLine((lines, at, random) => {
    lines[at] = pick(random, [' ', '  ', '    ', '\t', '- ', ' \t', '\u00a0']) + lines[at];
  }),
  outdent: onLine((lines, at, random) => {
    lines[at] = lines[at].slice(1 + random(3));
  }),
  comment: onLine((lines, at, random) => {
    lines[at] = pick(random, [(line) => `#${line}`, (line) => `${line} # c`, (line) => `${line}#c`])(
      lines[at],
    );
  }),
  commentLine: onLine((lines, at, random) => lines.splice(at, 0, pick(random, ['# c', '  # c', '#', '']))),
  quoteValue: onLine((lines, at, random) => {
    const quote = pick(random, ['"', "'"]);
    lines[at] = lines[at].replace(/: (.*)$/, (_, value) => `: ${quote}${value}${quote}`);
  }),
  bracketValue: onLine((lines, at, random) => {
    const [open, close] = pick(random, ['[]', '{}', '{]']);
    lines[at] = lines[at].replace(/: (.*)$/, (_, value) => `: ${open}${value}${close}`);
  }),
  replaceValue: onLine((lines, at, random) => {
    lines[at] = lines[at].replace(/: .*$/, () => `: ${pick(random, PIECES)}`);
  }),
  scalarValue: onLine((lines, at, random) => {
    lines[at] = lines[at].replace(
      /: .*$/,
      () => `: ${pick(random, ['', '', '[', '{a: '])}${scalarLike(random)}`,
    );
  }),
  prefixValue: onLine((lines, at, random) => {
    lines[at] = lines[at].replace(/: /, () => `: ${pick(random, PIECES)}`);
  }),
  foldValue: onLine((lines, at, random) => {
    lines[at] = lines[at].replace(
      /: (.*)$/,
      (_, value) => `: ${pick(random, ['|', '>', '>-', '|+'])}\n    ${value}`,
    );
  }),
  tab: (random, text) => {
    const spaces = [...text.matchAll(/ +/g)];
    if (spaces.length === 0) return text;
    const { index, 0: run } = pick(random, spaces);
    return splice(text, index, run.length, '\t');
  },
  lineEnds: (random, text) =>
    text.replaceAll('\n', pick(random, ['\r\n', '\r', '\u0085', '\u2028', '\n\n', ' \n'])),
  flow: (_, text) => `{${text}}`,
  mark: (random, text) =>
    pick(random, ['\ufeff', '---\n', '--- ', '%YAML 1.1\n---\n', '\n\n', '# c\n', '- ']) + text,
  anchor: (random, text) => {
    const lines = text.split('\n');
    const keys = lines.flatMap((line, index) => (/:(?: |$)/.test(line) ? [index] : []));
    if (keys.length < 2) return text;
    const [first, second] = [pick(random, keys), pick(random, keys)].sort((a, b) => a - b);
    lines[first] = lines[first].replace(/:(?= |$)/, ': &a');
    lines[second] = lines[second].replace(
      /:(?: .*)?$/,
      pick(random, [': *a', ':\n      <<: *a', ': [*a, *a]']),
    );
    return lines.join('\n');
  },
};

const NAMES = Object.keys(MUTATIONS);

/** A text with one to three changes; never half of a character, which no file contains. */
export function mutate(random, text) {
  let result = text;
  for (let left = 1 + random(3); left > 0; left--) result = MUTATIONS[pick(random, NAMES)](random, result);
  return result.toWellFormed();
}
