import { isScriptForCron } from '../../knowledge/instance/cron.js';
import { describePermissions, permissionsOf } from '../../knowledge/instance/file-mode.js';
import { fileEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { cronScripts } from '../../model/cron/cron-files.js';
import type { Doubt } from '../../model/doubt.js';
import {
  hasNewVersion,
  hasShebang,
  type InstanceScript,
  scriptOfLine,
} from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns, startedProgram } from '../../model/execution/program-runs.js';
import { fact } from '../../model/fact.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project, ProjectFile } from '../../model/project.js';
import { BUNDLE_FOLDERS, leavesRoot } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { scalarOf, textOf } from '../../parse/index.js';
import { type Place, startOfFile } from '../../source/index.js';
import { firstOfEach, groupBy } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';
import { isPlainPath } from '../../util/paths.js';
import { WordIndex } from '../../util/word-index.js';
import type { Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-value.js';

export const notExecutable: Rule = {
  meta: {
    summary: 'A script that is run by its path has a mode without execute permission',
    why: 'A program can be run by its path only if its mode says so. A command that tries ends in "Permission denied" (126), and cron silently skips such scripts in /etc/cron.daily and the like. Elastic Beanstalk makes the files in the folders of hooks executable, and no others. Of files of the project, the rule asks git or the archive for the mode, or the disk where there is no git and another script is executable, and is silent where none of them knows it.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'aws:elasticbeanstalk/latest/relnotes/release-2022-04-29-linux',
      'posix:V3_chap02#tag_19_08_02',
      'https://man7.org/linux/man-pages/man8/run-parts.8.html',
    ],
    yieldsTo: ['instance/missing-interpreter'],
  },
  *check(project) {
    yield* inBundle(project);
    yield* withoutPermission(project);
    const runs = lazily(() => runsByPath(scripts(project).filter(({ stage }) => stage !== undefined)));
    const changeOf = modeChanges(scripts(project).map(({ text, name }) => ({ text, at: name.place })));
    for (const file of fileEntries(project)) {
      const { text: target } = file.name;
      const mode = scalarOf(file.mode);
      const permissions = mode?.valueKind === 'literal' ? permissionsOf(mode.text) : undefined;
      // Links have modes of their own.
      if (!mode || permissions === undefined || permissions & EXECUTE || mode.text.trim().startsWith('120'))
        continue;
      const isForCron = isScriptForCron(target);
      const run = hasShebang(textOf(file.content) ?? '') ? runs().get(target) : undefined;
      if (!isForCron && !run) continue;
      yield {
        at: mode.place,
        doubt: changeOf(target),
        message: `${target} is run, but its mode is ${describePermissions(permissions)}`,
        help: 'Use `"000755"`.',
        ...(run && { related: [{ at: (run.programs[0] ?? run.program).place, note: 'run here' }] }),
        ...(!run?.isDecisive && { warnsBecause: 'error-ignored' as const }),
        ...(mode.type === 'string' && fixOf('safe', 'Use 000755', replaceWritten(mode, '000755'))),
      };
    }
  },
};

/** Files of the bundle, whose modes git or the archive has; the first place that runs one. */
function* inBundle(project: Project): Generator<Finding> {
  const starts = procfile(project);
  const changeOf = modeChanges([
    ...scripts(project).map(({ text, name }) => ({ text, at: name.place })),
    ...(starts ? [{ text: starts.file.text, at: startOfFile(starts.file) }] : []),
  ]);
  const runs = bundleRuns(project).filter(
    ({ file, run }) => !run.isConditional && deployedFiles(project).isExecutable?.(file.name) === false,
  );
  for (const { file, run } of firstOfEach(runs, ({ file: { name } }) => name)) {
    const { name, source } = file;
    const isLoose = deployedFiles(project).isInGit?.(name) === false;
    const change =
      deployedFiles(project).archive || !isPlainPath(name)
        ? `Make it executable before ${deployedFiles(project).archive ? 'packing' : 'committing'} it`
        : `Run \`${isLoose ? 'chmod ' : 'git update-index --chmod='}+x ${name}\``;
    yield {
      at: (run.programs.at(-1) ?? run.program).place,
      doubt: changeOf(name),
      message: `${name} is run by its path, but is not executable`,
      help: `${change}, or call it with \`${interpreterOf(source.text)}\`.`,
      related: [{ at: startOfFile(source), note: 'has no execute permission' }],
      // Another tool may pack the folder.
      ...((!run.isDecisive || isLoose) && { warnsBecause: 'error-ignored' as const }),
    };
  }
}

/** Scripts that cron runs by their path, and whose only `chmod` takes the permission away. */
function* withoutPermission(project: Project): Generator<Finding> {
  const texts = scripts(project).map(({ text }) => text);
  if (texts.some((text) => CHANGES_BY_OTHER_MEANS.test(text) || text.split('\n').some(changesMany))) return;
  const jobs = lazily(() => runsByPath(cronScripts(project)));
  const changes = scripts(project)
    .filter(({ text, isShell }) => isShell && text.includes('chmod'))
    .flatMap(programRuns)
    .filter(({ program }) => program.text === 'chmod')
    .flatMap(({ args: [mode, ...paths] }) => paths.map((path) => ({ mode, path })));
  for (const [change, ...others] of groupBy(changes, ({ path }) => [path.text]).values()) {
    const permissions = OCTAL.test(change?.mode?.text ?? '')
      ? permissionsOf(change?.mode?.text ?? '')
      : EXECUTE;
    if (!change?.mode || others.length > 0 || permissions === undefined || permissions & EXECUTE) continue;
    const job = change.path.kind === 'literal' ? jobs().get(change.path.text) : undefined;
    if (!job) continue;
    yield {
      at: change.mode.place,
      message: `${change.path.text} is run by cron, but its mode is ${describePermissions(permissions)}`,
      help: 'Use `chmod 755`.',
      related: [{ at: job.program.place, note: 'run here' }],
      warnsBecause: 'elsewhere',
    };
  }
}

const OCTAL = /^[0-7]{3,4}$/;

const CHANGES_BY_OTHER_MEANS = /\bsetfacl\b|(?:^|[;&|(]|\bsudo)[ \t]*install[ \t]/m;

const interpreterOf = (text: string): string =>
  /^#!(?:\S*\/env[ \t]+)?(?:\S*\/)?([\w.]+)/.exec(text)?.[1] ?? 'sh';

/** Which of some texts changes the mode of a file, or may. */
function modeChanges(
  texts: readonly { readonly text: string; readonly at: Place }[],
): (path: string) => Doubt | undefined {
  const known = lazily(() => {
    const changing = texts.filter(({ text }) => CHANGES_MODE.test(text));
    return {
      ofMany: changing.find(({ text }) => /\bfind\b/.test(text) || text.split('\n').some(changesMany)),
      names: new WordIndex(changing, ({ text }) => text),
      changing,
    };
  });
  return (path) => {
    const { ofMany, names, changing } = known();
    const change = ofMany ?? (names.naming(path) ?? changing)[0];
    return change && { reason: 'this may change its mode', at: change.at };
  };
}

/** Whether a line with `chmod` goes through folders, or names files with wildcards or variables. */
function changesMany(line: string): boolean {
  const at = line.indexOf('chmod');
  return at !== -1 && /[*$]|[ \t]-\w*R|--recursive/.test(line.slice(at));
}

/** `install` before a command's words: others, such as that of pip, change no mode. */
const CHANGES_MODE = /\b(?:chmod|setfacl)\b|(?:^|[;&|(]|\bsudo)[ \t]*install[ \t]/m;

const EXECUTE = 0o111;

/** Where scripts first run a file by its path, without another program that reads it. */
function runsByPath(scripts: readonly InstanceScript[]): ReadonlyMap<string, ProgramRun> {
  const runs = scripts.filter(({ isShell }) => isShell).flatMap(programRuns);
  return new Map(
    runs.toReversed().flatMap((run) => {
      const [path, ...others] = run.programs;
      return path && others.length === 0 && !run.isConditional ? [[path.text, run]] : [];
    }),
  );
}

/** A file of the bundle that something runs by its path, so that its mode decides whether it may. */
interface BundleRun {
  readonly file: Extract<ProjectFile, { source: unknown }>;
  readonly run: ProgramRun;
}

/**
 * What commands, hooks, the Buildfile and the Procfile run by its path once the bundle is unpacked, as far as it has been
 * read. Elastic Beanstalk makes the files in the folders of hooks executable, and no others.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/relnotes/release-2022-04-29-linux.html
 */
const bundleRuns = fact('bundleRuns', (project): readonly BundleRun[] => {
  const { files } = deployedFiles(project);
  const byName = new Map(
    files.flatMap((file) => ('source' in file && !HOOK.test(file.name) ? [[file.name, file]] : [])),
  );
  const lines = procfile(project)?.entries.map(scriptOfLine) ?? [];
  const started = scripts(project).filter(({ stage, isShell }) => isShell && hasNewVersion(stage));
  return [...started, ...lines].flatMap((script) =>
    script.text.includes('/') ? runsOf(script, byName) : [],
  );
});

const HOOK = /^\.platform\/(?:conf)?hooks\/[^/]+\/[^/]+$/;

function runsOf(script: InstanceScript, byName: ReadonlyMap<string, BundleRun['file']>): BundleRun[] {
  const isElsewhere = leavesRoot(script);
  return programRuns(script).flatMap((run) => {
    const path = startedProgram(run);
    if (path?.kind !== 'literal' || !path.text.includes('/')) return [];
    if (!path.text.startsWith('/') && isElsewhere) return [];
    const file = byName.get(path.text.replace(BUNDLE_FOLDERS, ''));
    return file ? [{ file, run }] : [];
  });
}
