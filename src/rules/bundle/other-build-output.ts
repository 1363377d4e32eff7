import { dotnetProject } from '../../model/applications/dotnet-project.js';
import { builtFiles } from '../../model/applications/may-be-built.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../../model/bundle/existing-files.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { liveText } from '../../model/execution/live-text.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { isIgnoredByGit } from '../../model/scripts/absent-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import { wordAfter } from '../../parse/shell/word.js';
import type { Value } from '../../source/index.js';
import { onlyOne } from '../../util/collections.js';
import { MAX_LISTED_NAMES } from '../../util/limits.js';
import { baseName } from '../../util/paths.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const otherBuildOutput: Rule = {
  meta: {
    summary:
      'The Procfile starts another program than the one that the Buildfile or the project of .NET builds',
    why: 'The start command does not find its program, the process exits again and again, and every request ends in 502 Bad Gateway.',
    consequence: 'traffic-breaks',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'https://learn.microsoft.com/en-us/dotnet/core/project-sdk/msbuild-props',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    needsPlatform: true,
  },
  needs: language('dotnet', 'go', 'java'),
  *check(project) {
    const existing = existingFiles(deployedFiles(project));
    yield* withOtherAssembly(project, existing);
    if (!deploysArtifact(project)) yield* withoutOutput(project, existing);
  },
};

/** The Procfile starts another file than the one that the Buildfile makes. */
function* withoutOutput(project: Project, existing: ExistingFiles): Generator<Finding> {
  const { language } = platform(project);
  const built = language === 'go' || language === 'java' ? (builtFiles(project) ?? []) : [];
  if (built.length === 0) return;
  const starts = (procfile(project)?.entries ?? []).slice(0, MAX_LISTED_NAMES).flatMap((entry) => {
    const word = startedWord(invocationsOf(entry));
    const path = word?.kind === 'literal' ? pathBelow(word.text) : undefined;
    return word && path !== undefined ? [{ word, path }] : [];
  });
  const started = new Set(starts.map(({ path }) => path));
  for (const { word, path } of starts) {
    if (built.some(({ mayBe }) => mayBe(path)) || existing.has(path) !== false) continue;
    const output = onlyOne(
      built.filter(
        ({ name }) => name !== undefined && endingOf(name) === endingOf(path) && !started.has(name),
      ),
    );
    const isElsewhere =
      isIgnoredByGit(path, project) ||
      scripts(project).some(
        (script) => script.stage !== 'buildfile' && liveText(script).includes(baseName(path)),
      );
    if (output?.name === undefined || isElsewhere) continue;
    const isAtRoot = !output.name.includes('/') && endingOf(path) === '';
    yield {
      at: word.place,
      message: `The Buildfile builds ${output.name}, not ${path}`,
      help: `Use \`${isAtRoot || word.text.startsWith('./') ? './' : ''}${output.name}\`.`,
      related: [{ at: output.place, note: 'is built here' }],
    };
  }
}

/** The word that names what the only program of a process is: an archive of Java, else the program itself. */
function startedWord([invocation, ...others]: readonly Invocation[]): Value | undefined {
  const { program, programs = [], args = [] } = invocation ?? {};
  if (others.length > 0) return undefined;
  return program?.text === 'java' ? wordAfter(args, '-jar') : programs.at(-1);
}

const endingOf = (path: string): string => /\.(?:jar|war)$/.exec(path)?.[0] ?? '';

/** The Procfile starts another program of .NET than the one that the project builds. */
function* withOtherAssembly(project: Project, existing: ExistingFiles): Generator<Finding> {
  const built = platform(project).language === 'dotnet' ? dotnetProject(project) : undefined;
  if (!built || [...(existing.in('')?.keys() ?? [])].some((name) => name.endsWith('.dll'))) return;
  for (const entry of procfile(project)?.entries.slice(0, MAX_LISTED_NAMES) ?? []) {
    const [invocation, ...others] = invocationsOf(entry);
    const { program, programs = [], args = [] } = invocation ?? {};
    const word = program?.text === 'dotnet' ? args[args[0]?.text === 'exec' ? 1 : 0] : programs.at(-1);
    const [, name = '', ending = ''] =
      (program?.text === 'dotnet' ? /^(?:\.\/)?([\w.-]+)(\.dll)$/ : /^\.\/([\w-][\w.-]*)$/).exec(
        word?.text ?? '',
      ) ?? [];
    if (others.length > 0 || word?.kind !== 'literal' || name === '' || name === built.assembly) continue;
    const isElsewhere =
      existing.has(`${name}${ending}`) !== false ||
      scripts(project).some(
        (script) => script.name.place.file.name !== 'Procfile' && liveText(script).includes(name),
      ) ||
      existing.folders.some((folder) =>
        [...(existing.in(folder)?.keys() ?? [])].some((one) => one.replace(/\.\w+proj$/, '') === name),
      );
    if (isElsewhere) continue;
    yield {
      at: word.place,
      message: `${baseName(built.file.name)} builds ${built.assembly}${ending}, not ${name}${ending}`,
      help: `Use \`${word.text.replace(name, built.assembly)}\`.`,
      related: [{ at: built.namedAt, note: 'the program has its name from here' }],
    };
  }
}

/** A path below the root: an archive, or in a folder or after `./`. */
const pathBelow = (text: string): string | undefined =>
  /^(?:\.\/[\w.-]+|(?:\.\/)?\w[\w.-]*\/[\w./-]*\w|[\w.-]+\.[jw]ar)$/.test(text)
    ? text.replace(/^\.\//, '')
    : undefined;
