import { readProjectFiles } from '../discover/read-project.js';
import { lintModel, type LintOptions } from '../lint/lint-project.js';
import type { ProjectFiles } from '../model/bundle/project-files.js';
import { readProject } from '../model/project.js';
import type { Options } from '../cli/parse-flags.js';
import type { Ports } from '../ports/ports.js';
import type { ConfiguredProject } from './configuration/configured-projects.js';
import type { Input } from './input/input.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { wantedBy, type Wanted } from '../report/formats.js';
import { toLintResults } from '../report/lint-result/to-lint-results.js';
import { OutcomeSum, type Checked, type Outcome } from './outcome.js';
import { RunBudget } from './run-budget.js';
import type { ProjectMemory } from './watch/project-memory.js';

/** What a run checks, with what is said about each project. */
export interface ConfiguredInput extends Pick<Input, 'files' | 'only' | 'archives'> {
  readonly projects: readonly ConfiguredProject[];
  /** What earlier runs found. */
  readonly memory?: ProjectMemory<Checked> | undefined;
}

/** Checks one project after the other; of each only the results stay in memory, not its texts and what was read in them. */
export async function lintRoots(
  { projects, files, only, archives, memory }: ConfiguredInput,
  options: Options,
  ports: Ports,
): Promise<Outcome> {
  const check = await checkerOf(options, ports);
  const wanted = wantedByOutputs(options);
  const sum = new OutcomeSum();
  const budget = new RunBudget();
  const left: string[] = [];
  for (const configuredProject of projects) {
    const { root, options: lintOptions } = configuredProject;
    if (budget.isSpent) {
      left.push(root);
      continue;
    }
    const read = { ...readProjectFiles(root, files), archive: archives?.get(root) };
    const project = memory?.recognized(read) ?? read;
    const checkProject = () => check(project, lintOptions);
    const checked = await (memory?.check(project, configuredProject, checkProject) ?? checkProject());
    const { diagnostics, suppressed } = checked.report;
    const checkedFiles = project.files.flatMap((file) =>
      'source' in file && !lintOptions.policy?.isIgnored(file.path) ? [file.path] : [],
    );
    const results = toLintResults(about(only, diagnostics), {
      suppressed: about(only, suppressed),
      checkedFiles,
      withSource: wanted.has('source'),
      withExcerpts: wanted.has('excerpts'),
      withPaths: wanted.has('paths'),
    });
    sum.add(root, checked, results, checkedFiles.length);
    budget.spend(project, diagnostics.length);
  }
  return sum.total(left);
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
