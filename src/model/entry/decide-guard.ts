import type { Guard } from '../../parse/shell/script.js';
import type { Word } from '../../parse/shell/word.js';

/** A word as the shell reads it; undefined where the text does not tell. */
export type ReadWord = (word: Word) => string | undefined;

/** Whether the command of a condition succeeds, or the pattern fits; undefined where the text does not tell. */
export function decideGuard(guard: Guard, read: ReadWord): boolean | undefined {
  if (guard.kind === 'case') return decideCase(guard, read);
  if (!guard.command) return undefined;
  return decideTest(guard.command.words, read);
}

/** Whether the patterns of this arm are the first that fit. */
function decideCase({ words = [], arms = [], arm = 0 }: Guard, read: ReadWord): boolean | undefined {
  const [subject] = words;
  const text = subject && read(subject);
  if (text === undefined) return undefined;
  for (const [index, { patterns }] of arms.slice(0, arm + 1).entries()) {
    const fits = fitsOne(text, patterns);
    if (fits !== false) return fits && index === arm;
  }
  return false;
}

function fitsOne(text: string, patterns: readonly Word[]): boolean | undefined {
  const results = patterns.map((pattern) => fits(text, pattern));
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

const fits = (text: string, { text: pattern, expansions }: Word): boolean | undefined => {
  if (expansions.length === 0) return pattern === text;
  return pattern === '*' ? true : undefined;
};

/** `[ "$1" = ws ]`, `[[ $1 == ws ]]`, `test -z "$1"`, `[ ! -n "$1" ]`. */
function decideTest(words: readonly Word[], read: ReadWord): boolean | undefined {
  const operands = operandsOf(words);
  const [first, second, third, ...others] = operands ?? [];
  if (!first || others.length > 0) return undefined;
  if (first.text === '!' && second) return not(decideOperands([second, third], read));
  return decideOperands([first, second, third], read);
}

function operandsOf([program, ...rest]: readonly Word[]): readonly Word[] | undefined {
  if (program?.text === 'test') return rest;
  const end = program && CLOSING.get(program.text);
  return end !== undefined && rest.at(-1)?.text === end ? rest.slice(0, -1) : undefined;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['[[', ']]'],
]);

function decideOperands(
  [first, second, third]: readonly (Word | undefined)[],
  read: ReadWord,
): boolean | undefined {
  if (!first) return undefined;
  if (!second) return isNotEmpty(first, read);
  if (!third) return UNARY.get(first.text)?.(second, read);
  return BINARY.get(second.text)?.(first, third, read);
}

const isNotEmpty = (word: Word, read: ReadWord): boolean | undefined => {
  const text = read(word);
  return text === undefined ? undefined : text !== '';
};

const isSame = (a: Word, b: Word, read: ReadWord): boolean | undefined => {
  const [textA, textB] = [read(a), read(b)];
  return textA === undefined || textB === undefined ? undefined : textA === textB;
};

const not = (result: boolean | undefined): boolean | undefined =>
  result === undefined ? undefined : !result;

const UNARY: ReadonlyMap<string, (word: Word, read: ReadWord) => boolean | undefined> = new Map([
  ['-n', isNotEmpty],
  ['-z', (word, read) => not(isNotEmpty(word, read))],
]);

const BINARY: ReadonlyMap<string, (a: Word, b: Word, read: ReadWord) => boolean | undefined> = new Map([
  ['=', isSame],
  ['==', isSame],
  ['!=', (a, b, read) => not(isSame(a, b, read))],
]);
