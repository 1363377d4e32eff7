import { placeOf, type SourceFile } from '../../source/index.js';
import type { Word } from '../shell/word.js';
import { endOfMatch, matchAt } from '../../util/match-at.js';
import { oncePer } from '../../util/once-per.js';
import { joinWords, variableInPlaceOf, wordIn } from './config-entry.js';

const STRING = /([fF]?)(?:"([^"\\\n]*)"|'([^'\\\n]*)')/y;
const ENVIRONMENT =
  /(?:os\.)?(?:environ\.get|getenv)\(\s*["'](\w+)["']\s*(?:,\s*(?:["']([^"'\\\n${}`]*)["']|(\d+))\s*)?\)|(?:os\.)?environ\[\s*["'](\w+)["']\s*\]/y;
const STR = /str\(\s*/y;
const PLUS = /[ \t]*\+[ \t]*/y;
const END = /[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y;
const FIELD = /\{([^{}]*)\}/g;

interface Parsed {
  readonly word: Word;
  readonly end: number;
}

/** A Python expression of literals and environment variables that begins at `start`, as a text with variables in it. */
export function readPythonText(file: SourceFile, start: number, isWhole = true): Parsed | undefined {
  const words: Word[] = [];
  let at = start;
  for (;;) {
    const part = readString(file, at) ?? readField(file, at);
    if (!part) return undefined;
    words.push(part.word);
    const next = endOfMatch(PLUS, file.text, part.end);
    if (next === undefined) {
      const word = joinWords(words);
      const isEnd = !isWhole || endOfMatch(END, file.text, part.end) !== undefined;
      return word && isEnd ? { word, end: part.end } : undefined;
    }
    at = next;
  }
}

function readString(file: SourceFile, at: number): Parsed | undefined {
  const match = matchAt(STRING, file.text, at);
  if (!match) return undefined;
  const end = at + match[0].length;
  const text = match[2] ?? match[3] ?? '';
  const start = end - 1 - text.length;
  if (match[1] === '') return text.includes('\n') ? undefined : { word: wordIn(file, start, end - 1), end };
  const word = formatted(file, start, text);
  return word && { word, end };
}

/** `f"0.0.0.0:{os.environ.get('PORT', 5000)}"`. */
function formatted(file: SourceFile, start: number, text: string): Word | undefined {
  const words: Word[] = [];
  let from = 0;
  for (const match of text.matchAll(FIELD)) {
    words.push(wordIn(file, start + from, start + match.index));
    const field = readField(file, start + match.index + 1);
    const end = match.index + match[0].length;
    if (field?.end !== start + end - 1) return undefined;
    words.push(field.word);
    from = end;
  }
  words.push(wordIn(file, start + from, start + text.length));
  return joinWords(words.filter((word) => word.text !== '')) ?? wordIn(file, start, start);
}

function readEnvironment(file: SourceFile, at: number): Parsed | undefined {
  const match = matchAt(ENVIRONMENT, file.text, at);
  if (!match) return undefined;
  const end = at + match[0].length;
  const fallback = match[2] ?? match[3];
  const name = match[1] ?? match[4] ?? '';
  return { word: variableInPlaceOf(placeOf(file, at, end), name, fallback), end };
}

/** `str(…)` around one of the others. */
function readStr(file: SourceFile, at: number): Parsed | undefined {
  const start = endOfMatch(STR, file.text, at);
  const inner = start === undefined ? undefined : (readEnvironment(file, start) ?? readName(file, start));
  const close = inner && /^\s*\)/.exec(file.text.slice(inner.end, inner.end + 20));
  return close ? { word: inner.word, end: inner.end + close[0].length } : undefined;
}

const readField = (file: SourceFile, at: number): Parsed | undefined =>
  readEnvironment(file, at) ?? readStr(file, at) ?? readName(file, at);

const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /\d{1,9}/y;

/** A name that the file gives one value, at its top level and before. */
function readName(file: SourceFile, at: number): Parsed | undefined {
  const match = matchAt(NAME, file.text, at);
  const value = match && valuesOfNames(file).get(match[0]);
  return value && value.end <= at ? { word: value.word, end: at + match[0].length } : undefined;
}

const ASSIGNMENT = /^([ \t]*)([A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?[-+*/%|&]?=(?!=)[ \t]*/gm;

const valuesOfNames = oncePer((file: SourceFile): ReadonlyMap<string, Parsed | undefined> => {
  const values = new Map<string, Parsed | undefined>();
  for (const match of file.text.matchAll(ASSIGNMENT)) {
    const [whole, indent = '', name = ''] = match;
    const isOnlyOne = !values.has(name) && indent === '' && !/[-+*/%|&]=/.test(whole);
    values.set(name, isOnlyOne ? readLiteral(file, match.index + whole.length) : undefined);
  }
  return values;
});

function readLiteral(file: SourceFile, at: number): Parsed | undefined {
  const end = endOfMatch(NUMBER, file.text, at);
  const value =
    end === undefined
      ? (readPlain(file, at) ?? readEnvironment(file, at))
      : { word: wordIn(file, at, end), end };
  return value && endOfMatch(END, file.text, value.end) !== undefined ? value : undefined;
}

/** A string without names in it. */
const readPlain = (file: SourceFile, at: number): Parsed | undefined =>
  /^[fF]/.test(file.text.slice(at, at + 1)) ? undefined : readString(file, at);
