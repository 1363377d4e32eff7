import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isLook } from '../../model/execution/conditions.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { hasResult, kindOfChange } from '../../model/execution/shell-changes.js';
import { mayBeReadIn } from '../../model/scripts/named-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import { assignmentOf } from '../../parse/shell/simple-command.js';
import { lookUp } from '../../util/collections.js';
import type { EachRule } from '../rule.js';

export const lostShellChange: EachRule<InstanceScript> = {
  meta: {
    summary: 'A script ends with a change of its own shell, which nothing after it sees',
    why: 'Each command and each hook runs in a shell of its own. A folder, a variable or a virtual environment that it changes to at its end is lost: the next command runs in its usual folder with its usual variables, and so does the application.',
    consequence: 'silently-ignored',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'guide:customize-containers-ec2#linux-container-commands',
      'posix:V3_chap02#tag_19_13',
    ],
  },
  each: scripts,
  *check(script, project) {
    if (!IN_OWN_SHELL.has(script.origin) || !MAY_CHANGE_SHELL.test(script.text)) return;
    const change = finalChange(script.script);
    const words = change && wordsFor(change, script);
    // A hook that something else names may be a part of that.
    if (!words || mayBeReadIn(script, scripts(project), deployedFiles(project).files)) return;
    yield {
      at: (change.command.words[0] ?? change.command).place,
      message: `${describeScript(script)} ends with ${words.what}, which has no effect afterwards`,
      help: words.help,
    };
  },
};

const IN_OWN_SHELL: ReadonlySet<InstanceScript['origin']> = new Set(['command', 'hook', 'confighook']);

/** For a look before a script is parsed. */
const MAY_CHANGE_SHELL =
  /\b(?:cd|pushd|export|declare|typeset|readonly|alias|umask|ulimit|activate|source)\b|=|(?:^|\s)\.\s/;

interface Words {
  /** How a message calls the change. */
  readonly what: string;
  readonly help: string;
}

const SAME_SCRIPT = 'Use it in the script that needs it.';

const HELP: Readonly<Record<string, string>> = {
  alias: SAME_SCRIPT,
  umask: SAME_SCRIPT,
  activation: 'Activate it in the script that needs it.',
  environment: 'Read it in the script that needs it.',
  ulimit: 'Set the limit in the systemd unit, or in the script that starts the program.',
};

const NAMES: Readonly<Record<string, string>> = {
  activation: 'activate',
  assignment: 'an assignment',
  environment: 'reading in variables',
};

function wordsFor({ kind, command }: FinalChange, script: InstanceScript): Words | undefined {
  if (kind === 'cd' || kind === 'pushd')
    return script.origin === 'command' ? { what: kind, help: helpForFolder(command, script) } : undefined;
  return { what: lookUp(NAMES, kind) ?? kind, help: lookUp(HELP, kind) ?? helpForVariable(command) };
}

/** `cwd` neither expands variables nor is relative to the folder of a shell, and fails where there is no such folder. The Buildfile does not have this key. */
function helpForFolder({ words, guards }: ScriptCommand, { stage }: InstanceScript): string {
  const folder = words.at(-1);
  return stage !== 'buildfile' &&
    guards.length === 0 &&
    folder?.text.startsWith('/') &&
    folder.expansions.length === 0
    ? `Use \`cwd: ${folder.text}\` in the command that needs it.`
    : `Put \`${words.map(({ text }) => text).join(' ')} &&\` in front of the command that needs it.`;
}

/** Environment properties are set as they are written: nothing is expanded in them. */
const helpForVariable = ({ words, assignments }: ScriptCommand): string =>
  [...words, ...assignments.map(({ value }) => value)].some(({ expansions }) => expansions.length > 0)
    ? 'Set it in the script that needs it.'
    : 'Set it in `aws:elasticbeanstalk:application:environment`, or in the script that needs it.';

/** A change that a script makes at its end to nothing but its own shell. */
interface FinalChange {
  /**
   * `assignment` of a variable, `activation` of a virtual environment, `environment` for variables that are read in, or the
   * name of the command.
   */
  readonly kind: string;
  readonly command: ScriptCommand;
}

/** The change at the end of a script, unless something may see it after all. */
export function finalChange({ commands, source }: ShellScript): FinalChange | undefined {
  const last = commands.at(-1);
  const end = last && isGoodEnd(last) ? -2 : -1;
  const command = commands.at(end);
  const kind = command && kindOfChange(command);
  if (!kind || command.functionName !== undefined || hasResult(command)) return undefined;
  // The next turn of a loop sees it, and so does what a trap runs. A script that asks for its own name may be read in.
  if (command.guards.some((guard) => guard.kind === 'loop') || SEES_END.test(source.text)) return undefined;
  return isChangedBack(command, commands.slice(0, end)) ? undefined : { kind, command };
}

const SEES_END = /\btrap\b|\bBASH_SOURCE\b/;

const isGoodEnd = ({ words: [program, status], guards }: ScriptCommand): boolean =>
  program?.text === 'exit' && guards.length === 0 && (status === undefined || status.text === '0');

/** Whether a command changes back what others before it needed changed: `IFS=$OLD_IFS`, `cd ..`. */
function isChangedBack(command: ScriptCommand, before: readonly ScriptCommand[]): boolean {
  const own = changedBy(command);
  const first = before.findIndex((earlier) => changedBy(earlier).some((name) => own.includes(name)));
  return (
    first !== -1 &&
    before.slice(first + 1).some((other) => kindOfChange(other) === undefined && !isLook(other))
  );
}

/** What a command changes, by the names of variables or the kind of change. */
function changedBy(command: ScriptCommand): string[] {
  const kind = kindOfChange(command);
  if (kind === undefined) return [];
  if (kind === 'cd' || kind === 'pushd') return ['cd'];
  const set = [...command.assignments, ...command.words.flatMap((word) => assignmentOf(word) ?? [])];
  return set.length === 0 ? [kind] : set.map(({ name }) => `${name.value}=`);
}
