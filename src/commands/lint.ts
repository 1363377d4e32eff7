import { findProjects, MARKERS_IN_WORDS } from '../discover/find-projects.js';
import { ALL_RULES } from '../lint/lint-project.js';
import { checkRuleNames, type Options } from '../cli/parse-flags.js';
import { colorEnvironment, wantsColor } from '../cli/color.js';
import { UsageError } from '../cli/usage-error.js';
import { parsePlatformName } from '../parse/platform-name.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { counted, totalsOf } from '../report/text/counted.js';
import { loadFormat, quiet } from '../report/formats.js';
import type { FormatContext, Formatter } from '../report/formatter.js';
import type { LintResult } from '../report/lint-result/lint-result.js';
import { visible, withoutControls } from '../report/text/one-line.js';
import { paintDiff } from '../fix/paint-diff.js';
import { patchForLog } from '../fix/patch-for-log.js';
import { toRulesMeta } from '../report/lint-result/rules-meta.js';
import { withoutWarnings } from '../report/lint-result/without-warnings.js';
import { docsUrl } from '../site.js';
import { lazily } from '../util/lazily.js';
import { checkForCommand } from './check-for-command.js';
import { fixLines } from './fix-lines.js';
import { lintRoots, type Outcome } from './lint-roots.js';

/**
 * Finds projects, checks them and reports.
 * @throws UsageError, ReadError and WriteError for what the user can fix
 */
export async function lint(options: Options, ports: Ports): Promise<ExitCode> {
  checkRuleNames(
    options,
    ALL_RULES.map(({ id }) => id),
  );
  checkPlatform(options.platform);
  const color = lazily(() => decideColor(options, ports));
  const formatter = await findFormatter(options, ports, color);
  checkForCommand(options.paths, ports);
  const roots = await findProjects(options.paths, ports);
  if (roots.length === 0) return nothingFound(options, ports);
  const outcome = await lintRoots(roots, options, ports);
  const { results, crashed, diff, refusals } = outcome;
  const { errors, warnings } = totalsOf(results);
  const tooMany = warningsOver(results, options);
  const shown = options.quiet ? results.map(withoutWarnings) : [...results];
  const isTerminal = options.outputFile === undefined && ports.stdout.isTTY;
  const text = await formatter(shown, {
    cwd: ports.cwd,
    get color() {
      return color();
    },
    hyperlinks: errors + warnings > 0 && isTerminal && color() && (await ports.supportsHyperlinks()),
    width: isTerminal ? ports.stdout.columns : undefined,
    isTerminal,
    quiet: options.quiet,
    fixable: outcome.fixable,
    checked: { projects: outcome.projects, files: outcome.files },
    notes: notesOn(outcome),
    rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
    ...(ports.env['GITHUB_WORKSPACE'] && { workspace: ports.env['GITHUB_WORKSPACE'] }),
    ...(tooMany && { maxWarningsExceeded: tooMany }),
  });
  // The diff of a dry run is meant for `git apply`: nothing else goes with it.
  print(options.fix === 'print' ? patch(diff, options, ports, color) : text, options.outputFile, ports);
  for (const line of fixLines(options, outcome.done, ports)) ports.stderr.write(`eblint: ${line}\n`);
  if (options.fix === 'print' && errors + warnings > 0)
    ports.stderr.write(
      `eblint: ${counted(errors, 'error')} and ${counted(warnings, 'warning')} would remain; run eblint without --fix-dry-run to see them.\n`,
    );
  if (tooMany) ports.stderr.write(`eblint: ${tooManyText(tooMany)}\n`);
  for (const refusal of refusals) ports.stderr.write(`eblint: ${visible(refusal)}\n`);
  if (crashed || refusals.length > 0) return 2;
  return errors > 0 || tooMany ? 1 : 0;
}

const notesOn = ({ lackedPlatform }: Outcome): string[] =>
  lackedPlatform.size === 0
    ? []
    : [
        `Platform unknown: ${counted(lackedPlatform.size, 'rule')} had less to check. Name it with --platform or "eb init".`,
      ];

/** @throws UsageError for a name that tells no platform: with a guess, half of the rules would be silent or wrong */
function checkPlatform(name: string | undefined): void {
  if (name === undefined || /^arn:/i.test(name) || parsePlatformName(name).language !== undefined) return;
  throw new UsageError(
    `"${name}" is not the name of a platform. Use a name such as "Python 3.12 running on 64bit Amazon Linux 2023".`,
  );
}

/** Decides on colour once, for this program and for the libraries that will be loaded. */
function decideColor({ color: flag, outputFile }: Options, { env, stdout, setEnvironment }: Ports): boolean {
  const color = wantsColor({ flag, env, isTTY: () => outputFile === undefined && stdout.isTTY });
  setEnvironment(colorEnvironment(color));
  return color;
}

/**
 * For `git apply`, in a file as it is; for eyes without what would act on their terminal, for a log without what would
 * command a build service.
 * @throws UsageError where that cannot be kept apart
 */
function patch(diff: string, { outputFile }: Options, { stdout }: Ports, color: () => boolean): string {
  if (outputFile !== undefined) return diff;
  const text = patchForLog(stdout.isTTY ? withoutControls(diff) : diff);
  if (text !== undefined) return stdout.isTTY && color() ? paintDiff(text) : text;
  throw new UsageError(
    'The diff contains text that a build service would read as a command. Write it to a file with --output-file.',
  );
}

const tooManyText = ({
  foundWarnings,
  maxWarnings,
}: NonNullable<FormatContext['maxWarningsExceeded']>): string =>
  `${foundWarnings} ${foundWarnings === 1 ? 'warning' : 'warnings'}, more than --max-warnings ${maxWarnings} allows.`;

async function findFormatter(options: Options, ports: Ports, color: () => boolean): Promise<Formatter> {
  const formatter = await loadFormat(options.format);
  if (formatter) return formatter;
  const { foreignFormatter } = await import('./foreign-formatter.js');
  // Some packages decide on colour while they are loaded.
  color();
  return quiet(await foreignFormatter(options, ports));
}

function nothingFound({ paths, errorOnUnmatchedPattern }: Options, { stderr }: Ports): ExitCode {
  if (!errorOnUnmatchedPattern) return 0;
  const where = visible(paths.join(', '));
  stderr.write(`eblint: No Elastic Beanstalk project in ${where}: looked for ${MARKERS_IN_WORDS}.\n`);
  return 2;
}

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
  if (outputFile !== undefined) ports.writeReport(outputFile, text);
  else if (text !== '') ports.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
