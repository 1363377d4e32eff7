import { nearest } from '../knowledge/nearest.js';
import { groupBy } from '../model/group-by.js';
import { renamedTo } from '../rules/renamed-rules.js';
import { didYouMean } from '../util/did-you-mean.js';
import { list } from '../util/list.js';
import type { Project } from '../model/project.js';
import type { RuleMeta } from '../rules/rule.js';
import type { Place } from '../source/index.js';
import type { Diagnostic } from './diagnostic.js';
import { OWN_RULES } from './own-rules.js';
import { readSuppressionComments, type SuppressionComment } from './suppression-comments.js';

/** One rule in one `# eblint-disable-…` comment, and the lines that it covers (from 1, both included). */
interface Suppression {
  readonly ruleId: string;
  readonly at: Place;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface SuppressedLint {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Diagnostic[];
}

/**
 * Takes away what `# eblint-disable-line` and `# eblint-disable-next-line` comments cover, and adds what is wrong with
 * these comments themselves.
 * @param known every rule that exists
 * @param active the rules that ran: only of these can a comment be called unused
 */
export function applySuppressions(
  project: Project,
  diagnostics: readonly Diagnostic[],
  known: ReadonlySet<string>,
  active: ReadonlySet<string>,
): SuppressedLint {
  const all = readSuppressionComments(project);
  if (all.length === 0) return { diagnostics, suppressed: [] };
  const comments = all.filter(({ directive }) => DIRECTIVES.has(directive));
  const suppressions = comments.flatMap(({ line, lastLine, rules }) =>
    rules.map(({ id, at }): Suppression => ({ ruleId: id, at, firstLine: line, lastLine })),
  );
  const byRuleAndFile = groupBy(suppressions, ({ ruleId, at }) => [`${ruleId} ${at.file.path}`]);
  const used = new Set<Suppression>();
  const suppressed = new Set<Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { ruleId, at } = diagnostic;
    const { line } = at.file.positionAt(at.span.start);
    for (const suppression of byRuleAndFile.get(`${ruleId} ${at.file.path}`) ?? []) {
      if (line < suppression.firstLine || line > suppression.lastLine) continue;
      used.add(suppression);
      suppressed.add(diagnostic);
    }
  }
  const broken = new Set(project.configFiles.filter((file) => file.broken).map(({ file }) => file));
  // In a file that cannot be parsed most rules are silent, whatever the line contains.
  const unused = suppressions.filter(
    (suppression) =>
      !used.has(suppression) && active.has(suppression.ruleId) && !broken.has(suppression.at.file),
  );
  return {
    diagnostics: [
      ...diagnostics.filter((diagnostic) => !suppressed.has(diagnostic)),
      ...all.filter(({ directive }) => !DIRECTIVES.has(directive)).map(unknownComment),
      ...comments.filter(({ hasReason }) => !hasReason).map(noReason),
      ...comments.filter(({ rules }) => rules.length === 0).map(noRule),
      ...suppressions
        .filter(({ ruleId }) => !known.has(ruleId))
        .map((suppression) => unknownRule(suppression, known)),
      ...unused.map(unusedComment),
    ],
    suppressed: [...suppressed],
  };
}

const ownDiagnostic = (meta: RuleMeta, at: Place, message: string, help: string): Diagnostic => ({
  ruleId: meta.id,
  severity: meta.severity,
  at,
  message,
  help,
  related: [],
});

const DIRECTIVES: ReadonlySet<string> = new Set(['disable-line', 'disable-next-line']);

const unknownComment = ({ at, directive }: SuppressionComment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.unknownComment,
    at,
    `There is no comment "eblint-${directive}"`,
    'Write `eblint-disable-next-line` or `eblint-disable-line`.',
  );

const noReason = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.noReason,
    at,
    'This comment gives no reason',
    'Add it after two hyphens: `-- REASON`.',
  );

const noRule = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(OWN_RULES.unknownRule, at, 'This comment names no rule', 'Write the rule before the reason.');

function unknownRule({ ruleId, at }: Suppression, known: ReadonlySet<string>): Diagnostic {
  const today = renamedTo(ruleId);
  const [message, help]: readonly [string, string] =
    today.length > 0
      ? [`Rule "${ruleId}" was renamed to ${list(today)}`, `Write ${list(today, 'or')}.`]
      : [
          `There is no rule "${ruleId}"`,
          didYouMean(nearest(ruleId, known), 'See all rules with `eblint --list-rules`.'),
        ];
  return ownDiagnostic(OWN_RULES.unknownRule, at, message, help);
}

const unusedComment = ({ ruleId, at }: Suppression): Diagnostic =>
  ownDiagnostic(OWN_RULES.unused, at, `Rule ${ruleId} reports nothing here`, 'Delete it from the comment.');
