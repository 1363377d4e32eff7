import { readsIn } from '../../../parse/shell/unwrap-command.js';
import type { ScriptCommand, ShellScript } from '../../../parse/shell/script.js';
import { assignmentOf } from '../../../parse/shell/simple-command.js';
import { sliceWord, type Word } from '../../../parse/shell/word.js';
import { oncePer } from '../../../util/once-per.js';

/**
 * The words that a word of a command stands for, where the script itself lists them: itself, those that a `for` goes through,
 * or those of a variable that the script sets once, to a text. None where the script does not tell.
 */
export function listedWords(word: Word, { guards }: ScriptCommand, script: ShellScript): readonly Word[] {
  if (word.expansions.length === 0) return [word];
  const [, braced, name = braced ?? ''] = VARIABLE.exec(word.text) ?? [];
  const loop = guards.findLast(({ kind, words }) => kind === 'loop' && words?.[0]?.text === name);
  const list = loop?.words?.slice(1).filter(({ text }) => text !== 'in') ?? [];
  return list.length > 0
    ? list.filter(({ expansions }) => expansions.length === 0)
    : (constantsOf(script).get(name) ?? []);
}

const VARIABLE = /^\$(?:\{(\w+)\}|(\w+))$/;

/** The variables that a script sets once, to a text, whatever happens, and the words of that text. */
const constantsOf = oncePer((script: ShellScript): ReadonlyMap<string, readonly Word[]> => {
  const constants = new Map<string, readonly Word[]>();
  if (script.commands.some(mayChangeAny)) return constants;
  for (const command of script.commands)
    for (const { name, value } of [
      ...command.assignments,
      ...command.words.flatMap((word) => assignmentOf(word) ?? []),
    ])
      constants.set(
        name.value,
        constants.has(name.value) || !isConstant(command, value) ? [] : wordsIn(value),
      );
  return constants;
});

/** What sets variables that the text does not name. */
const mayChangeAny = ({ words: [program] }: ScriptCommand): boolean =>
  readsIn(program?.text ?? '') || ['eval', 'read', 'mapfile', 'readarray'].includes(program?.text ?? '');

const isConstant = (
  { words, guards, branches, functionName, subshells }: ScriptCommand,
  { expansions }: Word,
): boolean =>
  expansions.length + words.length + guards.length + branches.length + subshells.length === 0 &&
  functionName === undefined;

const wordsIn = (value: Word): Word[] =>
  [...value.text.matchAll(/\S+/g)].map(({ 0: text, index }) => sliceWord(value, index, index + text.length));
