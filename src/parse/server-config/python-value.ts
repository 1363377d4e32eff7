import { placeOf, type SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { endOfMatch, matchAt } from '../../util/text.js';
import type { Word } from '../shell/word.js';
import { joinWords, variableInPlaceOf, wordIn } from './config-entry.js';

const STRING = /([fF]?)(?:"([^"\\\n]*)"|'([^'\\\n]*)')/y;
const ENVIRONMENT =
  /(?:os\.)?(?:environ\.get|getenv)\(\s*["'](\w+)["']\s*(?:,\s*(?:["']([^"'\\\n${}`]*)["']|(\d+))\s*)?\)|(?:os\.)?environ\[\s*["'](\w+)["']\s*\]/y;
const CONVERSION = /(?:str|int)\(\s*/y;
const OR = /\s+or\s+["']?(\d{1,5})["']?/y;
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
  const isRead = at + match[0].length;
  const other = matchAt(OR, file.text, isRead);
  const end = isRead + (other?.[0].length ?? 0);
  const fallback = match[2] ?? match[3] ?? other?.[1];
  const name = match[1] ?? match[4] ?? '';
  return { word: variableInPlaceOf(placeOf(file, at, end), name, fallback), end };
}

/** `str(…)` or `int(…)` around one of the others. */
function readConversion(file: SourceFile, at: number, read = readInner): Parsed | undefined {
  const start = endOfMatch(CONVERSION, file.text, at);
  const inner = start === undefined ? undefined : read(file, start);
  const close = inner && /^\s*\)/.exec(file.text.slice(inner.end, inner.end + 20));
  return close ? { word: inner.word, end: inner.end + close[0].length } : undefined;
}

const readInner = (file: SourceFile, at: number): Parsed | undefined =>
  readEnvironment(file, at) ?? readName(file, at);

const readField = (file: SourceFile, at: number): Parsed | undefined =>
  readInner(file, at) ?? readConversion(file, at);

/** A number, an environment variable, or a name that is one of these, that begins at `start`. */
export const readPythonNumber = (file: SourceFile, start: number): Parsed | undefined =>
  readDigits(file, start) ?? readField(file, start);

function readDigits(file: SourceFile, at: number): Parsed | undefined {
  const end = endOfMatch(NUMBER, file.text, at);
  return end === undefined ? undefined : { word: wordIn(file, at, end), end };
}

const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /\d{1,9}/y;

/** A name that the file gives one value, and before. */
function readName(file: SourceFile, at: number): Parsed | undefined {
  const match = matchAt(NAME, file.text, at);
  const value = match && valuesOfNames(file).get(match[0]);
  return value && value.end <= at ? { word: value.word, end: at + match[0].length } : undefined;
}

const ASSIGNMENT = /^([ \t]*)([A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?[-+*/%|&]?=(?!=)[ \t]*/gm;

const valuesOfNames = oncePer((file: SourceFile): ReadonlyMap<string, Parsed | undefined> => {
  const { text } = file;
  const values = new Map<string, Parsed | undefined>();
  if (CHANGES_NAMES.test(text)) return values;
  const others = new Set([...text.matchAll(BINDING)].flatMap(namesIn));
  const lastInner = new Map(
    [...text.matchAll(INNER_ASSIGNMENT)].flatMap((match) =>
      namesIn(match).map((name) => [name, match.index]),
    ),
  );
  // Without names from elsewhere, one that is assigned once has that value wherever it is used.
  const lastImport = [...text.matchAll(IMPORT_OF_ALL)].at(-1)?.index;
  for (const match of text.matchAll(ASSIGNMENT)) {
    const [whole, indent = '', name = ''] = match;
    const at = match.index + whole.length;
    if (indent !== '' && isArgument(whole, name, text, at)) continue;
    const isSure = lastImport === undefined || (indent === '' && at > lastImport);
    const isLast = (lastInner.get(name) ?? 0) < at;
    const isOnlyOne = !values.has(name) && isSure && isLast && !/[-+*/%|&]=/.test(whole);
    values.set(name, isOnlyOne && !others.has(name) ? readLiteral(file, at) : undefined);
  }
  return values;
});

/** What may give any name another value. */
const CHANGES_NAMES = /\b(?:exec|globals|locals|vars)\s*\(/;

const IMPORT_OF_ALL = /\bimport\s+\*/g;

/** Parameters, what loops and functions change, and what comes from elsewhere. */
const BINDING =
  /\b(?:def[ \t]+\w+\(([^]{0,1000}?)\)[ \t]*(?:->[^\n:]{0,100})?:|lambda\b([^:\n]{0,200})|for\b([^:\n]{0,200}?)\bin\b|global\b([^\n]{0,200})|import\b([ \t]*\([^)]{0,1000}|[^\n]{0,200})|as[ \t]+(\w+))/g;

/** Assignments that are not at the beginning of a line, or to several names. */
const INNER_ASSIGNMENT =
  /\b([A-Za-z_]\w{0,80})[ \t]{0,5}:=|[:;=][ \t]*([A-Za-z_]\w*)[ \t]*=(?!=)|^[ \t]*[[(]([^\n=]{0,200})[\])][ \t]*=(?!=)|^[ \t]*(\w+[ \t]*,[^\n=()]{0,200})=(?!=)/gm;

const namesIn = (match: RegExpExecArray): string[] =>
  match
    .slice(1)
    .join(' ')
    .match(/[A-Za-z_]\w*/g) ?? [];

/** Whether what looks like an assignment is an argument on a line of its own: `port=port`, `host=HOST,`. */
function isArgument(whole: string, name: string, text: string, at: number): boolean {
  const rest = /[^\n]*/.exec(text.slice(at, at + 200))?.[0].trim() ?? '';
  return /\w=$/.test(whole) && (rest === name || rest.endsWith(','));
}

function readLiteral(file: SourceFile, at: number): Parsed | undefined {
  const value =
    readDigits(file, at) ??
    readPlain(file, at) ??
    readEnvironment(file, at) ??
    readConversion(file, at, readEnvironment);
  return value && endOfMatch(END, file.text, value.end) !== undefined ? value : undefined;
}

/** A string without names in it. */
const readPlain = (file: SourceFile, at: number): Parsed | undefined =>
  /^[fF]/.test(file.text.slice(at, at + 1)) ? undefined : readString(file, at);
