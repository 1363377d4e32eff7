import { needsCron } from '../../knowledge/instance/cron.js';
import type { InstanceScript } from '../../model/instance/scripts/scripts.js';
import { programRuns } from '../../model/instance/scripts/program-runs.js';
import { scriptUses } from '../../model/instance/paths/path-uses.js';
import { yumPackagesOf } from '../../model/instance/packages/wanted-packages.js';
import { hasOwnImage } from '../../model/platform/has-own-image.js';
import type { Project } from '../../model/project.js';
import type { Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import type { Choice, Rule } from '../rule.js';

export const missingCron: Rule = {
  meta: {
    id: 'instance/missing-cron',
    summary: 'The project has cron jobs, but does not install cron',
    why: 'Cron is not part of the operating system of supported platforms by default. Without it the command crontab does not exist ("crontab: command not found"), and files in /etc/cron.d, /etc/cron.daily or /var/spool/cron silently do nothing. Some images of Elastic Beanstalk may have it; it is not documented which.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2023.html',
      'https://docs.aws.amazon.com/linux/al2/ug/prepare-for-al2023.html',
      'https://github.com/amazonlinux/amazon-linux-2023/issues/683',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check(project) {
    if (installsCron(project) || hasOwnImage(project)) return;
    const [first, ...others] = cronUses(project);
    if (!first) return;
    yield {
      at: first.at,
      message: `${first.what} needs cron, which the project does not install`,
      help: 'Add `cronie: []` to `packages: yum:` and a command `systemctl enable --now crond`, or use systemd timers.',
      choices: CRON_CHOICES,
      related: others.map(({ at }) => ({ at, note: 'needs cron too' })),
    };
  },
};

const CRON_CHOICES: readonly Choice[] = [
  {
    action: 'Add `cronie: []` to `packages: yum:` and a command `systemctl enable --now crond`.',
    consequence: 'The jobs run as before; AWS has deprecated cron on Amazon Linux 2023.',
  },
  {
    action: 'Write systemd timers and units with `files`, and enable them in `.platform/hooks/postdeploy`.',
    consequence: 'Nothing has to be installed; `journalctl` shows what the jobs print.',
  },
];

const installsCron = ({ configFiles, scripts }: Project): boolean =>
  yumPackagesOf(configFiles).some(({ name }) => name.text === 'cronie') ||
  scripts.some(({ text }) => text.includes('cronie') && text.split('\n').some(installsCronie));

const installsCronie = (line: string): boolean => {
  const at = line.search(/\binstall\b/);
  return at !== -1 && /\bcronie\b/.test(line.slice(at));
};

interface CronUse {
  readonly at: Place;
  readonly what: string;
}

/** Files that only cron reads, and calls of `crontab`. */
function cronUses({ configFiles, scripts }: Project): CronUse[] {
  const targets = configFiles.flatMap(({ files }) => files.map(({ target }) => target));
  return [
    ...targets
      .filter(({ value }) => needsCron(value))
      .map(({ value, place }) => ({ at: place, what: value })),
    ...scripts.filter(({ stage, text }) => stage && text.includes('cron')).flatMap(usesIn),
  ];
}

const usesIn = (script: InstanceScript): CronUse[] => [
  ...scriptUses(script)
    .filter(({ word, use }) => use === 'writes' && needsCron(word.text))
    .map(({ word }) => ({ at: word.place, what: word.text })),
  ...programRuns(script).flatMap(({ program, args, isDecisive }) =>
    program.text === 'crontab' && (isDecisive || !isRemoval(args))
      ? [{ at: program.place, what: 'crontab' }]
      : [],
  ),
];

/** Where there is no cron, there is nothing to remove. */
const isRemoval = (args: readonly Word[]): boolean => args.some(({ text }) => text === '-r');
