import type { ProjectFiles } from '../model/project-files.js';
import { readProject, type Project } from '../model/project.js';
import { rules } from '../rules/index.js';
import type { Edit, Fix, Rule } from '../rules/rule.js';
import type { SourceFile } from '../source/index.js';
import type { Diagnostic } from './diagnostic.js';
import { editProject } from './edit-text.js';
import { keepsMeaning } from './keeps-meaning.js';
import { lintModel, type LintOptions, type LintReport } from './lint-project.js';

export interface FixOptions extends LintOptions {
  /** Make unsafe fixes too: those that wake up configuration which was dead, or choose for the user. */
  readonly unsafe?: boolean;
}

export interface FixedProject {
  /** The project with all fixes made. */
  readonly files: ProjectFiles;
  /** The files that differ, each as it was and as it is. */
  readonly changes: readonly { readonly before: SourceFile; readonly after: SourceFile }[];
  /** How many findings were mended. */
  readonly fixed: number;
  /** What is left. */
  readonly report: LintReport;
}

/** See docs/limits.md: each fix costs a lint of the whole project. */
const MAX_TRIES = 500;

interface State {
  readonly project: Project;
  readonly report: LintReport;
}

/**
 * Makes the fixes of a project, one after the other, in memory. After each the project is read and linted again: a fix
 * stays only where its finding is gone, nothing new appears, and nothing but the intended data differ. Of many hundred
 * fixes the last ones wait for the next run.
 */
export function fixProject(
  files: ProjectFiles,
  options: FixOptions = {},
  ruleset: readonly Rule[] = rules,
): FixedProject {
  const read = (current: ProjectFiles): State => {
    const project = readProject(current, options);
    return { project, report: lintModel(project, options, ruleset) };
  };
  let state = read(files);
  let fixed = 0;
  let fixedAtLastRound = 0;
  const refused = new Set<string>();
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const diagnostic = state.report.diagnostics.find(
      (candidate) => isAllowed(candidate.fix, options) && !refused.has(placeKeyOf(candidate)),
    );
    if (!diagnostic) {
      if (fixed === fixedAtLastRound) break;
      // What was refused may be right by now: one mistake hid behind another.
      fixedAtLastRound = fixed;
      refused.clear();
      continue;
    }
    const next = tryFix(state, diagnostic, read);
    if (next) {
      state = next;
      fixed++;
    } else refused.add(placeKeyOf(diagnostic));
  }
  return {
    files: state.project.files,
    changes: changesOf(files, state.project.files),
    fixed,
    report: state.report,
  };
}

const isAllowed = (fix: Fix | undefined, { unsafe = false }: FixOptions): boolean =>
  fix !== undefined && (unsafe || fix.safety === 'safe');

function tryFix(
  state: State,
  diagnostic: Diagnostic,
  read: (files: ProjectFiles) => State,
): State | undefined {
  const { edits } = diagnostic.fix!;
  const files = editProject(state.project.files, edits);
  if (!files) return undefined;
  const next = read(files);
  if (!mends(state.report, next.report, diagnostic)) return undefined;
  const isBetter =
    becomeReadable(state.project, next.project, edits) ||
    (bringsNothingNew(state.report, next.report) && keepsMeaning(state.project, next.project, edits));
  return isBetter ? next : undefined;
}

/** The finding is gone. */
const mends = (before: LintReport, after: LintReport, diagnostic: Diagnostic): boolean => {
  const key = keyOf(diagnostic);
  return (countsOf(after.diagnostics).get(key) ?? 0) < countsOf(before.diagnostics).get(key)!;
};

function bringsNothingNew(before: LintReport, after: LintReport): boolean {
  const old = countsOf(before.diagnostics);
  return [...countsOf(after.diagnostics)].every(([key, count]) => count <= (old.get(key) ?? 0));
}

/** A file that nobody could read said nothing and had no other findings: what it brings now was there all along. */
const becomeReadable = (before: Project, after: Project, edits: readonly Edit[]): boolean =>
  edits.every((edit) => {
    const index = before.configFiles.findIndex(({ file }) => file === edit.file);
    return before.configFiles[index]?.broken === true && after.configFiles[index]?.broken === false;
  });

function countsOf(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics)
    counts.set(keyOf(diagnostic), (counts.get(keyOf(diagnostic)) ?? 0) + 1);
  return counts;
}

/** A finding wherever it moves: lines and columns change with every fix above it. */
const keyOf = ({ ruleId, at, message }: Diagnostic): string => `${ruleId}\n${at.file.path}\n${message}`;

const placeKeyOf = (diagnostic: Diagnostic): string => `${keyOf(diagnostic)}\n${diagnostic.at.span.start}`;

function changesOf(before: ProjectFiles, after: ProjectFiles): FixedProject['changes'] {
  return before.files.flatMap((file, index) => {
    const now = after.files[index];
    const isChanged = 'source' in file && now && 'source' in now && now.source !== file.source;
    return isChanged ? [{ before: file.source, after: now.source }] : [];
  });
}
