import type { Guard, ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import { readsIn } from '../../parse/shell/unwrap-command.js';
import type { Place } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { asks, isLook, lookedAtBefore, LOOKS } from './conditions.js';
import { constantsIn, withConstants } from './constants.js';
import type { InstanceScript } from './instance-script.js';
import type { WordUse } from './path-uses.js';
import { wordUses } from './path-uses.js';

/** Programs that only look, or are asked: what they find is a condition, not a step. */
const CONDITIONS: ReadonlySet<string> = new Set([
  ...LOOKS,
  ...['systemctl', 'service', 'docker', 'diff', 'cmp', 'curl', 'false', 'true'],
]);

/** Whether the failure of a script fails the deployment, wherever in it that is. */
export const mustSucceed = ({ ignoresErrors, isTested, stage }: InstanceScript): boolean =>
  !ignoresErrors && !isTested && stage !== undefined;

/**
 * Whether a script fails for certain if a command in it fails: the last of a chain that begins with a command of the script
 * and goes on in the scripts of its `sh -c`.
 */
export const isDecisive = (script: InstanceScript, commands: readonly ScriptCommand[]): boolean =>
  !forgivesFailures(script.script) &&
  commands.every(
    (command) =>
      command.guards.every((guard) => isStep(guard, script.script)) &&
      (command.isFailureFatal || endingCommands(script.script).has(command.place)),
  );

/** Whether the deployment fails for certain if a command fails. */
export const failsDeployment = (script: InstanceScript, commands: readonly ScriptCommand[]): boolean =>
  mustSucceed(script) && isDecisive(script, commands);

/** Whether a trap lets a script end well after a failure: `trap 'exit 0' ERR`, or one that calls a function with an `exit 0`. */
const forgivesFailures = oncePer(({ commands }: ShellScript): boolean => {
  const traps = commands.filter(({ words }) => words[0]?.text === 'trap');
  if (traps.length === 0) return false;
  const ending = new Set(
    commands.flatMap(({ functionName, words: [program, status] }) =>
      functionName !== undefined && program?.text === 'exit' && status?.text === '0' ? functionName : [],
    ),
  );
  return traps.some(
    ({ words: [, action, ...signals] }) =>
      action !== undefined &&
      signals.some(({ text }) => /^(?:ERR|EXIT|0)$/.test(text)) &&
      (/\bexit 0\b/.test(action.text) || ending.has(action.text)),
  );
});

/**
 * The places of the commands whose failure ends the `/bin/sh` of an instance at once, though others follow.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_01
 */
const endingCommands = oncePer(
  ({ source, commands }: ShellScript): ReadonlySet<Place> =>
    new Set(
      source.text.startsWith('#!')
        ? []
        : commands.flatMap((command, at) => (endsShell(command, commands[at + 1]) ? command.place : [])),
    ),
);

/** It ends where it cannot read a file in. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot */
const endsShell = ({ words, guards, subshells }: ScriptCommand, next: ScriptCommand | undefined): boolean =>
  readsIn(words[0]?.text ?? '') &&
  guards.length === 0 &&
  subshells.length === 0 &&
  (next === undefined || next.separatorBefore === ';' || next.separatorBefore === '\n');

/** Whether a condition is only a command before `&&`, which looks at nothing. */
const isStep = (guard: Guard, script: ShellScript): boolean =>
  guard.kind === 'test' &&
  guard.expected === true &&
  guard.command !== undefined &&
  !asks(guard, script) &&
  !CONDITIONS.has(guard.command.words[0]?.text ?? '');

/**
 * Whether a script looks whether a path is there before it uses it, or whether one above or below it is, ends well without
 * it, or says elsewhere that it runs only if it is. A variable that holds the path is looked at like the path.
 */
export function isGuarded(
  { test, script }: Pick<InstanceScript, 'test' | 'script'>,
  use: WordUse,
  path: string,
): boolean {
  const tested = [
    ...use.commands.flatMap(({ guards }) => guards.flatMap(({ command }) => command?.words ?? [])),
    ...lookedAtBefore(withConstants(script), use.commands[0]),
    ...(test ? wordUses(test).map(({ word }) => word) : []),
  ];
  const names = [variableOf(use) ?? [], ...constantsIn(use.word)].flat();
  return (
    tested.some(({ text }) => isAtOrBelow(text, path) || isAtOrBelow(path, text)) ||
    names.some((name) => variablesLookedAt(script).has(name))
  );
}

/** Whether a word is only the value of a variable that the script sets and never uses; one that it exports may be used. */
export function isUnusedValue({ script, text }: InstanceScript, { word, commands }: WordUse): boolean {
  const command = commands.at(-1);
  const variable = command?.assignments.find(({ value }) => value === word)?.name.value;
  if (command?.words.length !== 0 || variable === undefined || SETS_ALL_EXPORT.test(text)) return false;
  return !expandedNames(script).has(variable);
}

/** With either, every variable is exported. */
const SETS_ALL_EXPORT = /\bset[ \t]+-\w*a|\ballexport\b/;

/** Every name that a script expands, or passes to `export` and the like. */
const expandedNames = oncePer(
  ({ source: { text } }: ShellScript): ReadonlySet<string> =>
    new Set(
      Array.from(
        text.matchAll(/(?:\$\{?[!#]?|\b(?:export|declare|local|readonly|typeset)\b[^\n;&|]{0,200}?\s)(\w+)/g),
        ([, name = '']) => name,
      ),
    ),
);

/** The variable that a word sets. */
export const variableOf = ({ word, commands }: WordUse): string | undefined =>
  commands.at(-1)?.assignments.find(({ value }) => value === word)?.name.value ??
  /^([A-Za-z_]\w*)=/.exec(word.text)?.[1];

/** The variables that begin a word of a command which only looks. */
const variablesLookedAt = oncePer(
  ({ commands }: ShellScript): ReadonlySet<string> =>
    new Set(
      commands
        .filter(isLook)
        .flatMap(({ words }) => words.flatMap(({ text }) => VARIABLE.exec(text)?.slice(1) ?? [])),
    ),
);

const VARIABLE = /^\$\{?(\w+)/;

const isAtOrBelow = (path: string, folder: string): boolean =>
  folder.length > 1 && (path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
