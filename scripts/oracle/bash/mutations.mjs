import { pick } from '../support/random.mjs';

/** What has a meaning to a shell. */
const PIECES = [
  ...['\n', ' ', '\t', ';', ';;', '&', '&&', '|', '||', '|&', ';&', ';;&', '(', ')', '{', '}', '((', '))'],
  ...[
    '[[',
    ']]',
    '[[ ',
    ' ]]',
    '<',
    '>',
    '>>',
    '<<',
    '<<<',
    '<(',
    '>(',
    '2>&1',
    '>&',
    '&>',
    '$(',
    '${',
    '$((',
    '`',
  ],
  ...[
    '"',
    "'",
    '\\',
    '$',
    '#',
    ' # ',
    '!',
    '! ',
    '=',
    '=(',
    '*',
    '?',
    '@(',
    '!(',
    '\r',
    '\\\n',
    '<<E\na\nE\n',
  ],
  ...[' if ', ' then ', ' else ', ' elif ', ' fi ', ' for ', ' in ', ' do ', ' done ', ' while ', ' until '],
  ...[
    ' case ',
    ' esac ',
    ' function ',
    ' select ',
    ' time ',
    ' coproc ',
    'f() ',
    '() ',
    ' { ',
    '; }',
    ' a ',
    ' -a ',
  ],
];

const RESERVED =
  /\b(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac|function)\b|[[\]{}]{1,2}|;;?|[|&]{1,2}/g;
const anywhere = (random, text) => random(text.length + 1);
const splice = (text, at, length, piece) => text.slice(0, at) + piece + text.slice(at + length);

const onLine = (change) => (random, text) => {
  const lines = text.split('\n');
  const at = random(lines.length);
  change(lines, at, random);
  return lines.join('\n');
};

const onMatch = (pattern, change) => (random, text) => {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const { index, 0: found } = pick(random, matches);
  return splice(text, index, found.length, change(random, found));
};

const MUTATIONS = [
  (random, text) => splice(text, anywhere(random, text), 0, pick(random, PIECES)),
  onMatch(/(?<=[\s;()])|(?=[\s;()])/g, (random) => pick(random, PIECES)),
  (random, text) => splice(text, anywhere(random, text), 1 + random(3), pick(random, PIECES)),
  (random, text) => splice(text, anywhere(random, text), 1 + random(4), ''),
  onMatch(/["'`$(){}[\];&|<>\\\n ]/g, () => ''),
  onMatch(RESERVED, () => ''),
  onMatch(RESERVED, (random) => pick(random, PIECES)),
  onMatch(RESERVED, (_, found) => `${found} ${found}`),
  (random, text) => text.slice(0, anywhere(random, text)),
  onLine((lines, at) => lines.splice(at, 1)),
  onLine((lines, at) => lines.splice(at, 0, lines[at])),
  onLine((lines, at, random) => {
    const other = random(lines.length);
    [lines[at], lines[other]] = [lines[other], lines[at]];
  }),
  onLine((lines, at) => lines.splice(at, 2, `${lines[at]} ${(lines[at + 1] ?? '').trimStart()}`)),
  onLine((lines, at) => {
    lines[at] = `# ${lines[at]}`;
  }),
  (_, text) => text.replaceAll('\n', '\r\n'),
  onLine((lines, at) => {
    lines[at] = `${lines[at]}\r`;
  }),
];

/** A text with one or two changes; never half of a character, which no file contains, and no null, which bash leaves out. */
export function mutate(random, text) {
  let result = text;
  for (let left = 1 + random(2); left > 0; left--) result = pick(random, MUTATIONS)(random, result);
  return result.toWellFormed().replaceAll('\0', '');
}
