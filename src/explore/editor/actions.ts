import type { Candidate } from '../../fix/fix-candidate.js';
import { fixModel, isProved } from '../../fix/fix-project.js';
import { configPairs, keepsMeaning } from '../../fix/keeps-meaning.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { editProject } from '../../lint/edit-text.js';
import { fileKind } from '../../lint/file-kind.js';
import type { LintOptions } from '../../lint/lint-options.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import type { LintReport } from '../../lint/lint-report.js';
import { isOwnRule } from '../../lint/own-rules.js';
import { applySuppressions } from '../../lint/suppressions/suppressions.js';
import { isConfigFile } from '../../model/bundle/config-file-name.js';
import { dataFiles } from '../../model/platform/data-files.js';
import { type Project, readProject, sourceNamed } from '../../model/project.js';
import type { Edit, FileChange, Fix, RuleId } from '../../rules/rule.js';
import type { SourceFile, Span } from '../../source/index.js';
import { lazily } from '../../util/memo.js';

/** Fixes that are proved for one place of a text, each at the cost of a lint. */
const MAX_OFFERED_FIXES = 20;

/** Lines that a suppression comment is tried above: that of the finding, and those that it is indented below. */
const MAX_SUPPRESSION_LINES = 8;

/** A project with what was found in it, and how. */
export interface LintedProject {
  readonly project: Project;
  readonly options: LintOptions;
  readonly report: LintReport;
}

/** Something that an editor offers to do about a finding. */
export interface Action {
  readonly kind: 'fix' | 'suppress';
  /** What is done. */
  readonly title: string;
  readonly diagnostic: Diagnostic;
  /** Whether an expert would do it first: it is safe, or the name that was probably intended. */
  readonly isPreferred: boolean;
  /** Whether an expert would do it without looking. */
  readonly isSafe: boolean;
  readonly edits: readonly Edit[];
  readonly files: readonly FileChange[];
  /** Where a reason belongs: an offset in the text of the only edit. */
  readonly reasonAt?: number;
  /** Why it cannot be done here, and what it leads to: one of several answers that takes more than an edit. */
  readonly disabled?: string;
}

/**
 * What can be done about the findings that touch one of some stretches of a file: fixes, each proved to be right by itself, and a
 * comment that suppresses the finding.
 */
export function actionsAt(
  linted: LintedProject,
  file: SourceFile,
  spans: readonly Span[],
): readonly Action[] {
  const touching = linted.report.diagnostics.filter(
    ({ at }) =>
      at.file === file && spans.some(({ start, end }) => at.span.start <= end && at.span.end >= start),
  );
  const first = touching.slice(0, MAX_OFFERED_FIXES);
  return [
    ...first.flatMap((diagnostic) => fixesOf(diagnostic, linted)),
    ...first.flatMap((diagnostic) => suppressionOf(diagnostic, linted)),
  ];
}

function fixesOf(diagnostic: Diagnostic, linted: LintedProject): Action[] {
  const { fix, choices = [] } = diagnostic;
  const others = choices.filter(({ isFix }) => !isFix);
  const fixing = choices.find(({ isFix }) => isFix);
  const base = { kind: 'fix', diagnostic, files: [] } as const;
  return [
    ...(fix && isApplicable({ ...diagnostic, fix }, linted)
      ? [
          {
            ...base,
            title: fixing ? withoutStop(fixing.action) : titleOf(fix),
            isPreferred: fix.safety === 'safe' || isRespelling(diagnostic),
            isSafe: fix.safety === 'safe',
            edits: fix.edits,
            files: fix.files ?? [],
          },
        ]
      : []),
    ...others.map(({ action, consequence }) => ({
      ...base,
      title: withoutStop(action),
      isPreferred: false,
      isSafe: false,
      edits: [],
      disabled: consequence,
    })),
  ];
}

/** Whether the help asks for the name that was probably intended. */
const isRespelling = ({ help }: Diagnostic): boolean => /^Did you mean "[^"]*"\?$/.test(help ?? '');

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** What an expert would look at first is named. */
const titleOf = ({ title, safety }: Fix): string =>
  safety === 'safe'
    ? title
    : `${title} (${safety === 'unsafe' ? 'needs a review' : 'for a move from an older platform'})`;

/** Whether a fix does what it says in an editor, which sets no modes of files. */
function isApplicable(candidate: Candidate, { project, options, report }: LintedProject): boolean {
  const { files = [] } = candidate.fix;
  const keepsMode = (text: string): boolean =>
    files.some(
      (change) =>
        change.kind === 'delete' &&
        change.file.written === text &&
        project.files.isExecutable?.(change.file.name) !== false,
    );
  const losesMode = files.some(
    (change) => change.kind === 'create' && change.isExecutable && !keepsMode(change.text),
  );
  return !losesMode && isProved(candidate, project, { ...options, report });
}

/** Makes all safe fixes that stay within a file, or those of one rule. */
export function fixAllIn(
  file: SourceFile,
  { project, options, report }: LintedProject,
  rule?: RuleId,
): SourceFile | undefined {
  const { changes } = fixModel(project, {
    ...options,
    report,
    fixes: (id) => rule === undefined || id === rule,
    mayEdit: (other) => other.path === file.path,
    mayCreate: () => false,
  });
  return changes.find(({ before }) => before?.path === file.path)?.after;
}

/** The rules of some findings that have several safe fixes in a file. */
export function repeatedRules(
  file: SourceFile,
  actions: readonly Action[],
  { report }: LintedProject,
): readonly RuleId[] {
  const asked = new Set(actions.flatMap(({ isSafe, diagnostic }) => (isSafe ? [diagnostic.ruleId] : [])));
  const isSafe = ({ at, fix }: Diagnostic): boolean => at.file === file && fix?.safety === 'safe';
  return [...asked].filter(
    (rule) => report.diagnostics.filter((one) => one.ruleId === rule && isSafe(one)).length > 1,
  );
}

const KNOWN = lazily((): ReadonlySet<string> => new Set(ALL_RULES.map(({ id }) => id)));

/** A comment that suppresses a finding, with an empty reason; none where no comment would. */
function suppressionOf(diagnostic: Diagnostic, linted: LintedProject): Action[] {
  const { ruleId, at } = diagnostic;
  if (diagnostic.fatal || isOwnRule(ruleId) || !takesComments(at.file, linted.project)) return [];
  const edit = commentsFor(diagnostic).find((comment) => isSuppressedBy(comment, diagnostic, linted));
  if (!edit) return [];
  return [
    {
      kind: 'suppress',
      title: `Suppress ${ruleId} here`,
      diagnostic,
      isPreferred: false,
      isSafe: false,
      edits: [edit],
      files: [],
      reasonAt: edit.text.trimEnd().length + 1,
    },
  ];
}

/** Whether a file is one in which comments are read, and not JSON. */
function takesComments(file: SourceFile, project: Project): boolean {
  if (/^\s*[{[]/.test(file.text)) return false;
  const isData = isConfigFile(file.name) || dataFiles(project).some((data) => data.file === file);
  return isData || fileKind(file) !== 'other';
}

/** Comments to try: above the line of the finding, then above those that it is indented below. */
function commentsFor({ ruleId, at }: Diagnostic): Edit[] {
  const { file, span } = at;
  const { line } = file.positionAt(span.start);
  if (fileKind(file) === 'procfile') {
    const { end } = file.lineSpan(line);
    return [{ file, span: { start: end, end }, text: ` # eblint-disable-line ${ruleId} -- ` }];
  }
  if (line === 1 && file.text.startsWith('#!')) {
    const { end } = file.lineSpan(1);
    return [{ file, span: { start: end, end }, text: `${file.lineBreak}# eblint-disable ${ruleId} -- ` }];
  }
  return linesAbove(file, line).map((above) => {
    const { start, end } = file.lineSpan(above);
    const indentation = /^[ \t]*/.exec(file.text.slice(start, end))?.[0] ?? '';
    const text = `${indentation}# eblint-disable-next-line ${ruleId} -- ${file.lineBreak}`;
    return { file, span: { start, end: start }, text };
  });
}

/** A line, and those above it that are indented less and less. */
function linesAbove(file: SourceFile, first: number): number[] {
  const indentationOf = (line: number): number => {
    const { start, end } = file.lineSpan(line);
    return file.text.slice(start, end).search(/\S/);
  };
  const lines = [first];
  let indentation = indentationOf(first);
  for (let line = first - 1; line >= 1 && lines.length < MAX_SUPPRESSION_LINES; line--) {
    const own = indentationOf(line);
    if (own < 0 || own >= indentation) continue;
    lines.push(line);
    indentation = own;
  }
  return lines;
}

function isSuppressedBy(edit: Edit, diagnostic: Diagnostic, { project, options }: LintedProject): boolean {
  const changed = readProject(editProject(project.files, [edit]), project.options);
  const file = sourceNamed(edit.file.name, changed.files.files);
  if (!file || !keepsMeaning(configPairs(project, changed), [edit])) return false;
  const { start, end } = diagnostic.at.span;
  const shift = edit.span.start <= start ? edit.text.length : 0;
  const moved: Diagnostic = { ...diagnostic, at: { file, span: { start: start + shift, end: end + shift } } };
  const sets = { known: KNOWN(), active: new Set<string>() };
  return applySuppressions(changed, [moved], sets, options.today).suppressed.length === 1;
}
