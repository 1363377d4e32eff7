import type { Finding } from '../rules/rule.js';
import type { Place, Related } from '../source/index.js';
import {
  MAX_FIX_CHARACTERS,
  MAX_MESSAGE_CHARACTERS,
  MAX_PROJECT_FINDINGS,
  MAX_RELATED_CHARACTERS,
  MAX_RELATED_PLACES,
  MAX_RULE_FINDINGS,
} from '../util/limits.js';
import type { Diagnostic } from './diagnostic.js';

/** How many findings are kept, see docs/limits.md. */
export interface FindingLimits {
  /** Of one rule in one project. */
  readonly perRule: number;
  /** Of all rules in one project. */
  readonly perProject: number;
  /** Whether each finding stays one by itself, also where one answer settles several. */
  readonly isComplete?: true;
}

/** Of a report. */
export const REPORTED: FindingLimits = { perRule: MAX_RULE_FINDINGS, perProject: MAX_PROJECT_FINDINGS };

/** As many, each at its own place. */
export const EACH_PLACE: FindingLimits = { ...REPORTED, isComplete: true };

/** What takes the place of all further findings of a rule. */
export const tooManyFindings = (
  ruleId: string,
  max = REPORTED.perRule,
): Pick<Finding, 'message' | 'help'> => ({
  message: `Rule "${ruleId}" has more than ${max} findings in this project`,
  help: RUN_AGAIN,
});

/** What takes the place of all further findings of a project. */
export const tooManyInProject = (max: number): Pick<Finding, 'message' | 'help'> => ({
  message: `More than ${max} findings in this project, and only the first are reported`,
  help: RUN_AGAIN,
});

const RUN_AGAIN = 'Fix some of them and run eblint again.';

/** The first findings of a sorted list, errors before warnings: an error is never left out for a warning. */
export function firstOf(sorted: readonly Diagnostic[], max: number): readonly Diagnostic[] {
  if (sorted.length <= max) return sorted;
  const errors = sorted.filter(({ severity }) => severity === 'error');
  const warnings = sorted.filter(({ severity }) => severity !== 'error');
  const kept = new Set([...errors, ...warnings].slice(0, max));
  return sorted.filter((diagnostic) => kept.has(diagnostic));
}

/** A finding whose texts and lists are of a length that can be shown, however large the project is. */
export const bounded = ({ fix, ...finding }: Finding): Finding => ({
  ...finding,
  message: shortened(finding.message),
  ...(finding.help !== undefined && { help: shortened(finding.help) }),
  related: boundedRelated(finding.related ?? []),
  ...boundedFix(fix),
});

/** The first always, the others as far as there is room. */
export function boundedRelated(related: readonly Related[]): Related[] {
  const notes = withoutRepeats(related.slice(0, MAX_RELATED_PLACES)).map(boundedNote);
  let length = 0;
  const end = notes.findIndex(
    ({ at, note }, index) =>
      (length += at.file.path.length + note.length) > MAX_RELATED_CHARACTERS && index > 0,
  );
  return end === -1 ? notes : notes.slice(0, end);
}

/** Two listeners may lead to one place. */
const withoutRepeats = (related: readonly Related[]): Related[] =>
  related.filter(
    ({ at, note }, index) =>
      related.findIndex((other) => other.note === note && isSamePlace(other.at, at)) === index,
  );

const isSamePlace = (a: Place, b: Place): boolean =>
  a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end;

/** A fix that is too long to be read is not offered. */
function boundedFix(fix: Finding['fix']): Pick<Finding, 'fix'> {
  if (!fix) return {};
  const lengths = fix.edits.map(({ span, text }) => span.end - span.start + text.length);
  if (lengths.reduce((sum, length) => sum + length, 0) > MAX_FIX_CHARACTERS) return {};
  return { fix: { ...fix, title: shortened(fix.title) } };
}

const boundedNote = ({ at, note }: Related): Related => ({ at, note: shortened(note) });

/** The middle is left out: that is where a long name is. */
function shortened(text: string): string {
  if (text.length <= MAX_MESSAGE_CHARACTERS) return text;
  const start = text.slice(0, (MAX_MESSAGE_CHARACTERS / 4) * 3).toWellFormed();
  return `${start} … ${text.slice(-MAX_MESSAGE_CHARACTERS / 4).toWellFormed()}`;
}
