import type { Options } from '../../cli/parse-flags.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import type { Ports } from '../../ports/ports.js';
import { withoutWarnings } from '../../report/lint-result/without-warnings.js';
import { toRulesMeta } from '../../report/lint-result/rules-meta.js';
import { counted, totalsOf } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { docsUrl } from '../../site.js';
import { lazily } from '../../util/lazily.js';
import type { Outcome } from '../lint-roots.js';
import { colorOf } from './color-of.js';
import { findFormatter } from './find-formatter.js';
import { fixLines } from './fix-lines.js';
import { patch } from './patch.js';
import { tooManyText, warningsOver } from './verdict.js';

/**
 * What writes the report of a run. It is made before the run, so that a format that does not exist costs no time.
 * @throws UsageError for a format that does not exist, FormatterError for one that does not work
 */
export async function reporterOf(
  options: Options,
  ports: Ports,
): Promise<(outcome: Outcome) => Promise<void>> {
  const color = lazily(() => colorOf(options, ports));
  const formatter = await findFormatter(options, ports, color);
  return async (outcome) => {
    const { results } = outcome;
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
    const isPatch = options.fix === 'print';
    print(isPatch ? patch(outcome.diff, options, ports, color) : text, options.outputFile, ports);
    for (const line of closingLines(outcome, options, ports)) ports.stderr.write(`eblint: ${line}\n`);
  };
}

/** What a person is told beside the report. */
function closingLines(outcome: Outcome, options: Options, ports: Ports): string[] {
  const { errors, warnings } = totalsOf(outcome.results);
  const tooMany = warningsOver(outcome.results, options);
  return [
    ...fixLines(options, outcome.done, ports),
    ...(options.fix === 'print' && errors + warnings > 0
      ? [
          `${counted(errors, 'error')} and ${counted(warnings, 'warning')} would remain; run eblint without --fix-dry-run to see them.`,
        ]
      : []),
    ...(tooMany ? [tooManyText(tooMany)] : []),
    ...outcome.refusals.map(visible),
  ];
}

const notesOn = ({ lackedPlatform }: Outcome): string[] =>
  lackedPlatform.size === 0
    ? []
    : [
        `Platform unknown: ${counted(lackedPlatform.size, 'rule')} had less to check. Name it with --platform or "eb init".`,
      ];

function print(text: string, outputFile: string | undefined, ports: Ports): void {
  if (outputFile !== undefined) ports.writeReport(outputFile, text);
  else if (text !== '') ports.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
