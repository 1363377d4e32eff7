import { describeScript, type InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { filesNamedIn } from '../../model/instance/scripts/named-files.js';
import { substitutionsIn, type ScriptCommand } from '../../parse/shell/script.js';
import { lookUp } from '../../util/look-up.js';
import { baseName } from '../../util/paths.js';
import type { Rule } from '../rule.js';

export const lostShellChange: Rule = {
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
  *check({ scripts }) {
    for (const script of scripts) {
      if (!RUNS_ALONE.has(script.origin) || !MAY_CHANGE_SHELL.test(script.text)) continue;
      const last = script.script.commands.at(-1);
      const change = last?.functionName === undefined && last ? changeOf(last, script) : undefined;
      // A hook that another script names may be a part of that one.
      if (!last || !change || filesNamedIn(scripts).has(baseName(script.name.value))) continue;
      yield {
        at: (last.words[0] ?? last).place,
        message: `${describeScript(script)} ends with ${change.what}, which nothing after it sees`,
        help: change.help,
      };
    }
  },
};

const RUNS_ALONE: ReadonlySet<InstanceScript['origin']> = new Set(['command', 'hook', 'confighook']);

/** For a look before a script is parsed. */
const MAY_CHANGE_SHELL = /\b(?:cd|export|declare|readonly|alias|umask|ulimit|activate)\b|=/;

interface Change {
  /** How a message calls it. */
  readonly what: string;
  readonly help: string;
}

const VARIABLE_HELP =
  'Set it in `aws:elasticbeanstalk:application:environment`, or in the script that needs it.';

const SAME_SCRIPT = 'Use it in the script that needs it.';

/** What changes nothing but the shell that runs it. */
const HELP_OF_BUILTINS: Readonly<Record<string, string>> = {
  export: VARIABLE_HELP,
  declare: VARIABLE_HELP,
  readonly: VARIABLE_HELP,
  alias: SAME_SCRIPT,
  cd: SAME_SCRIPT,
  umask: SAME_SCRIPT,
  ulimit: 'Set the limit in the systemd unit, or in the script that starts the program.',
};

/** What a command changes in its shell, where it does nothing else. */
function changeOf({ words, assignments }: ScriptCommand, { origin }: InstanceScript): Change | undefined {
  const [program, operand] = words;
  const values = assignments.map(({ value }) => value);
  if ([...words, ...values].some((word) => substitutionsIn(word).length > 0)) return undefined;
  if (!program) return { what: 'a variable', help: VARIABLE_HELP };
  // Without an operand, or with a flag alone, they print what is set.
  if (!operand || words.at(-1)?.text.startsWith('-')) return undefined;
  if (program.text === 'cd' && origin === 'command')
    return { what: 'cd', help: `Use \`cwd: ${operand.text}\` in the command that needs it.` };
  if (/^(?:source|\.)$/.test(program.text) && operand.text.endsWith('/bin/activate'))
    return { what: 'a virtual environment', help: 'Activate it in the script that needs it.' };
  const help = lookUp(HELP_OF_BUILTINS, program.text);
  return help === undefined ? undefined : { what: program.text, help };
}
