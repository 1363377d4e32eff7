import { refusalText } from '../../commands/report/refusal-text.js';
import type { Candidate } from '../../fix/fix-candidate.js';
import { type FixedProject, fixModel, type FixOptions } from '../../fix/fix-project.js';
import type { FindingLimits } from '../../lint/bounded.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { filesOf, overlaps } from '../../lint/edit-text.js';
import type { LintOptions } from '../../lint/lint-options.js';
import { lintModel } from '../../lint/lint-project.js';
import type { Project } from '../../model/project.js';
import { rules } from '../../rules/index.js';
import type { Fix, RuleId } from '../../rules/rule.js';
import { MAX_COMPARED_FINDINGS } from '../../util/limits.js';

/** What has to change in a project for another platform. */
export interface MigrationPlan {
  /** What `--write` changes. */
  readonly applied: readonly PlanItem[];
  /** What depends on what the user wants: `--write --unsafe-fixes` makes one choice where a fix does. */
  readonly decisions: readonly PlanItem[];
  readonly byHand: readonly PlanItem[];
  /** What is wrong on any platform: `--write` leaves it as it is. */
  readonly others: readonly PlanItem[];
}

/** Something that has to change. */
export interface PlanItem extends Diagnostic {
  /** Why its fix is not applied: a sentence. */
  readonly refusal?: string;
}

/** The groups of rules that say what a platform does not have, or no longer does. */
const GROUPS: ReadonlySet<string> = new Set(['nginx', 'platform', 'proxy']);

/** Rules of other groups that report what worked on Amazon Linux 1 or 2. */
export const MIGRATION_RULES: ReadonlySet<RuleId> = new Set([
  'bundle/missing-headers',
  'bundle/missing-requirement',
  'bundle/uninstallable-requirement',
  'config/unknown-service-manager',
  'config/unsupported-package-manager',
  'instance/early-current-folder',
  'instance/ignored-crontab',
  'instance/without-virtual-environment',
  'procfile/unread-procfile',
  'resources/launch-configuration',
]);

/** Whether a finding of a rule belongs to a migration. */
export const isMigration = (rule: RuleId): boolean =>
  GROUPS.has(rule.slice(0, rule.indexOf('/'))) || MIGRATION_RULES.has(rule);

/** What `--write` may write. */
type Places = Pick<FixOptions, 'mayEdit' | 'mayCreate'>;

/** A plan is complete: a report that leaves findings out would make of these something new after `--write`. */
const ALL: FindingLimits = { perRule: MAX_COMPARED_FINDINGS, perProject: Infinity };

/** Everything that the rules report of a project on its new platform, by who changes it. */
export function planOf(project: Project, options: LintOptions & Places): MigrationPlan {
  const { diagnostics } = lintModel(project, options, rules, ALL);
  const reported = diagnostics.filter(({ ruleId }) => isMigration(ruleId));
  const attempt = (unsafe: boolean): FixedProject =>
    fixModel(project, { ...options, fixes: isMigration, migrates: true, unsafe });
  const attempts = [attempt(false), attempt(true)] as const;
  const [safe, all] = attempts.map(({ fixed }) => new Set(fixed.map(keyOf))) as [Set<string>, Set<string>];
  // Others may say the same of another place.
  const isApplied = (diagnostic: Diagnostic): boolean =>
    diagnostic.fix !== undefined && safe.has(keyOf(diagnostic));
  const others = reported
    .filter((diagnostic) => !isApplied(diagnostic))
    .map((diagnostic) => withRefusal(diagnostic, all.has(keyOf(diagnostic)), attempts));
  const isDecision = ({ fix, choices = [] }: Diagnostic): boolean => fix !== undefined || choices.length > 1;
  return {
    applied: reported.filter(isApplied),
    decisions: others.filter(isDecision),
    byHand: others.filter((diagnostic) => !isDecision(diagnostic)),
    others: diagnostics.filter(({ ruleId }) => !isMigration(ruleId)),
  };
}

/**
 * A finding that is not fixed, with the reason: without its fix where it is not made among the unsafe ones either.
 *
 * @param isPossible whether its fix is made among all
 * @param attempts what became of the safe fixes, and of all
 */
export function withRefusal(
  diagnostic: Diagnostic,
  isPossible: boolean,
  [safe, all]: readonly [Attempt, Attempt],
): PlanItem {
  const { fix, choices, ...rest } = diagnostic;
  if (!fix) return diagnostic;
  const candidate = { ...diagnostic, fix };
  if (!isPossible) {
    const own = choices?.filter(({ isFix }) => !isFix);
    return { ...rest, ...(own && { choices: own }), refusal: notApplied(candidate, all) };
  }
  return fix.safety === 'unsafe' ? diagnostic : { ...diagnostic, refusal: notApplied(candidate, safe) };
}

/** A finding in the text as it was: a fix that was made after others has moved. */
const keyOf = ({ ruleId, message, at: { file } }: Diagnostic): string =>
  `${ruleId}\n${file.path}\n${message}`;

type Attempt = Pick<FixedProject, 'fixed' | 'refused'>;

/** Why a fix was not among those that were made: a sentence. */
function notApplied(candidate: Candidate, { fixed, refused }: Attempt): string {
  const refusal = refused.find(({ diagnostic }) => keyOf(diagnostic) === keyOf(candidate));
  return `Not applied: ${refusal ? refusalText(refusal) : obstacleTo(candidate.fix, fixed)}.`;
}

/** What a fix that was made took away from another one. */
function obstacleTo(fix: Fix, fixed: readonly Candidate[]): string {
  const created = new Set(fixed.flatMap((other) => filesOf(other.fix, 'create').map(({ name }) => name)));
  const taken = filesOf(fix, 'create').find(({ name }) => created.has(name));
  if (taken) return `another change of the plan creates \`${taken.name}\``;
  return fixed.some((other) => overlaps([...other.fix.edits, ...fix.edits]))
    ? 'another change of the plan edits the same place'
    : 'it does not fit together with the other changes of the plan';
}
