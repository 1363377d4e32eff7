import type { Options } from '../../cli/parse-flags.js';
import { WriteError } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { isProse, loadFormat } from '../../report/formats.js';
import type { FormatContext } from '../../report/formatter.js';
import type { LintResult } from '../../report/lint-result/lint-result.js';

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const SUMMARY_BYTES = 2 ** 20;

/** What GitHub Actions shows beside the log: annotations, and a summary of the job. */
export async function reportToGithub(
  results: readonly LintResult[],
  context: FormatContext,
  options: Options,
  ports: Ports,
): Promise<void> {
  if (mayAnnotate(options)) {
    const github = await loadFormat('github');
    ports.stdout.write((await github?.([...results], context)) ?? '');
  }
  await writeSummary(results, context, options, ports);
}

/**
 * Annotations follow only what no program reads: neither another format on standard output, nor the lines of `stylish`,
 * `compact` and `unix`, which the problem matchers of actions/setup-node and ours make annotations of.
 */
const mayAnnotate = ({ format, outputFile }: Options): boolean => outputFile !== undefined || isProse(format);

/** A summary that cannot be written is no reason to fail: no user has asked for it. */
async function writeSummary(
  results: readonly LintResult[],
  context: FormatContext,
  { outputs }: Options,
  { env, stderr, appendReport }: Ports,
): Promise<void> {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (!path || outputs.some(({ file }) => file === path)) return;
  const markdown = await loadFormat('markdown');
  const text = (await markdown?.([...results], context)) ?? '';
  try {
    appendReport(path, text, SUMMARY_BYTES);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    stderr.write(`eblint: ${error.message}\n`);
  }
}
