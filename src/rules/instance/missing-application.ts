import { fileNeededBy } from '../../knowledge/instance/needed-files.js';
import { pathProgramOf } from '../../knowledge/instance/path-programs.js';
import { writtenFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { deploysArtifact, isShipped } from '../../model/bundle/shipped-files.js';
import type { Doubt } from '../../model/doubt.js';
import { isDecisive, isGuarded, mustSucceed } from '../../model/execution/failure.js';
import {
  describeScript,
  type InstanceScript,
  isBeforeDependencies,
  isBeforeUnpacking,
} from '../../model/execution/instance-script.js';
import { FAILING_USES, scriptUses, wordBefore, type WordUse } from '../../model/execution/path-uses.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { platform } from '../../model/platform/find-platform.js';
import { doneByTool, saidByScript } from '../../model/presence/mentions.js';
import { type Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Place } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { beforeDependencies } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { ACTIVATE } from '../support/container-commands.js';
import { DEPENDENCIES, type Dependencies } from './missing-application/dependencies.js';

export const missingApplication: Rule = {
  meta: {
    summary: 'A command needs a file or a dependency of the application, which is not there yet',
    why: 'The entries of commands run before the source bundle is unpacked, in the folder /. A file of the bundle that is named by a relative path does not exist there, and /var/app/staging does not exist either, so the command fails, and with it the deployment. The hooks of prebuild find the files, but Elastic Beanstalk installs the dependencies of package.json, requirements.txt, composer.json or the Gemfile only after them: what runs a program of a dependency fails on a new instance ("sh: next: command not found"). The rule is silent where a script installs dependencies itself, and where the bundle has them.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'guide:platforms-linux-extend.workflow',
      'guide:nodejs-platform-dependencies',
      'https://github.com/rennokki/laravel-aws-eb/issues/52',
    ],
    needsPlatform: true,
  },
  needs: beforeDependencies,
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
          help: INSTALLS_REQUIREMENTS.test(script.text)
            ? 'Delete it: Elastic Beanstalk installs `requirements.txt` itself.'
            : 'Move the command to `container_commands`.',
          ...(use && !isDecisive(script, use.commands) && { warnsBecause: 'error-ignored' as const }),
        };
    }
    yield* earlyPrograms(project);
  },
};

/** A command that does nothing else. */
const INSTALLS_REQUIREMENTS =
  /^\s*(?:sudo )?(?:python[\d.]* -m )?pip[\d.]* install(?: -[\w-]+)* (?:-r|--requirement) (?:\.\/)?requirements\.txt\s*$/;

const isOfBundle = (candidate: WordUse, names: ReadonlySet<string>): boolean => {
  const { text } = candidate.word;
  return (
    names.has(text.replace(/^\.\//, '')) &&
    (candidate.use !== 'runs' || text.includes('/') || isArgument(candidate))
  );
};

/** A program without a folder is looked for in the PATH; a script that an interpreter runs is not. */
function isArgument({ word, commands }: WordUse): boolean {
  const command = commands.at(-1);
  const before = command && wordBefore(word, command);
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

/** What hooks run of the dependencies before Elastic Beanstalk installs these. */
function* earlyPrograms(project: Project): Generator<Finding> {
  const { language } = platform(project);
  const dependencies = language && lookUp(DEPENDENCIES, language);
  const hooks = dependencies ? scripts(project).filter(isBeforeInstallation) : [];
  if (!dependencies || hooks.length === 0) return;
  const doubt = lazily(() => doubtOf(dependencies, project));
  for (const hook of hooks)
    for (const run of programRuns(hook)) {
      const use = isForgiven(run, hook) ? undefined : dependencies.use(run, hook, project);
      if (!use) continue;
      yield {
        at: use.at,
        message: `${describeScript(hook)} runs ${use.name} before the dependencies are installed`,
        help: `Move the command to a hook in \`.platform/hooks/predeploy\`${language === 'python' ? `, after \`${ACTIVATE.replace(/ && $/, '')}\`` : ''}.`,
        doubt: doubt(),
        ...(use.through && { related: [{ at: use.through, note: `runs ${use.name}` }] }),
        ...(!run.isDecisive && { warnsBecause: 'error-ignored' as const }),
      };
      // The others have the same cause.
      break;
    }
}

/** A configuration deployment finds what is installed. */
const isBeforeInstallation = ({ stage, origin, isShell, text }: InstanceScript): boolean =>
  origin === 'hook' && isShell && isBeforeDependencies(stage) && USES_DEPENDENCY.test(text);

/** A fast check before a script is parsed. */
const USES_DEPENDENCY = /npm|yarn|node_modules|manage\.py|django-admin|alembic|bundle|php|vendor\//;

/** Why dependencies may be there earlier than Elastic Beanstalk installs them. */
function doubtOf({ folders, installs }: Dependencies, project: Project): Doubt | undefined {
  const existing = existingFiles(deployedFiles(project));
  const at = saidByScript(installs, project);
  if (at) return { reason: 'this may install dependencies before', at };
  const [folder] = folders;
  if (folder === undefined) return undefined;
  if (deploysArtifact(project))
    return { reason: 'another archive is uploaded in place of the folder', at: undefined };
  if (folders.some((one) => existing.has(one) !== false))
    return { reason: `the project has the folder ${folder}`, at: undefined };
  const isShippedByGit = isShipped(`${folder}/x`, deployedFiles(project)) !== false;
  return doneByTool(installs, project, ({ text }) => packsFolder(folder, text, isShippedByGit));
}

/** Whether a tool that installs dependencies may upload them: it packs the folder, and does not leave them out. */
function packsFolder(folder: string, text: string, isShippedByGit: boolean): boolean {
  const leavesOut = new RegExp(
    String.raw`(?:-xr?!?|--exclude|exclusion|exclude)[^;&|]{0,300}${folder}|!${folder}|rm\s+-\w*r\w*\s[^;&|
]{0,200}${folder}|git\s+archive`,
    'i',
  );
  return !leavesOut.test(text) && (PACKS.test(text) || (isShippedByGit && /eb\s+deploy/.test(text)));
}

/** What makes an archive of a folder and uploads it, by its name or as a service does. */
const PACKS = /(?:7z|zip|tar|jar|s3|artifacts?|upload\w*|provider|COPY)\b|archive/i;

const isForgiven = (
  { isConditional, isDecisive, command }: ProgramRun,
  { script }: InstanceScript,
): boolean =>
  isConditional ||
  (!isDecisive &&
    script.commands.some(({ guards }) =>
      guards.some(
        (guard) =>
          guard.kind === 'test' && guard.expected === false && guard.command?.words === command.words,
      ),
    ));
