import { fileNeededBy } from '../../knowledge/instance/needed-files.js';
import { pathProgramOf } from '../../knowledge/instance/path-programs.js';
import { isDecisive, isGuarded, mustSucceed } from '../../model/execution/failure.js';
import {
  describeScript,
  isBeforeUnpacking,
  type InstanceScript,
} from '../../model/execution/instance-script.js';
import { FAILING_USES, scriptUses, type WordUse } from '../../model/execution/path-uses.js';
import { programRuns } from '../../model/execution/program-runs.js';
import type { Place } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { Rule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';
import { writtenFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const missingApplication: Rule = {
  meta: {
    id: 'instance/missing-application',
    summary: 'An entry of commands needs a file of the application, which is not there yet',
    why: 'The entries of commands run before the source bundle is unpacked, in the folder /. A file of the bundle that is named by a relative path does not exist there, and /var/app/staging does not exist either, so the command fails, and with it the deployment.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    const names = new Set(deployedFiles(project).files.map(({ name }) => name));
    // What `files` writes is there.
    const written = writtenFiles(project);
    let isStagingMade = false;
    for (const script of scripts(project).filter(isEarly)) {
      const uses = scriptUses(script);
      isStagingMade ||= uses.some(({ word, use }) => use === 'makes' && STAGING.test(word.text));
      const isInRoot = runsInRoot(script);
      const needed = uses.filter(
        (candidate) =>
          FAILING_USES.has(candidate.use) &&
          !written.has(candidate.word.text) &&
          (STAGING.test(candidate.word.text) ? !isStagingMade : isInRoot && isOfBundle(candidate, names)) &&
          (isDecisive(script, candidate.commands) ||
            (STAGING.test(candidate.word.text) &&
              candidate.commands.every(({ guards }) => guards.length === 0))) &&
          !isGuarded(script, candidate, candidate.word.text),
      );
      const use = needed.find(({ commands }) => isDecisive(script, commands)) ?? needed[0];
      const [missing] = use
        ? [{ at: use.word.place, name: use.word.text }]
        : isInRoot
          ? neededFiles(script, names)
          : [];
      if (missing)
        yield {
          at: missing.at,
          message: `${describeScript(script)} needs ${missing.name} before the bundle is unpacked`,
          help: 'Move the command to `container_commands`.',
          ...(use && !isDecisive(script, use.commands) && { severity: 'warning' as const }),
        };
    }
  },
};

const isOfBundle = (candidate: WordUse, names: ReadonlySet<string>): boolean => {
  const { text } = candidate.word;
  return (
    names.has(text.replace(/^\.\//, '')) &&
    (candidate.use !== 'runs' || text.includes('/') || isArgument(candidate))
  );
};

/** A program without a folder is looked for in the PATH; a script that an interpreter runs is not. */
function isArgument({ word, commands }: WordUse): boolean {
  const words = commands.at(-1)?.words ?? [];
  const before = words[words.indexOf(word) - 1];
  return /\.\w+$/.test(word.text) || pathProgramOf(baseName(before?.text ?? ''))?.first === 'runs';
}

/** The files of the bundle without which the programs of a script fail. */
const neededFiles = (
  script: InstanceScript,
  names: ReadonlySet<string>,
): { readonly at: Place; readonly name: string }[] =>
  programRuns(script).flatMap(({ program, args, scope, isDecisive: isFatal, isConditional }) => {
    const name = fileNeededBy(
      program.text,
      args.map(({ text }) => text),
      scope.assignments.map((assignment) => `${assignment.name.value}=`),
    );
    const isMissing = name !== undefined && names.has(name.replace(/^\.\//, ''));
    return isMissing && isFatal && !isConditional ? [{ at: program.place, name }] : [];
  });

const STAGING = /^\/var\/app\/staging(?:\/|$)/;

const isEarly = (script: InstanceScript): boolean =>
  script.origin === 'command' && isBeforeUnpacking(script.stage) && mustSucceed(script);

/** In another folder the name may lead to another file. */
const runsInRoot = ({ cwd, text }: InstanceScript): boolean =>
  !cwd && !/\b(?:cd|pushd|git|curl|wget|unzip|tar|aws)\b/.test(text);
