import { ALL_RULES } from '../lint/lint-project.js';
import { formatNames, loadFormat } from '../report/formats.js';
import type { FormatContext } from '../report/formatter.js';
import type { LintResult } from '../report/lint-result/lint-result.js';
import { toRulesMeta } from '../report/lint-result/rules-meta.js';
import { totalsOf } from '../report/text/counted.js';
import { didYouMean, nearest } from '../util/nearest.js';
import { list } from '../util/text.js';
import { docsUrl } from '../web-addresses.js';
import { checkParameter } from './checked-parameters.js';

/** How a report is written. What is left out is as for a file: no color, no width. */
export type FormatSettings = Partial<FormatContext> & Pick<FormatContext, 'cwd'>;

/**
 * Results as a built-in format prints them. Some formats show more if `toLintResults` was asked for it: `frames` needs
 * `withExcerpts`, `sarif` and `rdjson` need `withSource`, and the fingerprints of `sarif`, `gitlab` and `ndjson` stay the same
 * while messages are reworded only `withPaths`.
 * @throws TypeError for a format that does not exist
 */
export async function formatResults(
  results: readonly LintResult[],
  format: string,
  settings: FormatSettings,
): Promise<string> {
  checkParameter(Array.isArray(results), 'results', 'an array: see `toLintResults`');
  checkParameter(typeof settings?.cwd === 'string', 'settings.cwd', 'a path');
  const formatter = await loadFormat(format);
  if (!formatter)
    throw new TypeError(
      `Unknown format "${format}". ${didYouMean(nearest(format, formatNames), `Use ${list(formatNames, 'or')}.`)}`,
    );
  return formatter([...results], {
    color: false,
    rules: ALL_RULES,
    rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
    isTerminal: false,
    isBuildService: false,
    hyperlinks: false,
    quiet: false,
    checked: { projects: 0, files: results.length },
    projectRoots: [],
    fixable: { safe: 0, unsafe: 0 },
    notes: [],
    failures: [],
    exitCode: totalsOf(results).errors > 0 ? 1 : 0,
    workspace: settings.cwd,
    ...settings,
  });
}
