import { functionNames, type Guard, type ScriptCommand } from '../../parse/shell/script.js';
import type { SimpleCommand } from '../../parse/shell/simple-command.js';
import type { Place } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { Doubt } from '../doubt.js';
import { asks, isAfterExit, lookedAtBefore } from '../execution/conditions.js';
import type { InstanceScript } from '../execution/instance-script.js';
import type { ProgramRun } from '../execution/program-runs.js';

/**
 * Why a program that is missing may never be asked for: it runs only on a system or beside a program that a condition names.
 * A condition about anything else is no reason: there is an instance on which it is true.
 */
export function conditionAbout(name: string, run: ProgramRun, script: InstanceScript): Doubt | undefined {
  if (!run.isConditional) return undefined;
  const [first = run.command] = run.commands;
  const because = (reason: string, at: Place): Doubt => ({ reason, at });
  const guards = run.commands.flatMap((command) => command.guards);
  const [alternative] = guards.filter((guard) => isAlternative(guard, script));
  if (alternative?.command) return because('it runs only where another command fails', first.place);
  if (hasAlternative(run.command, script)) return because('another command runs where it fails', first.place);
  if (first.functionName !== undefined)
    return because('what calls its function may look at the system', first.place);
  const asked = [
    ...guards.flatMap(({ command, input, words = [] }) => [command, input, { words }]),
    ...(script.test?.commands ?? []),
    ...(isAfterExit(script.script, [first]) ? [{ words: lookedAtBefore(script.script, first) }] : []),
  ].flatMap((command) => (command && isAbout(name, command, script) ? command : []));
  return asked.length > 0
    ? because('a condition looks at the system or at this program', first.place)
    : undefined;
}

/** Whether a command runs only where another one fails that does something, and does not only look. */
const isAlternative = (guard: Guard, { script }: InstanceScript): boolean =>
  guard.kind === 'test' && guard.expected === false && guard.command !== undefined && !asks(guard, script);

/** Whether something else runs where a command fails. */
const hasAlternative = ({ words }: ScriptCommand, { script }: InstanceScript): boolean =>
  replacedCommands(script).has(words);

/** The words of the commands in whose place something else runs where they fail. */
const replacedCommands = oncePer(
  ({ commands }: InstanceScript['script']): ReadonlySet<ScriptCommand['words']> =>
    new Set(
      commands
        .filter(({ words }) => !EXCUSES.has(words[0]?.text ?? ''))
        .flatMap(({ guards }) =>
          guards.flatMap(({ expected, command }) => (expected === false && command ? [command.words] : [])),
        ),
    ),
);

/** What does nothing in the place of what failed. */
const EXCUSES: ReadonlySet<string> = new Set([
  ...[':', 'echo', 'exit', 'false', 'logger', 'printf', 'return', 'true'],
]);

/** What tells systems, their versions and their programs apart. */
const SYSTEM =
  /os-release|system-release|uname|lsb_release|\bVERSION|\bOS|distro|amzn|amazon|\bal\d|platform|\b(?:command|dnf|hash|rpm|type|which|yum|apt|dpkg)\b/i;

/** Whether a condition is about the system, a program, or a variable or function of the script that may be. */
function isAbout(
  name: string,
  { words }: Pick<SimpleCommand, 'words'>,
  { script, text }: InstanceScript,
): boolean {
  const asked = words.map((word) => word.text).join(' ');
  const means = (what: string): boolean => SYSTEM.test(what) || what.includes(name);
  if (means(asked) || functionNames(script).has(words[0]?.text ?? '')) return true;
  return Array.from(asked.matchAll(/\$\{?(\w+)/g), ([, variable = '']) => variable).some((variable) =>
    text.split('\n').some((line) => line.includes(`${variable}=`) && means(line)),
  );
}
