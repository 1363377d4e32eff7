import { fileEntries, writtenFiles } from '../../model/bundle/config-files.js';
import { isDecisive, isGuarded, mustSucceed } from '../../model/execution/failure.js';
import {
  type InstanceScript,
  isBeforeStart,
  isBeforeUnpacking,
} from '../../model/execution/instance-script.js';
import { FAILING_USES, type PathUse, scriptUses, type WordUse } from '../../model/execution/path-uses.js';
import { scripts } from '../../model/scripts/scripts.js';
import { type EarlyUnit, earlyUnits } from '../../model/units/early-units.js';
import { placeOfMapped } from '../../parse/shell/word.js';
import { anyOf } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const earlyCurrentFolder: Rule = {
  meta: {
    summary: 'A command uses /var/app/current before the new version is there',
    why: 'Until the predeploy hooks have run, the new version is in /var/app/staging, and /var/app/current holds the version before. On a new instance it does not exist, so a command that needs it fails, and with it the deployment; a service of systemd that starts there fails as well, and nothing starts it again. What is written there is lost when the new version takes its place.',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-linux-extend.workflow',
      'guide:customize-containers-ec2#linux-container-commands',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/15',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/68',
      'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Type=',
    ],
  },
  needs: anyOf<object>(scripts, fileEntries),
  *check(project) {
    let isMade = false;
    for (const script of scripts(project).filter(isConcerned)) {
      const uses = scriptUses(script);
      isMade ||= uses.some(({ word, use }) => use === 'makes' && CURRENT.test(word.text));
      // What `files` writes is there; whether it stays is the concern of another rule.
      const findings = uses.flatMap((use) =>
        writtenFiles(project).has(use.word.text) ? [] : (findingOf(use, script, isMade) ?? []),
      );
      const worst = findings.find(({ warnsBecause }) => warnsBecause === undefined) ?? findings[0];
      if (worst) yield worst;
    }
    if (!isMade) yield* earlyUnits(project).map(ofUnit);
  },
};

/** A configuration deployment changes nothing in the folder, and finds it. */
const isConcerned = ({ stage, origin, text, cwd }: InstanceScript): boolean =>
  isBeforeStart(stage) &&
  origin !== 'confighook' &&
  `${text} ${cwd?.text ?? ''}`.includes('/var/app/current');

const ofUnit = ({ word, unit, needed, isFatal }: EarlyUnit): Finding => ({
  at: word.place,
  message: `Service "${unit.name}" is started before the application is there`,
  help: 'Move the start to a hook in `.platform/hooks/postdeploy`.',
  related: [{ at: placeOfMapped(needed), note: 'does not exist yet on a new instance' }],
  ...(!isFatal && { warnsBecause: 'error-ignored' }),
});

const CURRENT = /^\/var\/app\/current(?:\/|$)/;

/** What has an effect on the version before, or is done with it. */
const EFFECTIVE: ReadonlySet<PathUse> = new Set([
  ...(['enters', 'runs', 'changes', 'moves', 'writes', 'makes'] as const),
]);

/** Whether it happens only where something else fails: `cd /var/app/staging || cd /var/app/current`. */
const isAlternative = ({ commands }: WordUse): boolean =>
  commands.some(({ guards }) =>
    guards.some(
      ({ kind, expected, command }) => kind === 'test' && expected === false && command !== undefined,
    ),
  );

/** Commands run before the new version is unpacked, in a folder of their own. */
function helpFor({ stage, cwd }: InstanceScript, { word: { kind, text }, commands }: WordUse): string {
  const below = kind === 'literal' ? /^\/var\/app\/current\/([\w./-]+)$/.exec(text)?.[1] : undefined;
  const path = below === undefined ? 'a path below the working folder' : `\`${below}\``;
  const [program, ...operands] = commands.at(-1)?.words ?? [];
  const isThere = !cwd && program?.text === 'cd' && operands.length === 1;
  if (isThere && !isBeforeUnpacking(stage) && /^\/var\/app\/current\/?$/.test(text))
    return 'Delete the `cd`: the command runs in the folder of the new version.';
  return isBeforeUnpacking(stage)
    ? `Move the command to \`container_commands\`, with ${path}, or to a hook in \`.platform/hooks/postdeploy\`.`
    : `Use ${path}, or move the command to a hook in \`.platform/hooks/postdeploy\`.`;
}

function findingOf(use: WordUse, script: InstanceScript, isMade: boolean): Finding | undefined {
  const { word, commands } = use;
  if (!CURRENT.test(word.text) || isGuarded(script, use, word.text)) return undefined;
  const needs = FAILING_USES.has(use.use) || use.use === 'writes';
  const isFatal = needs && mustSucceed(script) && isDecisive(script, commands) && !isMade;
  if (!isFatal && (!EFFECTIVE.has(use.use) || isAlternative(use))) return undefined;
  return {
    at: word.place,
    message: isFatal
      ? `${word.text} does not exist yet on a new instance`
      : `${word.text} still belongs to the previous version`,
    help: helpFor(script, use),
    ...(!isFatal && { warnsBecause: 'error-ignored' }),
  };
}
