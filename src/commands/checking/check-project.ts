import { isExpected } from '../../cli/failure-text.js';
import type { Options } from '../../cli/parse-flags.js';
import { EnvironmentFinder } from '../../discover/environment-finder.js';
import { readProjectFiles } from '../../discover/read-project.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import type { LintOptions } from '../../lint/lint-options.js';
import { lintModel } from '../../lint/lint-project.js';
import { type CrashReason, crashReport, type LintReport, reasonOfCrash } from '../../lint/lint-report.js';
import type { BaselineUse } from '../../lint/suppressions/baseline.js';
import { type Archive, type ProjectFiles, readProject } from '../../model/project.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { type Wanted, wantedBy } from '../../report/formats.js';
import type { LintResult } from '../../report/lint-result/lint-result.js';
import { toLintResults } from '../../report/lint-result/to-lint-results.js';
import type { RuleId } from '../../rules/rule.js';
import { oncePer } from '../../util/memo.js';
import type { ConfiguredProject } from '../configuration/configured-projects.js';
import type { FixesDone } from '../fix.js';
import type { ProjectMemory } from '../watch/project-memory.js';
import { type Cost, costOf } from './run-budget.js';
import { Stopwatch, type Timing } from './timing.js';

/** What is known of a project that was checked. */
export interface Checked {
  readonly report: LintReport;
  readonly diff?: string;
  readonly refusals?: readonly string[];
  readonly done?: FixesDone;
  /** The findings whose fix would be made, where that was asked for. */
  readonly fixable?: ReadonlySet<Diagnostic>;
}

/** What one project adds to a run: plain data, which may come from another thread, without the texts of the project. */
export interface CheckedProject extends Omit<Checked, 'report' | 'fixable'> {
  readonly results: readonly LintResult[];
  /** How many of its files were checked. */
  readonly files: number;
  readonly crashed: boolean;
  readonly lackedPlatform: readonly RuleId[];
  readonly lostFiles: readonly string[];
  readonly unknownEnvironment?: string | undefined;
  readonly baseline?: BaselineUse | undefined;
  readonly cost: Cost;
  /** There only with `--timing`. */
  readonly timings?: readonly Timing[] | undefined;
}

export type ProjectToCheck = Pick<ConfiguredProject, 'root' | 'options' | 'used'>;

/** Where projects are read. */
export interface CheckInput {
  readonly files: FileSystem;
  /** The only file that is asked about. */
  readonly only?: string | undefined;
  /** The archives that projects lie in, by the roots of these. */
  readonly archives?: ReadonlyMap<string, Archive> | undefined;
  /** What earlier runs found. */
  readonly memory?: ProjectMemory<Checked> | undefined;
}

/** What checks one project: reads it, lints or fixes it, and keeps what the reports of the run show. */
export async function projectChecker(
  { files, only, archives, memory }: CheckInput,
  flags: Options,
  ports: Ports,
): Promise<(project: ProjectToCheck) => Promise<CheckedProject>> {
  const check = await checkerOf(flags, ports);
  const finder = new EnvironmentFinder(files);
  const wanted = wantedByOutputs(flags);
  const stopwatch = flags.timing === undefined ? undefined : new Stopwatch();
  const measured = oncePer((options: LintOptions) => ({ ...options, measure: stopwatch?.measure }));
  const checkOne = async (configured: ProjectToCheck): Promise<CheckedProject> => {
    const { root } = configured;
    const options = stopwatch ? measured(configured.options) : configured.options;
    const { environment } = options;
    const read = { ...readProjectFiles(root, files, { finder, environment }), archive: archives?.get(root) };
    const project = memory?.recognized(read) ?? read;
    const checkProject = () => check(project, options);
    const checked = await (memory?.check(project, configured, checkProject) ?? checkProject());
    const { diagnostics } = checked.report;
    const checkedFiles = [...project.files, ...(project.environments?.files ?? [])].flatMap((file) =>
      'source' in file && !options.policy?.isIgnored(file.path) ? [file.path] : [],
    );
    const cost = costOf(project, diagnostics.length);
    return { ...shown(checked, { wanted, only, checkedFiles, cost }), timings: stopwatch?.take() };
  };
  return async (configured) => {
    try {
      return await checkOne(configured);
    } catch (error) {
      // A bug costs this project; what the user can fix ends the run, and so does a bug while files are written.
      if (isExpected(error) || flags.fix === 'write') throw error;
      return crashedProject(configured, reasonOfCrash(error));
    }
  };
}

interface Showing {
  readonly wanted: ReadonlySet<Wanted>;
  readonly only?: string | undefined;
  readonly checkedFiles: readonly string[];
  readonly cost: Cost;
}

function shown(
  { report, fixable, ...done }: Checked,
  { wanted, only, checkedFiles, cost }: Showing,
): CheckedProject {
  return {
    ...done,
    results: toLintResults(about(only, report.diagnostics), {
      suppressed: about(only, report.suppressed),
      silences: report.silences,
      checkedFiles,
      withSource: wanted.has('source'),
      withExcerpts: wanted.has('excerpts'),
      fixable,
      withPaths: wanted.has('paths'),
    }),
    files: checkedFiles.length,
    crashed: report.crashed,
    lackedPlatform: report.lackedPlatform,
    lostFiles: report.lostFiles,
    ...(report.unknownEnvironment !== undefined && { unknownEnvironment: report.unknownEnvironment }),
    baseline: report.baseline,
    cost,
  };
}

/** What is reported of a project whose check failed, or ended the thread that it ran in. */
export const crashedProject = ({ root, options }: ProjectToCheck, reason: CrashReason): CheckedProject =>
  shown(
    { report: crashReport(root, reason, options) },
    { wanted: new Set(), checkedFiles: [], cost: { pieces: 0, characters: 0, findings: 1 } },
  );

/** What any of the reports of a run shows. */
const wantedByOutputs = (options: Options): ReadonlySet<Wanted> =>
  new Set([...wantedByMain(options), ...options.outputs.flatMap(({ format }) => wantedBy(format))]);

/** What the report that is printed shows. `--statistics` counts what can be fixed, also after fixes: that comes with excerpts. */
export const wantedByMain = ({ format, statistics }: Options): readonly Wanted[] =>
  statistics ? ['excerpts', 'fixable'] : wantedBy(format);

/** The findings that have to do with a file: in it, or with their other end in it. */
const about = <T extends Diagnostic>(path: string | undefined, diagnostics: readonly T[]): readonly T[] =>
  path === undefined
    ? diagnostics
    : diagnostics.filter(({ at, related = [] }) =>
        [at, ...related.map((other) => other.at)].some(({ file }) => file.path === path),
      );

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
      if (!countsFixes || !report.diagnostics.some(({ fix }) => fix)) return { report };
      const { fixableFindings } = await import('../fixable-findings.js');
      const { writablePlaces } = await import('../fix.js');
      // What is in an archive is nowhere on the disk.
      const places = files.archive ? {} : writablePlaces(files.root, ports);
      return { report, fixable: fixableFindings(project, { ...lintOptions, ...places }, report) };
    };
  }
  const { fixFiles } = await import('../fix.js');
  return (files, lintOptions) => fixFiles(files, fix, { ...lintOptions, unsafe }, ports);
}
