import type { Guard, ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import type { SimpleCommand } from '../../parse/shell/simple-command.js';
import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { withConstants } from './constants.js';
import type { InstanceScript } from './instance-script.js';

/** Functions that call functions. */
const MAX_FUNCTION_DEPTH = 3;

/** Calls of one function. */
const MAX_FUNCTION_CALLS = 8;

/** Places in one script where it may end before its last command. */
const MAX_SCRIPT_ENDS = 20;

/** Programs that only look. */
export const LOOKS: ReadonlySet<string> = new Set([
  ...['[', '[[', 'test', 'command', 'which', 'type', 'hash', 'grep', 'egrep', 'pgrep', 'rpm', 'id', 'getent'],
]);

/** What only looks in programs that do other things as well. */
const LOOKING_SUBCOMMANDS = /^(?:is-(?:active|enabled|failed)|list(?:-unit-files|-units)?|show|cat|status)$/;

export const SERVICE_TOOLS: ReadonlySet<string> = new Set([
  'systemctl',
  'service',
  'initctl',
  'supervisorctl',
]);

/** Programs that find out whether the files are there that they are given. */
const FINDS: ReadonlySet<string> = new Set(['ls', 'readlink', 'stat']);

/** Whether a command only looks at something. A calculation does. */
export const isLook = ({ words: [program, ...args] }: SimpleCommand): boolean => {
  const name = program?.text ?? '';
  return (
    LOOKS.has(name) ||
    name.startsWith('((') ||
    (FINDS.has(name) && args.some(({ text }) => !text.startsWith('-'))) ||
    (SERVICE_TOOLS.has(name) && args.some(({ text }) => LOOKING_SUBCOMMANDS.test(text)))
  );
};

/** Whether a command looks at something, or may do because a variable names the program. */
const mayLook = (command: SimpleCommand): boolean =>
  isLook(command) || command.words[0]?.expansions[0]?.start === 0;

/**
 * Whether a command, the last of a chain through the scripts of `sh -c`, runs only after a look: a condition around it, an
 * `exit` before it, the `test` of its entry.
 */
export const isConditional = (script: InstanceScript, commands: readonly ScriptCommand[]): boolean =>
  (script.test && !isNegated(script.test) && script.test.commands.some(isGuardingTest)) ||
  commands.some((command) => command.guards.some((guard) => isCondition(guard, script.script))) ||
  isAfterExit(script.script, commands) ||
  isCalledConditionally(script, commands[0]?.functionName);

/**
 * Whether a function runs only after a look wherever it is called, or because a variable names it; false where the script
 * itself never calls it.
 */
function isCalledConditionally(script: InstanceScript, name: string | undefined, depth = 0): boolean {
  if (name === undefined || depth === MAX_FUNCTION_DEPTH) return false;
  const calls = callsIn(script.script).get(name) ?? [];
  return (
    (calls.length > 0 || runsVariable(script.script)) &&
    calls.every(
      (call) =>
        call.guards.some((guard) => isCondition(guard, script.script)) ||
        isAfterExit(script.script, [call]) ||
        isCalledConditionally(script, call.functionName, depth + 1),
    )
  );
}

/** Whether a script runs what a variable names: `"install_$OS"`. */
const runsVariable = oncePer(({ commands }: ShellScript): boolean =>
  commands.some(({ words: [program] }) => program !== undefined && program.expansions.length > 0),
);

/** The first commands of a script that may call each of its functions. */
const callsIn = oncePer(({ commands }: ShellScript): ReadonlyMap<string, readonly ScriptCommand[]> => {
  const calls = new Map<string, ScriptCommand[]>();
  for (const { functionName } of commands) if (functionName !== undefined) calls.set(functionName, []);
  for (const command of commands) {
    const own = calls.get(command.words[0]?.text ?? '');
    if (own && own.length < MAX_FUNCTION_CALLS) own.push(command);
  }
  return calls;
});

const isCondition = (guard: Guard, script: ShellScript): boolean =>
  guard.kind === 'case' ||
  ((guard.expected === false || asks(guard, script)) &&
    !isFirstInstallation(guard) &&
    !isFirstRun(guard, script));

/** Whether a guard is a question, and not a step that has to succeed first. */
export const asks = ({ command, isAsked }: Guard, script: ShellScript): boolean =>
  isAsked === true ||
  (command !== undefined && (mayLook(command) || askingFunctions(script).has(command.words[0]?.text ?? '')));

/** The functions of a script whose status is an answer: they end with a look, or return a status. */
const askingFunctions = oncePer(({ commands }: ShellScript): ReadonlySet<string> => {
  const last = new Map<string, ScriptCommand>();
  const answering = new Set<string>();
  for (const command of commands) {
    const { functionName, words } = command;
    if (functionName === undefined) continue;
    last.set(functionName, command);
    if (words[0]?.text === 'return' && words.length > 1) answering.add(functionName);
  }
  for (const [name, command] of last) if (isLook(command)) answering.add(name);
  return answering;
});

/** Whether a condition is that the script has not left its mark yet, a file that it makes itself: on a new instance it has not. */
function isFirstRun(guard: Guard, script: ShellScript): boolean {
  const path = missingFileOf(guard);
  return path !== undefined && marksIn(script).has(path);
}

/** The files that a script makes, by their paths and as it names them. */
const marksIn = oncePer(
  (script: ShellScript): ReadonlySet<string> =>
    new Set(
      [script, withConstants(script)]
        .flatMap(({ commands }) => commands)
        .flatMap(({ words: [program, ...args], redirections }) => [
          ...redirections.flatMap(({ operator, target }) => (operator.startsWith('>') ? target.text : [])),
          ...(program?.text === 'touch' ? args.map(({ text }) => text) : []),
        ]),
    ),
);

/** The file without which a condition is true. */
function missingFileOf({ command, expected }: Guard): string | undefined {
  const text = command?.words.map((word) => word.text).join(' ') ?? '';
  const [, negation, path] = TEST_OF_FILE.exec(text) ?? [];
  return expected === (negation !== undefined) ? path : undefined;
}

const TEST_OF_FILE = /^(?:\[\[?|test) (! )?-[efx] (\S+)(?: \]\]?)?$/;

/** Whether a condition is that a program is not there yet: on a new instance it is not, and the script installs it. */
function isFirstInstallation(guard: Guard): boolean {
  const { command, input, expected } = guard;
  const [program = '', ...words] = command?.words.map(({ text }) => text) ?? [];
  if (input) {
    const text = input.words.map((word) => word.text).join(' ');
    const operands = words.filter((word) => !word.startsWith('-'));
    return (
      expected === false && program === 'grep' && INVENTORIES.test(text) && operands.every(isAbsentProgram)
    );
  }
  if (FINDERS.has(program)) return expected === false && words.some(isAbsentProgram);
  const path = missingFileOf(guard);
  return path !== undefined && PROGRAM_PATH.test(path) && isAbsentProgram(baseName(path));
}

/** Programs that tell where others are. */
const FINDERS: ReadonlySet<string> = new Set(['command', 'hash', 'type', 'which']);

/** What lists all that is installed. */
const INVENTORIES =
  /^(?:sudo )?(?:pecl list|php -m|pip3? (?:list|freeze)|rpm -qa|(?:dnf|yum) list installed)$/;

const PROGRAM_PATH = /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/;

const isAbsentProgram = (word: string): boolean =>
  /^[\w.+-]+$/.test(word) && !/^-/.test(word) && !MAY_BE_THERE.has(word);

/** What instances of some platform have: whether it is missing tells which system runs the script. */
const MAY_BE_THERE: ReadonlySet<string> = new Set([
  ...['bash', 'sh', 'sudo', 'systemctl', 'service', 'dnf', 'yum', 'rpm', 'dnf-3', 'yum-config-manager'],
  ...['aws', 'curl', 'wget', 'jq', 'tar', 'gzip', 'zip', 'unzip', 'rsync', 'git', 'make', 'gcc', 'perl'],
  ...['docker', 'dotnet', 'go', 'java', 'node', 'npm', 'npx', 'php', 'composer', 'ruby', 'gem', 'bundle'],
  ...['python', 'python3', 'pip', 'pip3', 'nginx', 'httpd', 'apachectl', 'tomcat'],
]);

/** A file that must not be there yet is no condition: on a new instance it is not. */
const isGuardingTest = (command: ScriptCommand): boolean =>
  isLook(command) && !command.words.some(({ text }) => text === '!');

/** `! test -e FILE` says the same as `[ ! -e FILE ]`. */
const isNegated = ({ source: { text } }: ShellScript): boolean => /^\s*!\s+(?:test|\[\[?)\s/.test(text);

/** Programs after which a script does not go on. */
const ENDS: ReadonlySet<string> = new Set(['exit', 'return', 'continue', 'break']);

/** The words of what a script looks at, up to a command, to end well instead of going on: `[ -d FOLDER ] || exit 0`. */
export const lookedAtBefore = (
  { commands }: ShellScript,
  command: ScriptCommand | undefined,
): readonly Word[] =>
  command === undefined
    ? []
    : endingLooks(commands)
        .filter(({ at }) => at <= command.place.span.start)
        .flatMap(({ words }) => words);

const endingLooks = oncePer((commands: readonly ScriptCommand[]) =>
  commands
    .filter(endsWell)
    .slice(0, MAX_SCRIPT_ENDS)
    .flatMap(({ guards }) =>
      guards.flatMap(({ command }) => {
        const [first] = command?.words ?? [];
        return command && first ? [{ at: first.place.span.start, words: command.words }] : [];
      }),
    ),
);

/** An end as a failure is a check of what the script needs, not of where it is. */
const endsWell = ({ words: [program, status] }: SimpleCommand): boolean =>
  ENDS.has(program?.text ?? '') && (status === undefined || status.text === '0');

/**
 * Whether a command, the last of a chain through the scripts of `sh -c`, comes only after a look that may end its script, or
 * one around it, well.
 */
export function isAfterExit(script: ShellScript, commands: readonly ScriptCommand[]): boolean {
  return commands.some((command, index) => {
    const exit = firstConditionalExits(script).get(commands[index - 1]);
    return exit !== undefined && exit.place.span.start < command.place.span.start;
  });
}

/** The first look that ends a script well, for the script itself and, by the command that runs it, for each of `sh -c`. */
const firstConditionalExits = oncePer((script: ShellScript) => {
  const exits = new Map<ScriptCommand | undefined, ScriptCommand>();
  for (const { commands } of invocationsOf(script)) {
    const command = commands.at(-1);
    const around = commands.at(-2);
    if (!command || exits.has(around) || !endsWell(command)) continue;
    if (command.guards.some((guard) => guard.kind === 'case' || asks(guard, script)))
      exits.set(around, command);
  }
  return exits;
});
