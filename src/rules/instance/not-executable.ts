import { isScriptForCron } from '../../knowledge/instance/cron.js';
import { describePermissions, permissionsOf } from '../../knowledge/instance/file-mode.js';
import { hasShebang, type InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { programRuns, type ProgramRun } from '../../model/instance/scripts/program-runs.js';
import { baseName } from '../../util/paths.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-written.js';
import type { Rule } from '../rule.js';

export const notExecutable: Rule = {
  meta: {
    id: 'instance/not-executable',
    summary: 'A script that is run by its path has a mode without execute permission',
    why: 'A program can be run by its path only if its mode says so. A command that tries ends in "Permission denied" (126), and cron silently skips such scripts in /etc/cron.daily and the like.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-files',
      'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02',
      'https://man7.org/linux/man-pages/man8/run-parts.8.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles, scripts }) {
    for (const { target, content, mode } of configFiles.flatMap(({ files }) => files)) {
      const permissions = mode?.valueKind === 'literal' ? permissionsOf(mode.text) : undefined;
      // Links have modes of their own.
      if (!mode || permissions === undefined || permissions & EXECUTE || mode.text.trim().startsWith('120'))
        continue;
      const isForCron = isScriptForCron(target.value);
      const run = hasShebang(content?.text ?? '') ? runOf(target.value, scripts) : undefined;
      if ((!isForCron && !run) || scripts.some((script) => mayChangeMode(script, target.value))) continue;
      yield {
        at: mode.place,
        message: `${target.value} is run, but its mode is ${describePermissions(permissions)}`,
        help: 'Use `"000755"`.',
        ...(run && { related: [{ at: (run.programs[0] ?? run.program).place, note: 'run here' }] }),
        ...(!run?.isDecisive && { severity: 'warning' as const }),
        ...(mode.type === 'string' && fixOf('safe', 'Use 000755', replaceWritten(mode, '000755'))),
      };
    }
  },
};

const EXECUTE = 0o111;

/** Where a script runs a file by its path, without another program that reads it. */
const runOf = (path: string, scripts: readonly InstanceScript[]): ProgramRun | undefined =>
  scripts
    .filter(({ stage, isShell, text }) => stage !== undefined && isShell && text.includes(path))
    .flatMap(programRuns)
    .find(
      ({ programs, isConditional }) => !isConditional && programs.length === 1 && programs[0]?.text === path,
    );

const mayChangeMode = ({ text }: InstanceScript, path: string): boolean =>
  /\b(?:chmod|install)\b/.test(text) &&
  (text.includes(baseName(path)) || /chmod[^\n]*[*$]|find\b/.test(text));
