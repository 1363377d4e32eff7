import type { Policy } from '../configuration/policy.js';
import type { ProjectOptions } from '../model/project.js';
import { type AnyRule, type NamedRule, type Preset, type RuleId } from '../rules/rule.js';
import { type Severity, severityOf } from '../rules/severity.js';
import { oncePer } from '../util/memo.js';
import type { Diagnostic } from './diagnostic.js';
import type { Baseline } from './suppressions/baseline.js';

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

/** The rules that run with some options: the same for all projects of a run. */
export const activeRules = oncePer((ruleset: readonly AnyRule[]) =>
  oncePer((options: LintOptions) => ruleset.filter((rule) => mayRun(rule, options))),
);

/** What a rule is set to in a file; undefined where it is not set. */
export const chosenSeverity = (
  id: RuleId,
  path: string,
  { severities, policy }: LintOptions,
): Severity | 'off' | undefined => severities?.get(id) ?? policy?.levelAt(id, path);

/** Whether a preset has a rule: each of them has the recommended ones. */
const isIn = ({ meta }: NamedRule, { preset, policy }: LintOptions): boolean =>
  meta.preset === undefined || meta.preset === (preset ?? policy?.preset);

/** The rules that the chosen preset does not have. */
export const idsOff = (ruleset: readonly AnyRule[], options: LintOptions): ReadonlySet<RuleId> =>
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

/** A severity that the user chose applies to the lowered findings too, and to the linter's own. */
export function withChosenSeverity<T extends Diagnostic>(
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
