import { configFiles } from '../model/bundle/config-files.js';
import { procfile } from '../model/platform/procfile.js';
import type { Project } from '../model/project.js';
import { type Finding, type NamedRule, type RuleId } from '../rules/rule.js';
import { type Place, placeOf, SourceFile } from '../source/index.js';
import { ISSUES_URL } from '../web-addresses.js';
import { bounded } from './bounded.js';
import { type Diagnostic, type ListedSuppression, type SuppressedDiagnostic } from './diagnostic.js';
import { type LintOptions, withChosenSeverity } from './lint-options.js';
import { OWN_RULES } from './own-rules.js';
import type { Silence } from './silence.js';
import { stamp } from './stamp.js';
import type { BaselineUse } from './suppressions/baseline.js';

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

export const crashOf = ({ id }: NamedRule, error: unknown, project: Project): Finding => ({
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

export function firstPlace(project: Project): Place {
  const file =
    configFiles(project)[0]?.file ?? procfile(project)?.file ?? new SourceFile(project.files.root, '.', '');
  return placeOf(file, 0, 0);
}
