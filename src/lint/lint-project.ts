import { platform } from '../model/platform/find-platform.js';
import { type Project, type ProjectFiles, readProject } from '../model/project.js';
import { lostFiles } from '../model/scripts/completeness.js';
import { environmentDoubt } from '../model/settings/settings-elsewhere.js';
import { rules } from '../rules/index.js';
import { type AnyRule, type NamedRule, type RuleId } from '../rules/rule.js';
import { MAX_COMPARED_FINDINGS } from '../util/limits.js';
import { lazily, oncePer } from '../util/memo.js';
import { type FindingLimits, firstOf, REPORTED, tooManyInProject } from './bounded.js';
import { compareDiagnostics, type Diagnostic } from './diagnostic.js';
import { editProject } from './edit-text.js';
import { activeRules, idsOff, type LintOptions, withChosenSeverity } from './lint-options.js';
import { firstPlace, type LintReport } from './lint-report.js';
import { OWN_RULES } from './own-rules.js';
import { keptFindings, keptStamp, ranToItsEnd, runRule, silencesOf, stamped } from './run-rule.js';
import { stamp } from './stamp.js';
import { applyBaseline } from './suppressions/baseline.js';
import { applySuppressions } from './suppressions/suppressions.js';
import { withTriedAdvice } from './tried-advice.js';
import { withoutAliasedFix } from './without-aliased-fix.js';
import { withoutRepeats } from './without-repeats.js';
import { withoutYielding } from './without-yielding.js';

/** Every rule, those of the linter's own findings included. */
export const ALL_RULES: readonly NamedRule[] = [...rules, ...Object.values(OWN_RULES)];

const knownIds = lazily((): ReadonlySet<string> => new Set(ALL_RULES.map(({ id }) => id)));

/**
 * Checks one project. Pure: everything it knows comes in through `files`. Never throws; a rule that does costs one
 * diagnostic.
 */
export function lintProject(files: ProjectFiles, options: LintOptions = {}): LintReport {
  return lintModel(readProject(files, options), options);
}

/** Runs rules over a project that has been read. */
export function lintModel(
  project: Project,
  options: LintOptions = {},
  ruleset: readonly AnyRule[] = rules,
  limits: FindingLimits = REPORTED,
): LintReport {
  const active = activeRules(ruleset)(options);
  const { measure } = options;
  const runs = active.map((rule) => {
    const find = () =>
      project.options.isChanging
        ? keptFindings(project)(options)(rule)
        : runRule(rule, project, options, limits.perRule);
    return { rule, found: measure ? measure(rule.id, find) : find() };
  });
  const yielded = runs.flatMap((run) => run.found);
  const held = yielded.filter(({ isHeld }) => isHeld);
  const found = held.length > 0 ? yielded.filter(({ isHeld }) => !isHeld) : yielded;
  const finished = runs.filter(({ rule, found: own }) => ranToItsEnd(rule, own, project));
  const ids = new Set(finished.map(({ rule }) => rule.id));
  const { diagnostics, suppressed, suppressions } = applySuppressions(
    project,
    found.map((one) =>
      withoutAliasedFix(project.options.isChanging ? keptStamp(one) : stamped(one), project),
    ),
    { known: knownIds(), active: ids },
    options.today,
  );
  const off = idsOff(ruleset, options);
  const reported = diagnostics.flatMap((diagnostic) => withChosenSeverity(diagnostic, options, off));
  const ordered = withoutYielding(reported, precedence(active)).sort(compareDiagnostics);
  const all = limits.isComplete ? ordered : tried(ordered, project, options, ruleset);
  const baselined =
    options.baseline &&
    applyBaseline(all, options.baseline, {
      project,
      folder: options.baselineFolder ?? project.files.root,
      finished: ids,
      known: knownIds(),
    });
  const sorted = baselined?.diagnostics ?? all;
  const reportable = limits.isComplete ? sorted : withoutRepeats(sorted);
  const within = withinLimit(reportable, project, options, limits.perProject);
  return {
    diagnostics: within,
    suppressed: [
      ...suppressed.flatMap((diagnostic) => withChosenSeverity(diagnostic, options, off)),
      ...(baselined?.suppressed ?? []),
    ],
    baseline: baselined?.use,
    suppressions,
    ...(held.length > 0 && { heldBack: held.map(stamped) }),
    crashed: found.some(({ rule }) => rule === OWN_RULES.crash),
    isLimited: within !== sorted || diagnostics.some(({ ruleId }) => ruleId === OWN_RULES.tooMany.id),
    lackedPlatform: isPlatformKnown(project)
      ? []
      : active.filter(({ meta }) => meta.needsPlatform).map(({ id }) => id),
    lostFiles: lostFiles(project),
    ...(environmentDoubt(project) && { unknownEnvironment: environmentDoubt(project)?.reason }),
    ...(options.explainsSilence && { silences: silencesOf(active, project, options) }),
  };
}

/** Findings whose advice was tried, where it gives effect to what has none. */
export const tried = (
  diagnostics: readonly Diagnostic[],
  project: Project,
  options: LintOptions,
  ruleset: readonly AnyRule[] = rules,
): readonly Diagnostic[] =>
  withTriedAdvice(diagnostics, project, {
    read: ({ edits, files }) =>
      readProject(editProject(project.files, edits, files), {
        ...project.options,
        isChanging: undefined,
        measure: undefined,
      }),
    lint: (changed) =>
      lintModel(changed, { ...options, baseline: undefined, explainsSilence: undefined }, ruleset, COMPARED)
        .diagnostics,
    consequenceOf: (id) => ruleset.find((rule) => rule.id === id)?.meta.consequence,
  });

/** Findings that are compared: what a report leaves out would look like new afterwards. */
export const COMPARED: FindingLimits = {
  perRule: MAX_COMPARED_FINDINGS,
  perProject: Infinity,
  isComplete: true,
};

/** The first findings, and one at the start of the project that says so where others are left out. */
function withinLimit(
  sorted: readonly Diagnostic[],
  project: Project,
  options: LintOptions,
  max: number,
): readonly Diagnostic[] {
  const kept = firstOf(sorted, max);
  if (kept === sorted) return sorted;
  // Errors come first: as long as any is left out, others are there.
  const finding = { at: firstPlace(project), warnsBecause: 'milder', ...tooManyInProject(max) } as const;
  const tooMany = stamp(finding, OWN_RULES.tooMany);
  return [...withChosenSeverity(tooMany, options), ...kept].sort(compareDiagnostics);
}

const isPlatformKnown = (project: Project): boolean =>
  platform(project).generation !== undefined && platform(project).language !== undefined;

/** The rules that each rule yields to. */
const precedence = oncePer(
  (ruleset: readonly AnyRule[]): ReadonlyMap<RuleId, readonly RuleId[]> =>
    new Map(ruleset.flatMap(({ id, meta }) => (meta.yieldsTo ? [[id, meta.yieldsTo]] : []))),
);
