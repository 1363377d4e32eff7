import type { Doubt } from '../model/doubt.js';
import type { Project } from '../model/project.js';
import { incompleteness, isComplete, isCompleteAbout } from '../model/scripts/completeness.js';
import { environmentFiles, reportedFiles } from '../model/settings/environments.js';
import { environmentDoubt, mayBeConfiguredElsewhere } from '../model/settings/settings-elsewhere.js';
import { type AnyRule, type Finding, findingsOf, type NamedRule, subjectsOf } from '../rules/rule.js';
import { severityOf } from '../rules/severity.js';
import { oncePer, reusedItems } from '../util/memo.js';
import { bounded, REPORTED, tooManyFindings } from './bounded.js';
import { brokenFiles, isGuess } from './broken-files.js';
import type { Diagnostic } from './diagnostic.js';
import { chosenSeverity, type LintOptions } from './lint-options.js';
import { crashOf } from './lint-report.js';
import { OWN_RULES } from './own-rules.js';
import type { Silence } from './silence.js';
import { stamp } from './stamp.js';

/** Whether a rule found all that there is. */
export const ranToItsEnd = (rule: AnyRule, found: readonly Found[], project: Project): boolean =>
  !isSilent(rule, project) && found.every((one) => one.rule === rule);

/** What rules find in a project that changes: as long as nothing changes that they asked for. */
export const keptFindings = oncePer((project: Project) =>
  oncePer((options: LintOptions) =>
    oncePer((rule: AnyRule) => runRule(rule, project, options, REPORTED.perRule), reusedItems<Found>),
  ),
);

export interface Found {
  readonly finding: Finding;
  readonly rule: NamedRule;
  /** It is in doubt. */
  readonly isHeld?: true;
}

export function runRule(
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
export function silencesOf(
  active: readonly AnyRule[],
  project: Project,
  options: LintOptions,
): readonly Silence[] {
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

export const stamped = ({ finding, rule }: Found): Diagnostic => stamp(finding, rule);
export const keptStamp = oncePer(stamped);
