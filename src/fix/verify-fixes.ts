import type { Diagnostic } from '../lint/diagnostic.js';
import { editProject, editsByFile, spansAfter } from '../lint/edit-text.js';
import type { LintReport } from '../lint/lint-report.js';
import { keyOf, surplusOf } from '../lint/suppressions/surplus.js';
import { configFiles } from '../model/bundle/config-files.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import type { Project, ProjectFiles } from '../model/project.js';
import type { ConfigFile } from '../parse/config-file/config-file.js';
import { breaksFile as isBreaking } from '../parse/problem.js';
import type { SourceFile } from '../source/index.js';
import { groupBy } from '../util/collections.js';
import { oncePer } from '../util/memo.js';
import type { Candidate, FixRefusal } from './fix-candidate.js';
import { type ConfigPair, configPairs, keepsMeaning, keepsReferences } from './keeps-meaning.js';

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
  | {
      readonly reason: FixRefusal;
      readonly suspects: Suspects;
      /** The findings that would come with the fixes. */
      readonly brought?: readonly Diagnostic[];
    };

/** The fixes on whose lines it shows why they fail together; none where it does not show. */
export interface Suspects {
  /** Each the only one on such a line. */
  readonly certain: ReadonlySet<Candidate>;
  /** All of them, those that share a line included. */
  readonly all: ReadonlySet<Candidate>;
}

const NOTHING: ReadonlySet<string> = new Set();

export const NO_SUSPECTS: Suspects = { certain: new Set(), all: new Set() };

/**
 * Makes fixes, which do not overlap, in memory and proves them: the project is read and linted again. Their findings have
 * to be gone, nothing new may appear, and nothing but the intended data may differ. What a rule holds back in doubt counts as
 * found where its key is feared, and a doubt that was there before may end.
 */
export function verifyFixes(
  before: State,
  candidates: readonly Candidate[],
  linter: Linter,
  feared: ReadonlySet<string> = NOTHING,
): Verdict {
  const edits = candidates.flatMap(({ fix }) => fix.edits);
  const files = candidates.flatMap(({ fix }) => fix.files ?? []);
  const project = linter.read(editProject(deployedFiles(before.project), edits, files));
  const pairs = configPairs(before.project, project);
  const isReadAtLast = becomeReadable(pairs, candidates);
  const compared = isReadAtLast ? pairs.filter(([old]) => hasOnlyTags(old)) : pairs;
  if (
    (!isReadAtLast && breaksFile(pairs)) ||
    !keepsMeaning(compared, edits) ||
    !keepsReferences(before.project, project, edits)
  )
    return { reason: 'changes-meaning', suspects: NO_SUSPECTS };
  const report = linter.lint(project);
  const { diagnostics, heldBack = [] } = report;
  const found = [...diagnostics, ...heldBack.filter((held) => feared.has(keyOf(held)))];
  const surplus = surplusOf(withDoubts(before.report), found, candidates);
  const own = new Set(candidates.map(keyOf));
  const staying = surplus.filter((diagnostic) => own.has(keyOf(diagnostic)));
  if (staying.length > 0) return { reason: 'finding-stays', suspects: suspectsOf(staying, candidates) };
  if (surplus.length === 0 || isReadAtLast) return { state: { project, report } };
  return { reason: 'new-finding', suspects: suspectsOf(surplus, candidates), brought: surplus };
}

const withDoubts = ({ diagnostics, heldBack = [] }: LintReport): readonly Diagnostic[] => [
  ...diagnostics,
  ...heldBack,
];

/** Whether all edits are in files that cannot be read without the fixes. */
export const isInBrokenFiles = ({ fix }: Candidate, project: Project): boolean =>
  fix.edits.length > 0 && fix.edits.every(({ file }) => brokenFiles(project).has(file));

const brokenFiles = oncePer(
  (project: Project): ReadonlySet<SourceFile> =>
    new Set(
      configFiles(project)
        .filter(({ broken }) => broken)
        .map(({ file }) => file),
    ),
);

/** Whether all of a file can be read but for tags, whose values are known. */
const hasOnlyTags = ({ problems }: ConfigFile): boolean =>
  problems.every((problem) => problem.kind === 'unsupported-tag' || !isBreaking(problem));

/** Whether a file that could be read cannot be read any more. */
const breaksFile = (pairs: readonly ConfigPair[]): boolean =>
  pairs.some(([old, now]) => !old.broken && now.broken);

/** A file that could not be read had no other findings: those that it has now were there before. */
function becomeReadable(pairs: readonly ConfigPair[], candidates: readonly Candidate[]): boolean {
  const fixed = new Set(pairs.filter(([old, now]) => old.broken && !now.broken).map(([{ file }]) => file));
  return candidates.every(
    ({ fix }) => fix.edits.length > 0 && fix.edits.every(({ file }) => fixed.has(file)),
  );
}

/** The fixes that edit a line that one of these findings marks now. */
function suspectsOf(found: readonly Diagnostic[], candidates: readonly Candidate[]): Suspects {
  const ownerOf = new Map(
    candidates.flatMap((candidate) => candidate.fix.edits.map((edit) => [edit, candidate])),
  );
  const byLine = new Map<string, Set<Candidate>>();
  const onLine = ({ path }: SourceFile, line: number): Set<Candidate> => {
    const key = `${line} ${path}`;
    const group = byLine.get(key) ?? new Set<Candidate>();
    byLine.set(key, group);
    return group;
  };
  const byPath = groupBy(
    found.map(({ at }) => at),
    ({ file }) => [file.path],
  );
  for (const [file, edits] of editsByFile([...ownerOf.keys()])) {
    const places = byPath.get(file.path);
    const now = places?.[0]?.file;
    if (!now) continue;
    const lines = new Set(places.map(({ span }) => now.positionAt(span.start).line));
    for (const [index, { start }] of spansAfter(edits).entries()) {
      const { line } = now.positionAt(start);
      const owner = ownerOf.get(edits[index]!);
      if (owner && lines.has(line)) onLine(file, line).add(owner);
    }
  }
  const groups = [...byLine.values()];
  return {
    certain: new Set(groups.filter(({ size }) => size === 1).flatMap((group) => [...group])),
    all: new Set(groups.flatMap((group) => [...group])),
  };
}
