import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { finalChange, type FinalChange } from '../../model/execution/final-change.js';
import { mayBeReadIn } from '../../model/scripts/named-files.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { lookUp } from '../../util/look-up.js';
import type { EachRule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const lostShellChange: EachRule<InstanceScript> = {
  meta: {
    id: 'instance/lost-shell-change',
    summary: 'A script ends with a change of its own shell, which nothing after it sees',
    why: 'Each command and each hook runs in a shell of its own. A folder, a variable or a virtual environment that it changes to at its end is lost: the next command runs in its usual folder with its usual variables, and so does the application.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands',
      'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_13',
    ],
    since: '0.1.0',
  },
  each: scripts,
  *check(script, project) {
    if (!RUNS_ALONE.has(script.origin) || !MAY_CHANGE_SHELL.test(script.text)) return;
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

const RUNS_ALONE: ReadonlySet<InstanceScript['origin']> = new Set(['command', 'hook', 'confighook']);

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

/** Neither expands variables nor is relative to the folder of a shell. The Buildfile has no such key. */
function helpForFolder({ words }: ScriptCommand, { stage }: InstanceScript): string {
  const folder = words.at(-1);
  return stage !== 'buildfile' && folder?.text.startsWith('/') && folder.expansions.length === 0
    ? `Use \`cwd: ${folder.text}\` in the command that needs it.`
    : `Put \`${words.map(({ text }) => text).join(' ')} &&\` in front of the command that needs it.`;
}

/** Environment properties are set as they are written: nothing is expanded in them. */
const helpForVariable = ({ words, assignments }: ScriptCommand): string =>
  [...words, ...assignments.map(({ value }) => value)].some(({ expansions }) => expansions.length > 0)
    ? 'Set it in the script that needs it.'
    : 'Set it in `aws:elasticbeanstalk:application:environment`, or in the script that needs it.';
