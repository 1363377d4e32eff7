import { checkRuleNames, type Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { MARKERS_IN_WORDS } from '../discover/find-projects.js';
import { ALL_RULES } from '../lint/lint-project.js';
import { parsePlatformName } from '../parse/platform-name.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { visible } from '../report/text/one-line.js';
import { findInput } from './input/input.js';
import { lintRoots } from './lint-roots.js';
import { reporterOf } from './report/reporter.js';
import { exitCodeOf } from './report/verdict.js';

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
  const report = await reporterOf(options, ports);
  const input = await findInput(options, ports);
  if (input.roots.length === 0 && !input.mayBeEmpty) return nothingFound(options, ports);
  const outcome = await lintRoots(input, options, ports);
  await report(outcome);
  return exitCodeOf(outcome, options);
}

/** @throws UsageError for a name that tells no platform: with a guess, half of the rules would be silent or wrong */
function checkPlatform(name: string | undefined): void {
  if (name === undefined || /^arn:/i.test(name) || parsePlatformName(name).language !== undefined) return;
  throw new UsageError(
    `"${name}" is not the name of a platform. Use a name such as "Python 3.12 running on 64bit Amazon Linux 2023".`,
  );
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
