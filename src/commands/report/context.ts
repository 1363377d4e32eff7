import type { Options } from '../../cli/parse-flags.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import type { Ports } from '../../ports/ports.js';
import type { FormatContext } from '../../report/formatter.js';
import { toRulesMeta } from '../../report/lint-result/rules-meta.js';
import { counted, totalsOf } from '../../report/text/counted.js';
import { docsUrl } from '../../site.js';
import { lazily } from '../../util/memo.js';
import type { Outcome } from '../outcome.js';
import { repositoryRoot } from '../../discover/repository-root.js';
import { exitCodeOf, warningsOver } from './verdict.js';

/** Where a report goes. */
interface Goal {
  /** Undefined for standard output. */
  readonly file: string | undefined;
  /** Decides on color, which not every format asks for. */
  readonly color: () => boolean;
}

/** What a format is given beside the results. */
export async function contextOf(
  outcome: Outcome,
  { file, color }: Goal,
  options: Options,
  ports: Ports,
): Promise<FormatContext> {
  const { errors, warnings } = totalsOf(outcome.results);
  const isTerminal = file === undefined && ports.stdout.isTTY;
  const tooMany = warningsOver(outcome.results, options);
  const workspace = lazily(() => ports.env['GITHUB_WORKSPACE'] || repositoryRoot(ports));
  const rulesMeta = lazily(() => toRulesMeta(ALL_RULES, docsUrl));
  return {
    cwd: ports.cwd,
    get workspace() {
      return workspace();
    },
    get color() {
      return color();
    },
    hyperlinks: errors + warnings > 0 && isTerminal && color() && (await ports.supportsHyperlinks()),
    width: isTerminal ? ports.stdout.columns : undefined,
    isTerminal,
    quiet: options.quiet,
    fixable: outcome.fixable,
    checked: { projects: outcome.projectRoots.length, files: outcome.files },
    projectRoots: outcome.projectRoots,
    notes: notesOn(outcome),
    failures: outcome.refusals,
    exitCode: exitCodeOf(outcome, options),
    rules: ALL_RULES,
    get rulesMeta() {
      return rulesMeta();
    },
    ...(tooMany && { maxWarningsExceeded: tooMany }),
  };
}

const notesOn = ({ lackedPlatform }: Outcome): string[] =>
  lackedPlatform.size === 0
    ? []
    : [
        `Platform unknown: ${counted(lackedPlatform.size, 'rule')} had less to check. Name it with --platform or "eb init".`,
      ];
