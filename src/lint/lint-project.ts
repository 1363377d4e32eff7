import type { Policy } from '../configuration/policy.js';
import { withCodePoints } from '../knowledge/look-alikes.js';
import { configFiles } from '../model/bundle/config-files.js';
import type { Doubt } from '../model/doubt.js';
import { platform } from '../model/platform/find-platform.js';
import { procfile } from '../model/platform/procfile.js';
import { type Project, type ProjectFiles, type ProjectOptions, readProject } from '../model/project.js';
import { incompleteness, isComplete, isCompleteAbout, lostFiles } from '../model/scripts/completeness.js';
import { environmentFiles, reportedFiles } from '../model/settings/environments.js';
import { environmentDoubt, mayBeConfiguredElsewhere } from '../model/settings/settings-elsewhere.js';
import { rules } from '../rules/index.js';
import {
  type AnyRule,
  type Finding,
  findingsOf,
  type NamedRule,
  type Preset,
  type RuleId,
  subjectsOf,
} from '../rules/rule.js';
import { type Severity, severityOf } from '../rules/severity.js';
import { type Place, placeOf, SourceFile } from '../source/index.js';
import { MAX_COMPARED_FINDINGS } from '../util/limits.js';
import { lazily, oncePer, reusedItems } from '../util/memo.js';
import { ISSUES_URL } from '../web-addresses.js';
import { applyBaseline, type Baseline, type BaselineUse } from './baseline.js';
import {
  bounded,
  type FindingLimits,
  firstOf,
  REPORTED,
  tooManyFindings,
  tooManyInProject,
} from './bounded.js';
import { brokenFiles, isGuess } from './broken-files.js';
import {
  compareDiagnostics,
  type Diagnostic,
  type ListedSuppression,
  type SuppressedDiagnostic,
} from './diagnostic.js';
import { editProject } from './edit-text.js';
import { OWN_RULES } from './own-rules.js';
import type { Silence } from './silence.js';
import { applySuppressions } from './suppressions.js';
import { withTriedAdvice } from './tried-advice.js';
import { withoutAliasedFix } from './without-aliased-fix.js';
import { withoutRepeats } from './without-repeats.js';
import { withoutYielding } from './without-yielding.js';

export interface LintOptions extends ProjectOptions {
  /** Which rules run: `recommended` unless said; `strict` runs all. */
  readonly preset?: Preset | undefined;
  /** Severities by rule, over the preset and the rules' own. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
  /** What a configuration decides, where neither of these does. */
  readonly policy?: Policy | undefined;
  /** Findings that are known and not reported. */
  readonly baseline?: Baseline | undefined;
  /** Absolute path of the folder that the files of the baseline are relative to: the project's own unless said. */
  readonly baselineFolder?: string | undefined;
  /** The date, as `2027-03-01`: suppression comments expire; they do not where it is left out. */
  readonly today?: string | undefined;
  /** Whether the report says what rules held back, or what one of them did. */
  readonly explainsSilence?: RuleId | true | undefined;
}

export interface LintReport {
  /** Sorted by file, line, column and rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the project and the baseline took away. */
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** What the baseline did; undefined where there is none. */
  readonly baseline?: BaselineUse | undefined;
  /** What is in doubt and not reported; left out where nothing is. */
  readonly heldBack?: readonly Diagnostic[];
  /** The rules in all suppression comments, in the order of the files and of their texts. */
  readonly suppressions: readonly ListedSuppression[];
  /** A rule failed: what it would have found is unknown. */
  readonly crashed: boolean;
  /** There are more findings than the report tells one by one: some were left out, or are part of another one. */
  readonly isLimited: boolean;
  /** Rules that had less to check because nothing names the platform. */
  readonly lackedPlatform: readonly RuleId[];
  /** Absolute paths of the files that cannot be read as a whole: what seems to be missing may be there, and is not reported. */
  readonly lostFiles: readonly string[];
  /** Why the settings of the environment are not all known, so that what is missing is not reported; undefined where they are. */
  readonly unknownEnvironment?: string | undefined;
  /** What rules held back; undefined unless it was asked for. */
  readonly silences?: readonly Silence[] | undefined;
}

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

/** The rules that run with some options: the same for all projects of a run. */
const activeRules = oncePer((ruleset: readonly AnyRule[]) =>
  oncePer((options: LintOptions) => ruleset.filter((rule) => mayRun(rule, options))),
);

/** What a rule is set to in a file; undefined where it is not set. */
const chosenSeverity = (
  id: RuleId,
  path: string,
  { severities, policy }: LintOptions,
): Severity | 'off' | undefined => severities?.get(id) ?? policy?.levelAt(id, path);

/** Whether a preset has a rule: each of them has the recommended ones. */
const isIn = ({ meta }: NamedRule, { preset, policy }: LintOptions): boolean =>
  meta.preset === undefined || meta.preset === (preset ?? policy?.preset);

/** The rules that the chosen preset does not have. */
const idsOff = (ruleset: readonly AnyRule[], options: LintOptions): ReadonlySet<RuleId> =>
  new Set(ruleset.flatMap((rule) => (isIn(rule, options) ? [] : [rule.id])));

/** The severity of a rule that is not set; `off` where it does not run. */
function presetSeverity(rule: NamedRule, options: LintOptions): Severity | 'off' {
  return isIn(rule, options) ? severityOf(rule.meta) : 'off';
}

/** What a rule is set to in a project, where no file of it says otherwise. */
export const severityIn = (root: string, rule: NamedRule, options: LintOptions): Severity | 'off' =>
  chosenSeverity(rule.id, `${root}/\0`, options) ?? presetSeverity(rule, options);

/** Whether a rule is on in any file. */
function mayRun(rule: NamedRule, options: LintOptions): boolean {
  const chosen = options.severities?.get(rule.id);
  if (chosen) return chosen !== 'off';
  const possible = options.policy?.possibleLevels(rule.id) ?? [undefined];
  return [...possible].some((level) => (level ?? presetSeverity(rule, options)) !== 'off');
}

/** Whether a rule found all that there is. */
const ranToItsEnd = (rule: AnyRule, found: readonly Found[], project: Project): boolean =>
  !isSilent(rule, project) && found.every((one) => one.rule === rule);

/** What rules find in a project that changes: as long as nothing changes that they asked for. */
const keptFindings = oncePer((project: Project) =>
  oncePer((options: LintOptions) =>
    oncePer((rule: AnyRule) => runRule(rule, project, options, REPORTED.perRule), reusedItems<Found>),
  ),
);

interface Found {
  readonly finding: Finding;
  readonly rule: NamedRule;
  /** It is in doubt. */
  readonly isHeld?: true;
}

function runRule(
  rule: AnyRule,
  project: Project,
  options: LintOptions,
  maxFindings: number,
): readonly Found[] {
  const { meta } = rule;
  try {
    const subjects = subjectsOf(rule, project);
    // Of a rule about nothing that is there, not even the code is looked at.
    if (subjects.length === 0 || isSilent(rule, project)) return [];
    const isWarning = meta.mayBeSetElsewhere === true && mayBeConfiguredElsewhere(project);
    const found: Found[] = [];
    const held: Found[] = [];
    for (const finding of findingsOf(rule, project, subjects)) {
      if (finding.doubt && held.length < maxFindings)
        held.push({ rule, finding: bounded(finding), isHeld: true });
      if (finding.doubt || (!meta.onBrokenFiles && isAboutGuess(finding, project))) continue;
      if (isTakenAway(finding, options) || reportedFiles(project).has(finding.at.file)) continue;
      if (found.length === maxFindings) return [...found, tooManyFrom(rule, finding, options, maxFindings)];
      const certain = meta.onBrokenFiles ? finding : withoutFixOfBroken(finding, project);
      found.push({ rule, finding: bounded(isWarning ? { ...certain, warnsBecause: 'elsewhere' } : certain) });
    }
    return [...found, ...held];
  } catch (error) {
    return [{ rule: OWN_RULES.crash, finding: crashOf(rule, error, project) }];
  }
}

/** What rules held back, each with the reason. They run once more: an ordinary run keeps nothing of it. */
function silencesOf(active: readonly AnyRule[], project: Project, options: LintOptions): readonly Silence[] {
  const { explainsSilence } = options;
  return active
    .filter(({ id }) => explainsSilence === true || explainsSilence === id)
    .flatMap((rule) => {
      const { id, meta } = rule;
      try {
        const subjects = subjectsOf(rule, project);
        if (subjects.length === 0) return [];
        const whole = isSilent(rule, project) ? incompleteness(project) : undefined;
        return [...findingsOf(rule, project, subjects)]
          .slice(0, REPORTED.perRule)
          .flatMap((finding): Silence[] => {
            const doubt = finding.doubt ?? whole ?? doubtOfGuess(finding, meta, project);
            return doubt && !isTakenAway(finding, options)
              ? [{ ruleId: id, finding: bounded(finding), doubt }]
              : [];
          });
      } catch {
        // The report says that it crashed.
        return [];
      }
    });
}

const doubtOfGuess = (
  finding: Finding,
  { onBrokenFiles }: AnyRule['meta'],
  project: Project,
): Doubt | undefined =>
  !onBrokenFiles && isAboutGuess(finding, project)
    ? { reason: 'the file cannot be parsed as a whole, so this part of it is a guess', at: undefined }
    : undefined;

/** Whether the configuration does without a finding: it is not counted as one of its rule. */
const isTakenAway = (finding: Finding, { policy }: LintOptions): boolean =>
  policy !== undefined && (policy.isIgnored(finding.at.file.path) || policy.isFilledIn(finding));

/** An error where errors may be among what is left out: those that are reported may be suppressed. */
const tooManyFrom = (
  { id, meta }: NamedRule,
  { at }: Finding,
  options: LintOptions,
  maxFindings: number,
): Found => ({
  rule: OWN_RULES.tooMany,
  finding: {
    at,
    ...tooManyFindings(id, maxFindings),
    ...((chosenSeverity(id, at.file.path, options) ?? severityOf(meta)) === 'warning' && {
      warnsBecause: 'milder' as const,
    }),
  },
});

/** What seems to be missing may be in a file that cannot be read. */
const isSilent = ({ meta: { claimsAbsence, mayBeSetElsewhere } }: NamedRule, project: Project): boolean =>
  (claimsAbsence !== undefined &&
    (claimsAbsence === true ? !isComplete(project) : !isCompleteAbout(claimsAbsence, project))) ||
  (mayBeSetElsewhere === true && environmentDoubt(project) !== undefined);

const isAboutGuess = ({ at, related = [] }: Finding, project: Project): boolean =>
  isGuess(at, project) || related.some((other) => isGuess(other.at, project));

/** What a fix makes of a file that cannot be read is not known, and what is outside of the bundle is not eblint's to change. */
function withoutFixOfBroken(finding: Finding, project: Project): Finding {
  const { fix, ...rest } = finding;
  const broken = brokenFiles(project);
  const described = environmentFiles(project);
  return fix?.edits.some(({ file }) => broken.has(file) || described.some((other) => other.file === file))
    ? rest
    : finding;
}

const crashOf = ({ id }: NamedRule, error: unknown, project: Project): Finding => ({
  at: firstPlace(project),
  message: `Rule ${id} failed: ${textOf(error)}`,
  help: REPORT_BUG,
});

const textOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const REPORT_BUG = `This is a bug in eblint. Please report it at ${ISSUES_URL}.`;

/** Why nothing is known of a project, and what to do about it. */
export type CrashReason = Pick<Finding, 'message' | 'help'>;

export const reasonOfCrash = (error: unknown): CrashReason => ({
  message: `The check of this project failed: ${textOf(error)}`,
  help: REPORT_BUG,
});

/** The report on a project whose check did not come to its end. */
export function crashReport(root: string, reason: CrashReason, options: LintOptions): LintReport {
  const at = placeOf(new SourceFile(root, '.', ''), 0, 0);
  return {
    diagnostics: withChosenSeverity(stamp(bounded({ at, ...reason }), OWN_RULES.crash), options),
    suppressed: [],
    suppressions: [],
    crashed: true,
    isLimited: false,
    lackedPlatform: [],
    lostFiles: [],
  };
}

function firstPlace(project: Project): Place {
  const file =
    configFiles(project)[0]?.file ?? procfile(project)?.file ?? new SourceFile(project.files.root, '.', '');
  return placeOf(file, 0, 0);
}

const stamped = ({ finding, rule }: Found): Diagnostic => stamp(finding, rule);
const keptStamp = oncePer(stamped);

/** A finding with its rule and severity. */
function stamp(finding: Finding, { id, meta }: NamedRule): Diagnostic {
  return {
    ruleId: id,
    severity: severityOf(meta, finding),
    at: finding.at,
    message: withCodePoints(finding.message),
    ...(finding.help !== undefined && { help: withCodePoints(finding.help) }),
    related: finding.related ?? [],
    ...(finding.fix && { fix: finding.fix }),
    ...(finding.trial && { trial: finding.trial }),
    ...(finding.choices && { choices: finding.choices }),
    ...(finding.cause && { cause: finding.cause }),
    ...(FATAL_RULES.has(id) && { fatal: true as const }),
  };
}

/** A severity that the user chose applies to the lowered findings too, and to the linter's own. */
function withChosenSeverity<T extends Diagnostic>(
  diagnostic: T,
  options: LintOptions,
  off: ReadonlySet<RuleId> = new Set(),
): T[] {
  const { ruleId, at } = diagnostic;
  if (options.policy?.isIgnored(at.file.path)) return [];
  // One that an override switches on for other files.
  const severity =
    chosenSeverity(ruleId, at.file.path, options) ?? (off.has(ruleId) ? 'off' : diagnostic.severity);
  if (severity === 'off') return [];
  return [severity === diagnostic.severity ? diagnostic : { ...diagnostic, severity }];
}

/** A file that cannot be parsed or read is what ESLint's result shape calls fatal. */
const FATAL_RULES: ReadonlySet<string> = new Set([
  'config/control-character',
  'config/irregular-whitespace',
  'config/syntax-error',
  'project/unreadable',
]);
