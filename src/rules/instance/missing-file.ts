import { fileNeededBy } from '../../knowledge/instance/needed-files.js';
import { fileEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../../model/bundle/existing-files.js';
import { isDecisive, isGuarded, mustSucceed } from '../../model/execution/failure.js';
import { describeScript, hasNewVersion, type InstanceScript } from '../../model/execution/instance-script.js';
import { FAILING_USES, wordBefore, type WordUse, wordUses } from '../../model/execution/path-uses.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { fact } from '../../model/fact.js';
import { namedPath, pathWhen } from '../../model/presence/bundle-path.js';
import { doubtOf, type Presence, unknown } from '../../model/presence/presence.js';
import type { Project } from '../../model/project.js';
import { leftOutByEbignore } from '../../model/scripts/absent-paths.js';
import { BUNDLE_FOLDERS, leavesRoot } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import type { FileEntry } from '../../parse/config-file/sections.js';
import { SHELLS } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { groupBy } from '../../util/collections.js';
import { MAX_SEARCHED_FILES } from '../../util/limits.js';
import { nearest } from '../../util/nearest.js';
import { baseName, folderOf } from '../../util/paths.js';
import type { Finding, Rule } from '../rule.js';

export const missingFile: Rule = {
  meta: {
    summary: 'A command needs a file that is not in the project',
    why: "Container commands, the Buildfile and hooks run in the folder of the application, so a relative path is below the root of the source bundle. A script or another file that is not there, because it is in another folder, has another name, or is left out by .ebignore, is not found (\"can't open file '/var/app/staging/manage.py': [Errno 2] No such file or directory\"), and the deployment fails. The rule is silent where something may create the file.",
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-container-commands',
      'guide:platforms-linux-extend.hooks',
      'guide:eb-cli3-configuration#eb-cli3-ebignore',
    ],
    claimsAbsence: true,
    yieldsTo: [
      'instance/early-current-folder',
      'instance/missing-application',
      'instance/lost-words',
      'instance/missing-operand',
      'instance/quoted-command',
      'instance/sourced-program',
      'instance/unknown-subcommand',
      'instance/unquoted-version',
      'instance/wrong-argument',
    ],
  },
  needs: scripts,
  *check(project) {
    let left = MAX_SEARCHED_FILES;
    const isWithinBudget = () => left-- > 0;
    for (const script of scripts(project)) {
      for (const need of neededFiles(script)) {
        const presence = absence(need, script, project, isWithinBudget);
        if (!presence) continue;
        const finding = findingOf(need, presence, script, project);
        yield finding;
        // The others have the same cause.
        if (!finding.doubt) break;
      }
      yield* ownScripts(script, project, isWithinBudget);
    }
  },
};

/** Scripts that `files` writes under another name than the one that a command runs. */
function* ownScripts(
  script: InstanceScript,
  project: Project,
  isWithinBudget: () => boolean,
): Generator<Finding> {
  if (script.stage === undefined || !script.isShell || script.isTested || script.ignoresErrors) return;
  for (const use of wordUses(script.script)) {
    const { word } = use;
    if (use.use !== 'runs' || word.kind !== 'literal' || !/^\/[\w@.+/-]+$/.test(word.text)) continue;
    const [only, ...others] = writtenByFolder(project).get(folderOf(word.text)) ?? [];
    if (!only || others.length > 0 || only.name.text === word.text || SYSTEM.test(word.text)) continue;
    if (!isWithinBudget() || isGuarded(script, use, word.text) || isForgiven(use, script)) continue;
    const presence = pathWhen(baseName(word.text), script, project);
    if (presence.kind === 'there' || presence.kind === 'made') continue;
    yield {
      at: word.place,
      message: `${describeScript(script)} needs ${word.text}, which nothing writes`,
      help: `Use \`${only.name.text}\`.`,
      doubt: doubtOf(presence),
      related: [{ at: only.name.place, note: 'is written here' }],
      ...(!(mustSucceed(script) && isDecisive(script, use.commands)) && { warnsBecause: 'error-ignored' }),
    };
  }
}

const writtenByFolder = fact('writtenByFolder', (project): ReadonlyMap<string, readonly FileEntry[]> =>
  groupBy(fileEntries(project), ({ name }) => [folderOf(name.text)]),
);

/** Where the system and the platform have files of their own. */
const SYSTEM =
  /^\/(?:usr\/(?!local\/)|s?bin\/|lib|etc\/(?:init\.d|profile)|opt\/(?:aws|elasticbeanstalk)\/|var\/app\/)/;

/** A file of the bundle that a script needs. */
interface Need {
  /** Below the root. */
  readonly path: string;
  readonly word: Word;
  /** Where the script names the file itself. */
  readonly use: WordUse | undefined;
  readonly isFatal: boolean;
}

/** A path that the shell takes as it is. */
const PLAIN =
  /^\.env(?:\.\w+)?$|^[\w@+-][\w@.+-]*(?:\/[\w@.+-]+)*$|^\.(?:ebextensions|platform)\/[\w@.+/-]+$/;

const ABSOLUTE = /^\/var\/app\/(?:current|staging)\//;

function neededFiles(script: InstanceScript): readonly Need[] {
  if (!script.isShell || script.isTested || script.ignoresErrors) return [];
  const isInRoot = hasNewVersion(script.stage) && script.origin !== 'side-file' && !leavesRoot(script);
  const needs = isInRoot || script.text.includes('/var/app/') ? usesOf(script, isInRoot) : [];
  return isInRoot ? [...needs, ...ofPrograms(script)] : needs;
}

const usesOf = (script: InstanceScript, isInRoot: boolean): Need[] =>
  wordUses(script.script).flatMap((use) => {
    const { word } = use;
    if (!FAILING_USES.has(use.use) || word.kind !== 'literal') return [];
    if (!ABSOLUTE.test(word.text) && (!isInRoot || word.text.startsWith('/'))) return [];
    const path = word.text.replace(BUNDLE_FOLDERS, '').replace(/(?<!\/)\/+$/, '');
    if (!PLAIN.test(path) || path.split('/').includes('..') || (use.use === 'runs' && !isFile(use)))
      return [];
    return [{ path, word, use, isFatal: mustSucceed(script) && isDecisive(script, use.commands) }];
  });

/** Whether it is a script: a program without a folder is looked for in the PATH, and what comes after a flag may be its value. */
function isFile({ word, commands }: WordUse): boolean {
  const command = commands.at(-1);
  const before = command && wordBefore(word, command)?.text;
  if (before === undefined || !INTERPRETER.test(baseName(before))) return word.text.includes('/');
  return command?.words.some(({ text }) => /^-(?:c|e|m|r|s)$/.test(text)) !== true;
}

const INTERPRETER = new RegExp(`^(?:${[...SHELLS].join('|')}|source|\\.|node|php|ruby|perl|python[\\d.]*)$`);

/** The files of the working folder that programs need although no argument names them. */
const ofPrograms = (script: InstanceScript): Need[] =>
  programRuns(script).flatMap(({ program, args, scope, isDecisive: isFatal, isConditional }) => {
    const path = fileNeededBy(
      program.text,
      args.map(({ text }) => text),
      scope.assignments.map(({ name }) => `${name.value}=`),
    );
    return path === undefined || isConditional || !PLAIN.test(path)
      ? []
      : [{ path, word: program, use: undefined, isFatal }];
  });

/** What is known of a file that is missing, or may be; undefined where it is there, or nothing fails without it. */
function absence(
  need: Need,
  script: InstanceScript,
  project: Project,
  isWithinBudget: () => boolean,
): Presence | undefined {
  const { path, use } = need;
  const existing = existingFiles(deployedFiles(project));
  if (existing.has(path) && !leftOutByEbignore(path, project)) return undefined;
  if (!isWithinBudget()) return undefined;
  if (use && (isAlternative(use) || isForgiven(use, script) || isGuarded(script, use, use.word.text)))
    return undefined;
  const hasSuggestion = suggestionFor(need, existing) !== undefined;
  const presence = (hasSuggestion ? namedPath : pathWhen)(path, script, project);
  if (presence.kind === 'there' || presence.kind === 'made') return undefined;
  if (presence.kind !== 'absent' || hasSuggestion || isBesideOthers(need, existing)) return presence;
  return unknown('its folder has no other file of this kind, so something else may fill it');
}

/** Whether something else runs where it fails, and does not only say so and end the script. */
function isForgiven({ commands }: WordUse, { script }: InstanceScript): boolean {
  const failing = new Set(commands.map(({ words }) => words));
  const answers = script.commands.filter(({ guards }) =>
    guards.some(
      ({ kind, expected, command }) =>
        kind === 'test' && expected === false && command && failing.has(command.words),
    ),
  );
  return answers.length > 0 && !answers.some(({ words: [program] }) => ENDS.has(program?.text ?? ''));
}

const ENDS: ReadonlySet<string> = new Set(['exit', 'false', 'return']);

/** Whether it happens only where something else fails. */
const isAlternative = ({ commands }: WordUse): boolean =>
  commands.some(({ guards }) =>
    guards.some(({ kind, expected, command }) => kind === 'test' && expected === false && command),
  );

/** Whether there are other files of its kind in its folder: some projects copy the rest there when they deploy. */
function isBesideOthers({ path }: Need, existing: ExistingFiles): boolean {
  const names = [...(existing.in(folderOf(path).replace(/\/$/, ''))?.keys() ?? [])];
  const extension = /\.\w+$/.exec(baseName(path))?.[0];
  return extension !== undefined && names.some((name) => name.endsWith(extension));
}

/** The only other file of this name, or that of the nearest name beside it. */
function suggestionFor({ path, word, use }: Need, existing: ExistingFiles): string | undefined {
  const name = baseName(path);
  const folder = folderOf(path);
  // Python runs the file; any other program, such as `cp`, reads it.
  const isRun = use?.commands.at(-1)?.words.some(({ text }) => /(?:^|\/)python[\d.]*$/.test(text)) !== false;
  if (isRun && !name.includes('.') && path === word.text && existing.has('manage.py'))
    return `manage.py ${name}`;
  const others = ['', ...existing.folders.map((other) => `${other}/`)].filter(
    (other) => other !== folder && existing.has(`${other}${name}`),
  );
  if (others.length === 1) return `${others[0]}${name}`;
  const extension = /\.\w+$/.exec(name)?.[0];
  const beside = [...(existing.in(folder.replace(/\/$/, ''))?.entries() ?? [])].flatMap(([other, kind]) =>
    kind === 'file' && extension !== undefined && other.endsWith(extension) ? [other] : [],
  );
  const near = others.length === 0 ? nearest(name, beside, 2) : undefined;
  return near && `${folder}${near}`;
}

/** What is in the root of an application by convention. */
const FRAMEWORK_FILES: ReadonlySet<string> = new Set(['artisan', 'manage.py']);

/** Python looks for modules beside the file that it runs: what names them from the root needs the root as well. */
function pythonPath(suggestion: string, project: Project): string {
  const folder = folderOf(suggestion).replace(/\/$/, '');
  const module = settings(project).effective(ENVIRONMENT_PROPERTIES, 'DJANGO_SETTINGS_MODULE');
  return baseName(suggestion) === 'manage.py' &&
    folder !== '' &&
    module?.value.text.startsWith(`${folder.replaceAll('/', '.')}.`)
    ? ', with `PYTHONPATH=.` before `python`'
    : '';
}

function findingOf(need: Need, presence: Presence, script: InstanceScript, project: Project): Finding {
  const { path, word, use, isFatal } = need;
  const pattern = presence.kind === 'left-out' ? presence.by : undefined;
  const suggestion = pattern ? undefined : suggestionFor(need, existingFiles(deployedFiles(project)));
  const at = word.place;
  const reason = isFatal ? {} : { warnsBecause: 'error-ignored' as const };
  const subject = describeScript(script);
  if (pattern) {
    const file = baseName(pattern.place.file.name);
    return {
      at: pattern.place,
      message: `${subject} needs ${path}, which ${file} leaves out`,
      help:
        file === '.ebignore'
          ? `Add \`!${path}\` to the end of .ebignore.`
          : baseName(path).startsWith('.env')
            ? 'Set its variables with `eb setenv`, and delete the command.'
            : `Commit it with \`git add --force ${path}\`.`,
      related: [{ at, note: 'needed here' }],
      ...reason,
    };
  }
  const folder = suggestion === undefined ? '' : folderOf(suggestion).replace(/\/$/, '');
  const help =
    suggestion === undefined
      ? FRAMEWORK_FILES.has(path) && script.name.place.file.name.startsWith('.ebextensions/')
        ? `Add ${path} beside \`.ebextensions\`, or move \`.ebextensions\` to the folder that has it.`
        : `Add ${path} to the project.`
      : use
        ? `Use \`${word.text.endsWith(path) ? word.text.slice(0, word.text.length - path.length) : ''}${suggestion}\`${pythonPath(suggestion, project)}.`
        : `Begin with \`cd ${folder} && \`.`;
  const message = `${subject} needs ${path}, which is not in the project`;
  return { at, message, help, doubt: doubtOf(presence), ...reason };
}
