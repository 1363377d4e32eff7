import type { Project } from '../model/project.js';
import { brokenFiles } from './broken-files.js';
import type { Diagnostic } from './diagnostic.js';
import { OWN_RULES } from './own-rules.js';
import { readSuppressionComments } from './suppression-comments.js';
import { coverageOf, type Suppression } from './suppression-coverage.js';
import { suppressionFindings } from './suppression-findings.js';

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
  const { used, suppressed } = coverageOf(suppressions, diagnostics.filter(isSuppressible));
  // In a file that cannot be parsed most rules are silent, whatever is there.
  const broken = brokenFiles(project);
  const faults = {
    unknownComments: all.filter(({ directive }) => !DIRECTIVES.has(directive)),
    withoutReason: comments.filter(({ hasReason }) => !hasReason),
    withoutRule: comments.filter(({ rules }) => rules.length === 0),
    withTooManyNames: comments.filter(({ hasMoreRules }) => hasMoreRules),
    unknownRules: suppressions.filter(({ ruleId }) => !known.has(ruleId)),
    unused: suppressions.filter(
      (suppression) =>
        !used.has(suppression) && active.has(suppression.ruleId) && !broken.has(suppression.at.file),
    ),
  };
  return {
    diagnostics: [
      ...diagnostics.filter((diagnostic) => !suppressed.has(diagnostic)),
      ...suppressionFindings(faults, known),
    ],
    suppressed: [...suppressed],
  };
}

const DIRECTIVES: ReadonlySet<string> = new Set(['disable-line', 'disable-next-line']);

/** What a comment hides are findings of its file: that others were left out, or that a rule failed, concerns all files. */
const isSuppressible = ({ ruleId }: Diagnostic): boolean => !OWN_IDS.has(ruleId);

const OWN_IDS: ReadonlySet<string> = new Set(Object.values(OWN_RULES).map(({ id }) => id));
