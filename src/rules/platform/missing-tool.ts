import { insteadOfExtras } from '../../knowledge/packages/extras.js';
import { mayNameMissingTool, missingTool } from '../../knowledge/packages/missing-tools.js';
import { describeScript } from '../../model/instance/scripts/instance-script.js';
import { ownPrograms } from '../../model/instance/paths/own-programs.js';
import { programRuns, type ProgramRun } from '../../model/instance/scripts/program-runs.js';
import { firstOfEach } from '../../util/first-of-each.js';
import { lazily } from '../../util/lazily.js';
import type { Rule } from '../rule.js';

export const missingToolRule: Rule = {
  meta: {
    id: 'platform/missing-tool',
    summary: 'A command runs a program that no supported platform has',
    why: 'Every supported Linux platform runs on Amazon Linux 2023, which has neither some tools of Amazon Linux 1 and 2 nor those of other distributions, such as apt-get. The command fails, and with it the deployment: "amazon-linux-extras: command not found".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html',
      'https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2.html',
      'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL2.html',
      'https://docs.aws.amazon.com/linux/al2023/release-notes/all-packages-AL2023.12.html',
      'https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html',
    ],
    since: '0.1.0',
  },
  *check({ scripts, configFiles }) {
    const isOwn = lazily(() => ownPrograms(configFiles, scripts));
    for (const script of scripts) {
      if (!mayNameMissingTool(script.text)) continue;
      const missing = programRuns(script).flatMap((run) => {
        const help = run.isConditional ? undefined : helpFor(run);
        return help === undefined || isOwn()(run, script.script) ? [] : [{ run, help }];
      });
      for (const { run, help } of firstOfEach(missing, (one) => `${nameOf(one.run)} ${one.help}`))
        yield {
          at: run.program.place,
          message: `${describeScript(script)} runs ${nameOf(run)}, which no supported platform has`,
          help,
          ...(!run.isDecisive && { severity: 'warning' as const }),
        };
    }
  },
};

/** Version 2 of the AWS CLI has another subcommand for it. */
const isGetLogin = ({ program, args }: ProgramRun): boolean =>
  program.text === 'aws' && args[0]?.text === 'ecr' && args[1]?.text === 'get-login';

function helpFor(run: ProgramRun): string | undefined {
  if (isGetLogin(run)) return 'Use `aws ecr get-login-password`.';
  return run.program.text === EXTRAS
    ? insteadOfExtras(run.args.map(({ text }) => text))
    : missingTool(run.program.text)?.help;
}

const EXTRAS = 'amazon-linux-extras';

const nameOf = (run: ProgramRun): string =>
  isGetLogin(run) ? '"aws ecr get-login"' : `"${run.program.text}"`;
