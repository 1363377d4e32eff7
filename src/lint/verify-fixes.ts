import type { ProjectFiles } from '../model/project-files.js';
import type { Project } from '../model/project.js';
import type { Diagnostic } from './diagnostic.js';
import { editProject, editsByFile, spansAfter } from './edit-text.js';
import type { Candidate, FixRefusal } from './fix-candidate.js';
import { keepsMeaning } from './keeps-meaning.js';
import type { LintReport } from './lint-project.js';
import { oncePer, type SourceFile } from '../source/index.js';

/** A project as it is at some point, with everything that was found in it. */
export interface State {
  readonly project: Project;
  readonly report: LintReport;
}

export interface Linter {
  read(files: ProjectFiles): Project;
  /** Without the limit on findings that reports have: what is left out there would look like new afterwards. */
  lint(project: Project): LintReport;
}

export type Verdict =
  | { readonly state: State }
  /** `suspects`: the fixes on whose lines it shows; none where it does not show. */
  | { readonly reason: FixRefusal; readonly suspects: ReadonlySet<Candidate> };

const NOBODY: ReadonlySet<Candidate> = new Set();

/**
 * Makes fixes, which do not overlap, in memory and proves them: the project is read and linted again. Their findings have
 * to be gone, nothing new may appear, and nothing but the intended data may differ.
 */
export function verifyFixes(before: State, candidates: readonly Candidate[], linter: Linter): Verdict {
  const edits = candidates.flatMap(({ fix }) => fix.edits);
  const project = linter.read(editProject(before.project.files, edits));
  const isReadAtLast = becomeReadable(before.project, project, candidates);
  if (!isReadAtLast && !keepsMeaning(before.project, project, edits))
    return { reason: 'changes-meaning', suspects: NOBODY };
  const report = linter.lint(project);
  const surplus = surplusOf(before.report, report, candidates);
  const own = new Set(candidates.map(keyOf));
  const staying = surplus.filter((diagnostic) => own.has(keyOf(diagnostic)));
  if (staying.length > 0) return { reason: 'finding-stays', suspects: suspectsOf(staying, candidates) };
  if (surplus.length === 0 || isReadAtLast) return { state: { project, report } };
  return { reason: 'new-finding', suspects: suspectsOf(surplus, candidates) };
}

/** Whether all edits stand in files that cannot be read without the fixes. */
export const standsInBrokenFiles = ({ fix }: Candidate, project: Project): boolean =>
  fix.edits.every(({ file }) => brokenFiles(project).has(file));

const brokenFiles = oncePer(
  ({ configFiles }: Project): ReadonlySet<SourceFile> =>
    new Set(configFiles.filter(({ broken }) => broken).map(({ file }) => file)),
);

/** A file that nobody could read said nothing and had no other findings: what it brings now was there all along. */
function becomeReadable(before: Project, after: Project, candidates: readonly Candidate[]): boolean {
  const mended = new Set(
    before.configFiles
      .filter(({ broken }, index) => broken && after.configFiles[index]?.broken === false)
      .map(({ file }) => file),
  );
  return candidates.every(({ fix }) => fix.edits.every(({ file }) => mended.has(file)));
}

/** Every finding of a kind of which there are more than before, less those that were to be fixed. */
function surplusOf(before: LintReport, after: LintReport, candidates: readonly Candidate[]): Diagnostic[] {
  const old = countsOf(before.diagnostics);
  const now = countsOf(after.diagnostics);
  const fixed = countsOf(candidates);
  return after.diagnostics.filter((diagnostic) => {
    const key = keyOf(diagnostic);
    return now.get(key)! > (old.get(key) ?? 0) - (fixed.get(key) ?? 0);
  });
}

function countsOf(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics)
    counts.set(keyOf(diagnostic), (counts.get(keyOf(diagnostic)) ?? 0) + 1);
  return counts;
}

/** A finding wherever it moves: lines and columns change with every fix above it. */
export const keyOf = ({ ruleId, at, message }: Diagnostic): string =>
  `${ruleId}\n${at.file.path}\n${message}`;

/** The fixes that edit a line on which one of these findings stands now. */
function suspectsOf(found: readonly Diagnostic[], candidates: readonly Candidate[]): Set<Candidate> {
  const ownerOf = new Map(
    candidates.flatMap((candidate) => candidate.fix.edits.map((edit) => [edit, candidate])),
  );
  const lines = new Map(found.map(({ at }) => [at.file.path, { file: at.file, numbers: new Set<number>() }]));
  for (const { at } of found) lines.get(at.file.path)!.numbers.add(at.file.positionAt(at.span.start).line);
  const suspects = new Set<Candidate>();
  for (const [file, edits] of editsByFile([...ownerOf.keys()])) {
    const now = lines.get(file.path);
    if (!now) continue;
    for (const [index, { start }] of spansAfter(edits).entries())
      if (now.numbers.has(now.file.positionAt(start).line)) suspects.add(ownerOf.get(edits[index]!)!);
  }
  return suspects;
}
