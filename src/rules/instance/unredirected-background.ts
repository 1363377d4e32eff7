import { mayRunLong } from '../../knowledge/instance/long-running.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { runsLong } from '../../model/execution/runs-long.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { EachRule } from '../rule.js';

export const unredirectedBackground: EachRule<InstanceScript> = {
  meta: {
    summary: 'A command leaves a program in the background that keeps its output open',
    why: 'The instance reads the output of each command to its end. A program in the background that has inherited the output keeps it open, so the deployment waits for it until its time limit, as if it ran in the foreground.',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/util.py',
    ],
  },
  each: scripts,
  *check(script) {
    if (!isRead(script) || !mayRunLong(script.text) || redirectsAll(script)) return;
    for (const invocation of invocationsOf(script.script)) {
      const { program, commands } = invocation;
      if (!program || !isLeftRunning(invocation) || commands.some(isRedirected)) continue;
      yield {
        at: program.place,
        doubt: isGroupRedirected(commands, script)
          ? { reason: 'the output of the group may be redirected', at: commands[0]?.place }
          : undefined,
        message: `${describeScript(script)} leaves ${invocation.programs.at(-1)?.text} running with its output open`,
        help: 'Start it in the `Procfile`, or add `> FILE 2>&1` before `&`.',
        ...(!runsLong(invocation) && { warnsBecause: 'intent' as const }),
      };
    }
  },
};

/** cfn-init reads the output; what the engine does with that of hooks is not documented. */
const isRead = ({ stage, origin }: InstanceScript): boolean =>
  origin === 'command' && (stage === 'commands' || stage === 'container_commands');

/** A pipe is a redirection. */
const isLeftRunning = (invocation: Invocation): boolean => {
  const { programs, commands } = invocation;
  return (
    commands.some(({ isInBackground }) => isInBackground) &&
    commands.every(({ pipe }) => pipe === undefined) &&
    (runsLong(invocation) || programs.some(({ text }) => text === 'nohup' || text === 'setsid'))
  );
};

/** A group has a redirection of its own, or may: one that belongs to no command. */
function isGroupRedirected(commands: readonly ScriptCommand[], { script }: InstanceScript): boolean {
  if (commands.every(({ subshells }) => subshells.length <= 1)) return false;
  const ofCommands = script.commands.reduce((sum, { redirections }) => sum + redirections.length, 0);
  return commands.length > 1 || script.redirections.length > ofCommands;
}

const isRedirected = ({ redirections }: ScriptCommand): boolean => {
  const outputs = redirections.filter(({ operator }) => operator.includes('>'));
  return (
    outputs.some(
      ({ operator, fd }) => operator.startsWith('&>') || (operator === '>&' && fd === undefined),
    ) ||
    (outputs.some(({ fd }) => fd === undefined || fd === 1) && outputs.some(({ fd }) => fd === 2))
  );
};

/** `exec > FILE 2>&1` is for all that follows. */
const redirectsAll = ({ script }: InstanceScript): boolean =>
  script.commands.some(({ words, redirections }) => words[0]?.text === 'exec' && redirections.length > 0);
