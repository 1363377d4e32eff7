import { allScripts } from '../../model/cron/cron-files.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import {
  type Guard,
  type ScriptCommand,
  type ShellScript,
  substitutionsIn,
} from '../../parse/shell/script.js';
import { assignmentOf, type SimpleCommand } from '../../parse/shell/simple-command.js';
import { readsIn } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import type { EachRule } from '../rule.js';

export const invertedTest: EachRule<InstanceScript> = {
  meta: {
    summary: 'A branch that runs only without a value passes this value to a program',
    why: 'In the branch of if [ -z "$ID" ], the variable ID is empty, and a program that gets it as an argument gets nothing. Probably the opposite test was intended: with a value, the branch is skipped.',
    consequence: 'silently-ignored',
    references: ['posix:test', 'guide:customize-containers-ec2#linux-commands'],
  },
  each: allScripts,
  *check({ text, script }) {
    if (!/-[nz]\b/.test(text)) return;
    const reported = new Set<SimpleCommand>();
    for (const command of script.commands)
      for (const guard of command.guards) {
        const variable = emptyIn(guard);
        if (variable === undefined || !guard.command || reported.has(guard.command)) continue;
        const use = lastChange(script).get(variable) ?? -1;
        const operator = guard.command.words.find(({ text: own }) => /^-[nz]$/.test(own));
        const word =
          use > (operator?.place.span.start ?? 0) ? undefined : passedTo(command, variable, script);
        if (!word || !operator) continue;
        reported.add(guard.command);
        yield {
          at: operator.place,
          message: `"$${variable}" is empty in the branch that passes it to a program`,
          help: `Use \`${operator.text === '-z' ? '-n' : '-z'}\`, or delete the argument.`,
          related: [{ at: word.place, note: 'empty here' }],
        };
      }
  },
};

/** The variable that is empty where a condition is met; undefined for any other condition. */
function emptyIn({ kind, command, expected, isAsked }: Guard): string | undefined {
  if (kind !== 'test' || !command || !isAsked) return undefined;
  const [program, ...rest] = command.words;
  if (!/^(?:\[\[?|test)$/.test(program?.text ?? '')) return undefined;
  const [operator, word, ...others] = program?.text === 'test' ? rest : rest.slice(0, -1);
  if (operator?.text !== (expected ? '-z' : '-n') || others.length > 0) return undefined;
  return variableOf(word);
}

const variableOf = (word: Word | undefined): string | undefined =>
  /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))$/
    .exec(word?.text ?? '')
    ?.slice(1)
    .find((name) => name !== undefined);

/** Where a script last may change each of its variables; those that a name is given to by any word are among them. */
const lastChange = oncePer(({ commands }: ShellScript): ReadonlyMap<string, number> => {
  const changes = new Map<string, number>();
  const reader = commands.findLast(({ words }) => readsIn(words[0]?.text ?? '') || words[0]?.text === 'eval');
  for (const { words, assignments, guards, place } of commands) {
    const names = [
      ...[...assignments, ...words.flatMap((word) => assignmentOf(word) ?? [])].map(({ name }) => name.value),
      ...words.map(({ text }) => text),
      ...guards.flatMap(({ kind, words: list }) => (kind === 'loop' ? (list?.[0]?.text ?? []) : [])),
    ];
    for (const name of names) changes.set(name, Math.max(place.span.start, reader?.place.span.start ?? 0));
  }
  return changes;
});

/** Programs that only say something, or change the shell. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['[', '[[', 'test', ':', 'echo', 'printf', 'logger', 'export', 'unset', 'declare', 'local', 'readonly'],
  ...['typeset', 'read', 'set', 'shift', 'exit', 'return', 'true', 'false', 'exec', 'eval', 'env'],
]);

/** The argument of a program that is the whole variable: not of one that only says something, or of a function. */
function passedTo(command: ScriptCommand, variable: string, script: ShellScript): Word | undefined {
  const inner = [...command.words, ...command.assignments.map(({ value }) => value)]
    .flatMap(substitutionsIn)
    .flatMap(({ commands }) => commands);
  for (const { words } of [command, ...inner]) {
    const [program, ...args] = words;
    const name = baseName(program?.text ?? '');
    if (OTHERS.has(name) || functionsOf(script).has(name)) continue;
    const word = args.find((arg) => variableOf(arg) === variable);
    if (word) return word;
  }
  return undefined;
}

const functionsOf = oncePer(
  ({ commands }: ShellScript): ReadonlySet<string> =>
    new Set(commands.flatMap(({ functionName }) => functionName ?? [])),
);
