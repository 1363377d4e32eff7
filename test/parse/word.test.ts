import { describe, expect, it } from 'vitest';
import { parseScript } from '../../src/parse/shell/script.js';
import {
  firstIndexInWord,
  lastIndexInWord,
  mappedText,
  sliceWord,
  type Word,
} from '../../src/parse/shell/word.js';
import { SourceFile } from '../../src/source/index.js';

function wordOf(text: string): Word {
  const file = new SourceFile('/app/Procfile', 'Procfile', text);
  return parseScript(mappedText(file, 0, text.length)).commands[0]!.words[0]!;
}

describe('a part of a word', () => {
  it.each([
    ['$HOST:5000', 6, undefined, []],
    ['${A}5000', 4, undefined, []],
    ['5000$A', 0, 4, []],
    ['ab$C:d', 1, undefined, [{ start: 1, end: 3 }]],
    ['ab${CD}e', 3, 5, [{ start: 0, end: 2 }]],
  ])('of %s from %i to %s', (text, start, end, expansions) => {
    expect(sliceWord(wordOf(text), start, end)).toMatchObject({
      text: text.slice(start, end),
      kind: expansions.length > 0 ? 'dynamic' : 'literal',
      place: { span: { start, end: end ?? text.length } },
      expansions,
    });
  });
});

/** What the shell reads as one word: the rest is another. */
it.each([
  ['$(case $x in (a) b;; esac)', 'c'],
  ['$(case $x in a) b;; esac; d)', 'c'],
  ['$(case $x in a) case y in b) c;; esac;; esac)', 'd'],
  ['$(case$x in a)', 'c'],
  ['$(a; case x in b) esac)', 'c'],
  ['$(a # )\nb)', 'c'],
  ['$(a#)', 'c'],
  ['$(a;# )\n)', 'c'],
  ['$((1 << 2))', 'c'],
  ['$((1 << 2)\n)', 'c'],
  ['$(cat <<E\n)\nE\n)', 'c'],
  ['$(cat <<-E\n)\n\tE\n)', 'c'],
  ["$(cat <<'E F'\n)\nE F\n)", 'c'],
  ['$(cat << "E"\n)\nE\n)', 'c'],
  ['$(cat <<\\E\n)\nE\n)', 'c'],
  ['$(cat <<E\n)\nE\r\n)', 'c'],
  ['$(cat <<<E\n)', 'c'],
  ['$(cat <<E\n)', '\nEE\n) c'],
  ['$(a \')\' \\) ")")', 'c'],
  ["${a:-')'}", 'c'],
  ['${a:-"}"}', 'c'],
  ['${a:-${b}}', 'c'],
  ['${a:-$(b })}', 'c'],
  ['`a \\` )`', 'c'],
])('of %j is a word', (text, next) => {
  const file = new SourceFile('/app/Procfile', 'Procfile', `${text} ${next}`);
  const [command] = parseScript(mappedText(file, 0, file.text.length)).commands;
  const { span } = command!.words[0]!.place;
  expect(file.text.slice(span.start, span.end)).toBe(text);
});

it.each(['$(a ")")', '$(a "(")', '(${a}', '`a "b"`', '${a:-"b"}'])('of "%s" in quotes is a word', (text) => {
  expect(wordOf(`"${text}" c`).text).toBe(text);
});

it('knows what the shell replaces in order', () => {
  expect(wordOf('*$A?').expansions).toEqual([
    { start: 0, end: 1 },
    { start: 1, end: 3 },
    { start: 3, end: 4 },
  ]);
});

describe('a character outside of what the shell replaces', () => {
  it.each([
    ['a:b:c', 1, 3],
    ['$(x:y):5', 6, 6],
    ['a:$(x:y)', 1, 1],
    ['a:`:x`', 1, 1],
    ['$(a:b)${c:d}', -1, -1],
    ['$(a:b):${c:d}:$(e:f)', 6, 13],
    ['abc', -1, -1],
  ])('of %s is at %i first and at %i last', (text, first, last) => {
    expect(firstIndexInWord(wordOf(text), ':')).toBe(first);
    expect(lastIndexInWord(wordOf(text), ':')).toBe(last);
  });
});
