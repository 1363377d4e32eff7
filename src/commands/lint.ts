import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { platformFault } from '../configuration/text-checks.js';
import { findBaseline } from '../discover/find-baseline.js';
import { MARKERS_IN_WORDS } from '../discover/find-projects.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { visible } from '../report/text/one-line.js';
import type { BaselinedOutcome } from './baseline/lint-with-baseline.js';
import { type ConfiguredInput, lintRoots } from './checking/lint-roots.js';
import { configuredProjects, tellRenamedRules } from './configuration/configured-projects.js';
import { findInput } from './input/find-input.js';
import { reporterOf } from './report/reporter.js';
import { exitCodeOf } from './report/verdict.js';

/**
 * Finds projects, checks them and reports.
 * @param memory what earlier runs with the same flags found
 * @throws UsageError, ReadError and WriteError for what the user can fix
 */
export async function lint(
  options: Options,
  ports: Ports,
  memory?: ConfiguredInput['memory'],
): Promise<ExitCode> {
  tellRenamedRules(options, ports);
  checkPlatform(options.platform);
  const report = await reporterOf(options, ports);
  const input = await findInput(options, ports);
  const { roots, mayBeEmpty } = input;
  if (roots.length === 0 && !mayBeEmpty) return nothingFound(options, ports);
  const configured = await configuredProjects(input, options, ports);
  const projects = configured.filter(({ root, used }) => !used?.policy.isIgnoredProject(root));
  if (projects.length === 0 && roots.length > 0 && !mayBeEmpty) return allIgnored(options, ports);
  const { outcome, isOutOfDate } = await outcomeOf({ ...input, projects, memory }, options, ports);
  const isReported = await report(outcome);
  return isOutOfDate || !isReported ? 2 : exitCodeOf(outcome, options);
}

/** A file of suppressions costs no more than a look where there is none. */
async function outcomeOf(input: ConfiguredInput, options: Options, ports: Ports): Promise<BaselinedOutcome> {
  const place = findBaseline(options.suppressionsLocation, { files: input.files, cwd: ports.cwd });
  const isUsed =
    place.exists ||
    options.suppressAll ||
    options.suppressRules.length > 0 ||
    options.pruneSuppressions ||
    options.suppressionsLocation !== undefined;
  if (!isUsed) return { outcome: await lintRoots(input, options, ports), isOutOfDate: false };
  const { lintWithBaseline } = await import('./baseline/lint-with-baseline.js');
  return lintWithBaseline(input, place, options, ports);
}

/** @throws UsageError for a name that tells no platform: with a guess, half of the rules would be silent or wrong */
function checkPlatform(name: string | undefined): void {
  const fault = name === undefined ? undefined : platformFault(name);
  if (fault) throw new UsageError(`${fault.message}. ${fault.help}`);
}

function nothingFound(
  { paths, stdinFilename, errorOnUnmatchedPattern }: Options,
  { stderr }: Ports,
): ExitCode {
  if (!errorOnUnmatchedPattern) return 0;
  const where = visible(stdinFilename ?? paths.join(', '));
  stderr.write(`eblint: No Elastic Beanstalk project in ${where}: looked for ${MARKERS_IN_WORDS}.\n`);
  return 2;
}

function allIgnored({ paths, stdinFilename, errorOnUnmatchedPattern }: Options, { stderr }: Ports): ExitCode {
  if (!errorOnUnmatchedPattern) return 0;
  const where = visible(stdinFilename ?? paths.join(', '));
  stderr.write(`eblint: The configuration ignores all projects in ${where}. Check its \`ignores\`.\n`);
  return 2;
}
