import { programRuns, type ProgramRun } from '../../model/instance/scripts/program-runs.js';
import { describeScript, type InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { assignmentOf, type Assignment } from '../../parse/shell/simple-command.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import type { Rule } from '../rule.js';

export const composerHomeAtSelfUpdate: Rule = {
  meta: {
    id: 'platform/composer-home-at-self-update',
    summary: 'Composer updates itself while COMPOSER_HOME is set',
    why: 'Since the platform versions of February 2024, the update of Composer fails if COMPOSER_HOME is set when it runs, and with it the deployment. AWS names the combined command as one that fails. The environment property COMPOSER_HOME is not set in commands, so it does no harm there.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/php-configuration-composerupdate.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/relnotes/release-2024-02-22-al2023.html',
    ],
    since: '0.1.0',
  },
  *check({ scripts }) {
    for (const script of scripts) {
      if (!script.text.includes(HOME)) continue;
      for (const run of programRuns(script)) {
        const home = isSelfUpdate(run) && homeBefore(run, script);
        if (!home) continue;
        yield {
          at: run.program.place,
          message: `${describeScript(script)} updates Composer while ${HOME} is set`,
          help: `Delete \`${HOME}=…\`, and name a version, such as \`/usr/bin/composer.phar self-update 2.7.0\`.`,
          related: [{ at: home.name.place, note: 'set here' }],
          ...((run.isConditional || !run.isDecisive) && { severity: 'warning' }),
        };
      }
    }
  },
};

const HOME = 'COMPOSER_HOME';

/** By the name that Composer has on the PHP platform. */
const isSelfUpdate = ({ program, args }: ProgramRun): boolean =>
  program.text === 'composer.phar' && /^self-?update$/.test(args[0]?.text ?? '');

/** Where the variable is set for a command; undefined where it may be set anew or removed on the way. */
function homeBefore({ command }: ProgramRun, { script }: InstanceScript): Assignment | undefined {
  const until = script.commands.indexOf(command) + 1;
  const earlier = script.commands.slice(0, until);
  if (earlier.some(({ words }) => words.some(({ text }) => /^(?:unset|env)$/.test(text)))) return undefined;
  return earlier.flatMap((each) => homesSetBy(each, each === command)).at(-1);
}

/** A variable is passed on where it is exported, or set for this one command. */
function homesSetBy({ words, assignments }: ScriptCommand, isOwn: boolean): Assignment[] {
  const [first, ...rest] = words;
  const exported = first?.text === 'export' ? rest.flatMap((word) => assignmentOf(word) ?? []) : [];
  return [...exported, ...(isOwn ? assignments : [])].filter(({ name }) => name.value === HOME);
}
