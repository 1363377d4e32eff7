import { findProjects, MARKERS_IN_WORDS } from '../io/find-projects.js';
import { readProjectFiles } from '../io/read-project.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { ALL_RULES, lintProject, type LintReport } from '../lint/lint-project.js';
import type { ProjectFiles } from '../model/project-files.js';
import { checkRuleNames, unknownFormat, type Options } from '../options.js';
import { colorEnvironment, wantsColor } from '../options/color.js';
import type { ExitCode, Ports } from '../ports.js';
import { stripAnsi } from '../report/ansi.js';
import { totalsOf } from '../report/counted.js';
import { formatNames, loadFormat } from '../report/formats.js';
import type { FormatContext, Formatter } from '../report/formatter.js';
import type { LintResult } from '../report/lint-result.js';
import { toRulesMeta } from '../report/rules-meta.js';
import { toLintResults } from '../report/to-lint-results.js';
import { docsUrl } from '../site.js';

/** What one run found over all its projects. */
interface Outcome {
  readonly diagnostics: Diagnostic[];
  /** Absolute paths. */
  readonly checkedFiles: string[];
  crashed: boolean;
}

/**
 * Finds projects, checks them and reports.
 * @throws UsageError, ReadError and WriteError for what the user can mend
 */
export async function lint(options: Options, ports: Ports): Promise<ExitCode> {
  checkRuleNames(
    options,
    ALL_RULES.map(({ id }) => id),
  );
  const color = wantsColor({
    flag: options.color,
    env: ports.env,
    isTTY: ports.stdout.isTTY && options.outputFile === undefined,
  });
  ports.setEnvironment(colorEnvironment(color));
  const formatter = await findFormatter(options.format, ports);
  const roots = await findProjects(options.paths, ports);
  if (roots.length === 0) return nothingFound(options, ports);
  const { diagnostics, checkedFiles, crashed } = await lintRoots(roots, options, ports);
  // Only formatters from elsewhere show code; ours need not carry whole files, which may hold secrets.
  const shape = { checkedFiles, withSource: !formatNames.includes(options.format) };
  const results = toLintResults(diagnostics, shape);
  const tooMany = warningsOver(results, options);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const shown = options.quiet ? toLintResults(errors, shape) : results;
  const text = await formatter(shown, {
    cwd: ports.cwd,
    color,
    rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
    ...(ports.env['GITHUB_WORKSPACE'] && { workspace: ports.env['GITHUB_WORKSPACE'] }),
    ...(tooMany && { maxWarningsExceeded: tooMany }),
  });
  // The diff of a dry run is meant for `git apply`: nothing else goes with it.
  if (options.fix !== 'print') print(text, options.outputFile, ports);
  if (tooMany) ports.stderr.write(`eblint: ${tooManyText(tooMany)}\n`);
  if (crashed) return 2;
  return errors.length > 0 || tooMany ? 1 : 0;
}

const tooManyText = ({
  foundWarnings,
  maxWarnings,
}: NonNullable<FormatContext['maxWarningsExceeded']>): string =>
  `${foundWarnings} ${foundWarnings === 1 ? 'warning' : 'warnings'}, more than --max-warnings ${maxWarnings} allows.`;

async function findFormatter(name: string, ports: Ports): Promise<Formatter> {
  const formatter = (await loadFormat(name)) ?? (await loadInstalled(name, ports));
  if (!formatter) throw unknownFormat(name);
  return formatter;
}

/** A formatter made for ESLint: it may change what it is given, and decides on colour by itself. */
async function loadInstalled(name: string, ports: Ports): Promise<Formatter | undefined> {
  const formatter = await ports.loadFormatter(`eslint-formatter-${name}`);
  if (!formatter) return undefined;
  return async (results, context) => {
    const text = await formatter(structuredClone(results), context);
    return context.color ? text : stripAnsi(text);
  };
}

function nothingFound({ paths, errorOnUnmatchedPattern }: Options, { stderr }: Ports): ExitCode {
  if (!errorOnUnmatchedPattern) return 0;
  stderr.write(
    `eblint: No Elastic Beanstalk project in ${paths.join(', ')}: looked for ${MARKERS_IN_WORDS}.\n`,
  );
  return 2;
}

async function lintRoots(roots: readonly string[], options: Options, ports: Ports): Promise<Outcome> {
  const outcome: Outcome = { diagnostics: [], checkedFiles: [], crashed: false };
  const check = await checkerOf(options, ports);
  for (const root of roots) {
    const project = readProjectFiles(root, ports.files);
    const { diagnostics, crashed } = check(project);
    // Not `push(...)`: a call takes no more than some 100,000 arguments.
    for (const diagnostic of diagnostics) outcome.diagnostics.push(diagnostic);
    for (const file of project.files) if ('source' in file) outcome.checkedFiles.push(file.path);
    outcome.crashed ||= crashed;
  }
  return outcome;
}

/** What is done with a project: checked, or mended and then checked. */
async function checkerOf(options: Options, ports: Ports): Promise<(files: ProjectFiles) => LintReport> {
  const { preset, rules: severities, platform, fix, unsafeFixes: unsafe } = options;
  if (fix === 'off') return (files) => lintProject(files, { preset, severities, platform });
  const { fixFiles } = await import('./fix.js');
  return (files) => fixFiles(files, fix, { preset, severities, platform, unsafe }, ports);
}

/** What is counted is what is shown: the same mistake in a file that two projects share counts once. */
function warningsOver(
  results: readonly LintResult[],
  { maxWarnings }: Options,
): FormatContext['maxWarningsExceeded'] {
  const { warnings: foundWarnings } = totalsOf(results);
  return maxWarnings === undefined || foundWarnings <= maxWarnings
    ? undefined
    : { maxWarnings, foundWarnings };
}

function print(text: string, outputFile: string | undefined, ports: Ports): void {
  if (outputFile !== undefined) ports.writeFile(outputFile, text);
  else if (text !== '') ports.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
