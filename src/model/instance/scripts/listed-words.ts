import type { Guard, ScriptCommand, ShellScript } from '../../../parse/shell/script.js';
import { sliceWord, type Word } from '../../../parse/shell/word.js';
import { oncePer } from '../../../util/once-per.js';
import { textConstants } from './constants.js';

/** See docs/limits.md: each command of a loop goes through all of them. */
const MAX_LISTED = 100;

/**
 * The words that a word of a command stands for, where the script itself lists them: itself, those that a `for` goes through,
 * or those of a variable that the script sets once, to a text. None where the script does not tell, or lists too many.
 */
export function listedWords(word: Word, { guards }: ScriptCommand, script: ShellScript): readonly Word[] {
  if (word.expansions.length === 0) return [word];
  const [, braced, name = braced ?? ''] = VARIABLE.exec(word.text) ?? [];
  const loop = guards.findLast(({ kind, words }) => kind === 'loop' && words?.[0]?.text === name);
  if (loop) return itemsOf(loop);
  const value = textConstants(script).get(name);
  return value ? wordsIn(value) : [];
}

const VARIABLE = /^\$(?:\{(\w+)\}|(\w+))$/;

const atMost = (words: readonly Word[]): readonly Word[] => (words.length > MAX_LISTED ? [] : words);

/** Those of `for NAME in …` that are written as they are. */
const itemsOf = oncePer(({ words = [] }: Guard) =>
  atMost(words.slice(1).filter(({ text, expansions }) => text !== 'in' && expansions.length === 0)),
);

const wordsIn = oncePer((value: Word) =>
  atMost(
    [...value.text.matchAll(/\S+/g)].map(({ 0: text, index }) =>
      sliceWord(value, index, index + text.length),
    ),
  ),
);
