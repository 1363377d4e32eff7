import type { ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import type { Word } from '../../parse/shell/word.js';
import { groupBy } from '../../util/group-by.js';
import { oncePer, oncePerText } from '../../util/once-per.js';

/**
 * What a script gives to a function of its own, wherever it calls that whatever happens: for `@` and `*` every argument, for
 * a number the one at that place. None where the function changes its arguments.
 */
export const argumentsOf = (name: string, parameter: string, script: ShellScript): readonly Word[] =>
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
