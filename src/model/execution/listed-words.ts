import type { Guard, ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import { sliceWord, type Word } from '../../parse/shell/word.js';
import { groupBy } from '../../util/collections.js';
import { MAX_LOOP_WORDS } from '../../util/limits.js';
import { oncePer, oncePerText } from '../../util/memo.js';
import { textConstants } from './constants.js';

/**
 * The words that a word of a command may be, where the script itself lists them: itself, those that a `for` goes
 * through, those that it gives to the function in which the command is, or those of a variable that it sets once, to a
 * text. None where the script does not tell, or lists too many.
 */
export function listedWords(
  word: Word,
  { guards, functionName }: ScriptCommand,
  script: ShellScript,
): readonly Word[] {
  if (word.expansions.length === 0) return [word];
  const [, parameter] = PARAMETER.exec(word.text) ?? [];
  if (parameter !== undefined)
    return functionName === undefined ? [] : literalsIn(argumentsOf(functionName, parameter, script));
  const [, braced, name = braced ?? ''] = VARIABLE.exec(word.text) ?? [];
  const loop = guards.findLast(({ kind, words }) => kind === 'loop' && words?.[0]?.text === name);
  if (loop) return itemsOf(loop);
  const value = textConstants(script).get(name);
  return value ? wordsIn(value) : [];
}

const VARIABLE = /^\$(?:\{(\w+)\}|(\w+))$/;

const PARAMETER = /^\$\{?([@*1-9])\}?$/;

const literalsAmong = (words: readonly Word[]): readonly Word[] =>
  words.filter(({ expansions }) => expansions.length === 0);

const literalsIn = oncePer((words: readonly Word[]) => atMost(literalsAmong(words)));

const atMost = (words: readonly Word[]): readonly Word[] => (words.length > MAX_LOOP_WORDS ? [] : words);

/** Those of `for NAME in …` that are written as they are. */
const itemsOf = oncePer(({ words = [] }: Guard) =>
  atMost(literalsAmong(words.slice(1)).filter(({ text }) => text !== 'in')),
);

const wordsIn = oncePer((value: Word) =>
  atMost(
    [...value.text.matchAll(/\S+/g)].map(({ 0: text, index }) =>
      sliceWord(value, index, index + text.length),
    ),
  ),
);

/**
 * What a script gives to a function of its own, wherever it calls that whatever happens: for `@` and `*` every argument, for
 * a number the one at that place. None where the function changes its arguments.
 */
const argumentsOf = (name: string, parameter: string, script: ShellScript): readonly Word[] =>
  givenTo(script, `${parameter} ${name}`);

const givenTo = oncePerText((script: ShellScript, parameterAndName: string): readonly Word[] => {
  const [parameter = '', name = ''] = parameterAndName.split(' ');
  const { calls, changing } = functionsIn(script);
  if (changing.has(name)) return [];
  return (calls.get(name) ?? []).flatMap((args) =>
    parameter === '@' || parameter === '*' ? args : (args[Number(parameter) - 1] ?? []),
  );
});

interface Functions {
  /** The arguments of each call, by the name of the function. */
  readonly calls: ReadonlyMap<string, readonly (readonly Word[])[]>;
  /** Those that move on among their arguments, or replace them. */
  readonly changing: ReadonlySet<string>;
}

const CHANGES: ReadonlySet<string> = new Set(['shift', 'set', 'getopts']);

const functionsIn = oncePer(({ commands }: ShellScript): Functions => {
  const names = new Set(commands.flatMap(({ functionName }) => functionName ?? []));
  const calls = groupBy(commands.filter(isUnconditional), ({ words: [program] }) =>
    program && names.has(program.text) ? [program.text] : [],
  );
  return {
    calls: new Map([...calls].map(([name, all]) => [name, all.map(({ words }) => words.slice(1))])),
    changing: new Set(
      commands.flatMap(({ functionName, words: [program] }) =>
        functionName !== undefined && CHANGES.has(program?.text ?? '') ? [functionName] : [],
      ),
    ),
  };
});

const isUnconditional = ({ guards, functionName }: ScriptCommand): boolean =>
  guards.length === 0 && functionName === undefined;
