import { findProjects, MARKERS_IN_WORDS } from '../io/find-projects.js';
import { ALL_RULES } from '../lint/lint-project.js';
import { checkRuleNames, unknownFormat, type Options } from '../options.js';
import { colorEnvironment, wantsColor } from '../options/color.js';
import { UsageError } from '../options/usage-error.js';
import { parsePlatformName } from '../parse/platform-name.js';
import type { ExitCode, Ports } from '../ports.js';
import { stripAnsi } from '../report/ansi.js';
import { counted, totalsOf } from '../report/counted.js';
import { loadFormat } from '../report/formats.js';
import type { FormatContext, Formatter } from '../report/formatter.js';
import type { LintResult } from '../report/lint-result.js';
import { visible, withoutControls } from '../report/one-line.js';
import { toRulesMeta } from '../report/rules-meta.js';
import { resultWithHelp } from '../report/with-help.js';
import { withoutWarnings } from '../report/without-warnings.js';
import { docsUrl } from '../site.js';
import { lazily } from '../source/index.js';
import { checkForCommand } from './check-for-command.js';
import { lintRoots } from './lint-roots.js';

/**
 * Finds projects, checks them and reports.
 * @throws UsageError, ReadError and WriteError for what the user can mend
 */
export async function lint(options: Options, ports: Ports): Promise<ExitCode> {
  checkRuleNames(
    options,
    ALL_RULES.map(({ id }) => id),
  );
  checkPlatform(options.platform);
  const color = lazily(() => decideColor(options, ports));
  const formatter = await findFormatter(options.format, ports, color);
  checkForCommand(options.paths, ports);
  const roots = await findProjects(options.paths, ports);
  if (roots.length === 0) return nothingFound(options, ports);
  const { results, crashed, diff } = await lintRoots(roots, options, ports);
  const { errors, warnings } = totalsOf(results);
  const tooMany = warningsOver(results, options);
  const shown = options.quiet ? results.map(withoutWarnings) : [...results];
  const text = await formatter(shown, {
    cwd: ports.cwd,
    get color() {
      return color();
    },
    rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
    ...(ports.env['GITHUB_WORKSPACE'] && { workspace: ports.env['GITHUB_WORKSPACE'] }),
    ...(tooMany && { maxWarningsExceeded: tooMany }),
  });
  // The diff of a dry run is meant for `git apply`: nothing else goes with it.
  print(options.fix === 'print' ? patch(diff, options, ports) : text, options.outputFile, ports);
  if (options.fix === 'print' && errors + warnings > 0)
    ports.stderr.write(
      `eblint: ${counted(errors, 'error')} and ${counted(warnings, 'warning')} would be left; run eblint without --fix-dry-run to see them.\n`,
    );
  if (tooMany) ports.stderr.write(`eblint: ${tooManyText(tooMany)}\n`);
  if (crashed) return 2;
  return errors > 0 || tooMany ? 1 : 0;
}

/** @throws UsageError for a name that tells no platform: with a guess, half of the rules would be silent or wrong */
function checkPlatform(name: string | undefined): void {
  if (name === undefined || /^arn:/i.test(name) || parsePlatformName(name).language !== undefined) return;
  throw new UsageError(
    `Option --platform names no platform in ${name}; it takes a name such as "Python 3.12 running on 64bit Amazon Linux 2023".`,
  );
}

/** Decides on colour once, for this program and for the libraries that will be loaded. */
function decideColor({ color: flag, outputFile }: Options, { env, stdout, setEnvironment }: Ports): boolean {
  const color = wantsColor({ flag, env, isTTY: () => outputFile === undefined && stdout.isTTY });
  setEnvironment(colorEnvironment(color));
  return color;
}

/** For `git apply` as it is, for eyes without what would act on their terminal. */
const patch = (diff: string, { outputFile }: Options, { stdout }: Ports): string =>
  stdout.isTTY && outputFile === undefined ? withoutControls(diff) : diff;

const tooManyText = ({
  foundWarnings,
  maxWarnings,
}: NonNullable<FormatContext['maxWarningsExceeded']>): string =>
  `${foundWarnings} ${foundWarnings === 1 ? 'warning' : 'warnings'}, more than --max-warnings ${maxWarnings} allows.`;

async function findFormatter(name: string, ports: Ports, color: () => boolean): Promise<Formatter> {
  const formatter = (await loadFormat(name)) ?? (await loadInstalled(name, ports, color));
  if (!formatter) throw unknownFormat(name);
  return formatter;
}

/** A formatter made for ESLint: it may change what it is given, and decides on colour by itself. */
async function loadInstalled(
  name: string,
  ports: Ports,
  color: () => boolean,
): Promise<Formatter | undefined> {
  // Some decide while they are loaded.
  color();
  const formatter = await ports.loadFormatter(`eslint-formatter-${name}`);
  if (!formatter) return undefined;
  return async (results, context) => {
    const text = await formatter(results.map(printable), context);
    return context.color ? text : stripAnsi(text);
  };
}

/** A copy in which nothing acts on a terminal; lines and columns stay. */
const printable = (result: LintResult): LintResult => ({
  ...resultWithHelp(structuredClone(result)),
  filePath: visible(result.filePath),
  ...(result.source !== undefined && { source: withoutControls(result.source) }),
});

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
  if (outputFile !== undefined) ports.writeFile(outputFile, text);
  else if (text !== '') ports.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
