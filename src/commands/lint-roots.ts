import { readProjectFiles } from '../discover/read-project.js';
import { lintModel, type LintOptions, type LintReport } from '../lint/lint-project.js';
import type { ProjectFiles } from '../model/bundle/project-files.js';
import { readProject } from '../model/project.js';
import type { Options } from '../cli/parse-flags.js';
import type { Ports } from '../ports/ports.js';
import type { ConfiguredProject } from './configuration/configured-projects.js';
import type { FixesDone } from './fix.js';
import type { Input } from './input/input.js';
import type { Fixable } from './count-fixable.js';
import type { BaselineEntry, BaselineUse, RenamedEntry } from '../lint/baseline.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { RuleId } from '../rules/rule.js';
import { compareBytes } from '../util/compare-bytes.js';
import { wantedBy, type Wanted } from '../report/formats.js';
import type { LintResult } from '../report/lint-result/lint-result.js';
import { toLintResults } from '../report/lint-result/to-lint-results.js';
import { refusalOfRest, RunBudget } from './run-budget.js';
import type { ProjectMemory } from './watch/project-memory.js';

/** What one run found over all its projects. */
export interface Outcome {
  /** Sorted by path. */
  readonly results: readonly LintResult[];
  /** A rule failed somewhere: what it would have said is not known. */
  readonly crashed: boolean;
  /** What a dry run would change, as `git apply` takes it. */
  readonly diff: string;
  /** The projects that were checked. */
  readonly projectRoots: readonly string[];
  /** How many files were checked. */
  readonly files: number;
  /** Rules that had less to check in some project because nothing names its platform. */
  readonly lackedPlatform: ReadonlySet<RuleId>;
  /** Files that were not fixed, or not shown, although something in them could be fixed, and projects that were not checked: each a sentence. */
  readonly refusals: readonly string[];
  readonly fixable: Fixable;
  /** What the file of suppressions did: nothing where there is none. */
  readonly baselined: BaselineUse;
  readonly done: FixesDone;
}

/** What a run checks, with what is said about each project. */
export interface ConfiguredInput extends Pick<Input, 'files' | 'only' | 'archives'> {
  readonly projects: readonly ConfiguredProject[];
  /** What earlier runs found. */
  readonly memory?: ProjectMemory<Checked> | undefined;
}

/** Checks one project after the other; of each only the results stay in memory, not its texts and what was read in them. */
export async function lintRoots(
  { projects: configured, files, only, archives, memory }: ConfiguredInput,
  options: Options,
  ports: Ports,
): Promise<Outcome> {
  const check = await checkerOf(options, ports);
  const wanted = wantedByOutputs(options);
  const withExcerpts = wanted.has('excerpts');
  const withSource = wanted.has('source');
  const withPaths = wanted.has('paths');
  const results: LintResult[] = [];
  let crashed = false;
  let diff = '';
  let fileCount = 0;
  const lackedPlatform = new Set<RuleId>();
  const refusals: string[] = [];
  const fixable = { safe: 0, unsafe: 0 };
  const baselined = {
    found: [] as BaselineEntry[],
    stale: [] as BaselineEntry[],
    renamed: [] as RenamedEntry[],
  };
  let fixed = 0;
  const paths: string[] = [];
  const refused: FixesDone['refused'][number][] = [];
  const budget = new RunBudget();
  let projects = 0;
  for (const configuredProject of configured) {
    const { root, options: lintOptions } = configuredProject;
    if (budget.isSpent) break;
    projects++;
    const read = { ...readProjectFiles(root, files), archive: archives?.get(root) };
    const project = memory?.recognized(read) ?? read;
    const checkProject = () => check(project, lintOptions);
    const checked = await (memory?.check(project, configuredProject, checkProject) ?? checkProject());
    const { report, diff: ownDiff = '', refusals: ownRefusals = [], done } = checked;
    const checkedFiles = project.files.flatMap((file) =>
      'source' in file && !lintOptions.policy?.isIgnored(file.path) ? [file.path] : [],
    );
    fileCount += checkedFiles.length;
    for (const id of report.lackedPlatform) lackedPlatform.add(id);
    for (const result of toLintResults(about(only, report.diagnostics), {
      suppressed: about(only, report.suppressed),
      checkedFiles,
      withSource,
      withExcerpts,
      withPaths,
    }))
      results.push(result);
    crashed ||= report.crashed;
    for (const entry of report.baseline?.found ?? []) baselined.found.push(entry);
    for (const entry of report.baseline?.stale ?? []) baselined.stale.push(entry);
    for (const entry of report.baseline?.renamed ?? []) baselined.renamed.push(entry);
    diff += ownDiff;
    refusals.push(...ownRefusals);
    fixable.safe += checked.fixable?.safe ?? 0;
    fixable.unsafe += checked.fixable?.unsafe ?? 0;
    fixed += done?.fixed ?? 0;
    paths.push(...(done?.paths ?? []));
    refused.push(...(done?.refused ?? []));
    budget.spend(project, report.diagnostics.length);
  }
  const roots = configured.map(({ root }) => root);
  refusals.push(...refusalOfRest(roots.slice(projects)));
  return {
    results: results.sort((a, b) => compareBytes(a.filePath, b.filePath)),
    crashed,
    diff,
    projectRoots: roots.slice(0, projects),
    files: fileCount,
    lackedPlatform,
    refusals,
    fixable,
    baselined,
    done: { fixed, paths, refused },
  };
}

/** What any of the reports of a run shows. */
const wantedByOutputs = ({ format, outputs }: Options): ReadonlySet<Wanted> =>
  new Set([format, ...outputs.map((output) => output.format)].flatMap(wantedBy));

/** The findings that have to do with a file: in it, or with their other end in it. */
const about = <T extends Diagnostic>(path: string | undefined, diagnostics: readonly T[]): readonly T[] =>
  path === undefined
    ? diagnostics
    : diagnostics.filter(({ at, related = [] }) =>
        [at, ...related.map((other) => other.at)].some(({ file }) => file.path === path),
      );

/** What is known of a project that was checked. */
export interface Checked {
  readonly report: LintReport;
  readonly diff?: string;
  readonly refusals?: readonly string[];
  readonly done?: FixesDone;
  readonly fixable?: Fixable;
}

/** What is done with a project: checked, or fixed and then checked. */
async function checkerOf(
  options: Options,
  ports: Ports,
): Promise<(files: ProjectFiles, lintOptions: LintOptions) => Checked | Promise<Checked>> {
  const { fix, unsafeFixes: unsafe } = options;
  if (fix === 'off') {
    const countsFixes = wantedByOutputs(options).has('fixable');
    return async (files, lintOptions) => {
      const project = readProject(files, lintOptions);
      const report = lintModel(project, lintOptions);
      if (!countsFixes || !report.diagnostics.some((diagnostic) => diagnostic.fix)) return { report };
      const { countFixable } = await import('./count-fixable.js');
      return { report, fixable: countFixable(project, lintOptions, report) };
    };
  }
  const { fixFiles } = await import('./fix.js');
  return (files, lintOptions) => fixFiles(files, fix, { ...lintOptions, unsafe }, ports);
}
