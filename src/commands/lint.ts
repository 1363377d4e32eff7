import { findProjects, MARKERS_IN_WORDS } from '../io/find-projects.js';
import { readProjectFiles } from '../io/read-project.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { ALL_RULES, lintProject } from '../lint/lint-project.js';
import { checkRuleNames, unknownFormat, type Options } from '../options.js';
import { colorEnvironment, wantsColor } from '../options/color.js';
import type { ExitCode, Ports } from '../ports.js';
import { loadFormat } from '../report/formats.js';
import type { FormatContext, Formatter } from '../report/formatter.js';
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
  checkRuleNames(options, ALL_RULES.map(({ id }) => id));
  const color = wantsColor({
    flag: options.color,
    env: ports.env,
    isTTY: ports.stdout.isTTY && options.outputFile === undefined,
  });
  ports.setEnvironment(colorEnvironment(color));
  const formatter = await findFormatter(options.format, ports);
  const roots = await findProjects(options.paths, ports);
  if (roots.length === 0) return nothingFound(options, ports);
  const outcome = lintRoots(roots, options, ports);
  const tooMany = warningsOver(outcome, options);
  await report(outcome, options, ports, formatter, {
    cwd: ports.cwd,
    color,
    rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
    ...(ports.env['GITHUB_WORKSPACE'] && { workspace: ports.env['GITHUB_WORKSPACE'] }),
    ...(tooMany && { maxWarningsExceeded: tooMany }),
  });
  if (tooMany)
    ports.stderr.write(
      `eblint: ${tooMany.foundWarnings} warnings, more than --max-warnings ${tooMany.maxWarnings} allows.\n`,
    );
  return exitCodeOf(outcome, tooMany !== undefined);
}

async function findFormatter(name: string, ports: Ports): Promise<Formatter> {
  const formatter = (await loadFormat(name)) ?? (await ports.loadFormatter(`eslint-formatter-${name}`));
  if (!formatter) throw unknownFormat(name);
  return formatter;
}

function nothingFound({ paths, errorOnUnmatchedPattern }: Options, { stderr }: Ports): ExitCode {
  if (!errorOnUnmatchedPattern) return 0;
  stderr.write(`eblint: No Elastic Beanstalk project in ${paths.join(', ')}: looked for ${MARKERS_IN_WORDS}.\n`);
  return 2;
}

function lintRoots(roots: readonly string[], options: Options, { files }: Ports): Outcome {
  const outcome: Outcome = { diagnostics: [], checkedFiles: [], crashed: false };
  for (const root of roots) {
    const project = readProjectFiles(root, files);
    const { diagnostics, crashed } = lintProject(project, {
      preset: options.preset,
      severities: options.rules,
      platform: options.platform,
    });
    outcome.diagnostics.push(...diagnostics);
    outcome.checkedFiles.push(...project.files.flatMap((file) => ('source' in file ? [file.path] : [])));
    outcome.crashed ||= crashed;
  }
  return outcome;
}

const countOf = ({ diagnostics }: Outcome, severity: Diagnostic['severity']): number =>
  diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;

function warningsOver(outcome: Outcome, { maxWarnings }: Options): FormatContext['maxWarningsExceeded'] {
  const foundWarnings = countOf(outcome, 'warning');
  return maxWarnings === undefined || foundWarnings <= maxWarnings ? undefined : { maxWarnings, foundWarnings };
}

async function report(
  { diagnostics, checkedFiles }: Outcome,
  { quiet, outputFile }: Options,
  ports: Ports,
  formatter: Formatter,
  context: FormatContext,
): Promise<void> {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
  const text = await formatter(toLintResults(shown, { checkedFiles, withSource: true }), context);
  if (outputFile !== undefined) ports.writeFile(outputFile, text);
  else if (text !== '') ports.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function exitCodeOf(outcome: Outcome, tooManyWarnings: boolean): ExitCode {
  if (outcome.crashed) return 2;
  return countOf(outcome, 'error') > 0 || tooManyWarnings ? 1 : 0;
}
