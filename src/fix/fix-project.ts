import { filesOf } from '../lint/edit-text.js';
import type { LintOptions } from '../lint/lint-options.js';
import { COMPARED, lintModel, tried } from '../lint/lint-project.js';
import type { LintReport } from '../lint/lint-report.js';
import { keyOf } from '../lint/suppressions/surplus.js';
import { configFiles } from '../model/bundle/config-files.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import { procfile } from '../model/platform/procfile.js';
import { type Project, type ProjectFiles, readProject } from '../model/project.js';
import { rules } from '../rules/index.js';
import type { AnyRule, Fix, RuleId } from '../rules/rule.js';
import { piecesIn, type SourceFile, type Span } from '../source/index.js';
import { partitionPoint } from '../util/collections.js';
import { MAX_PROOFS, MAX_PROVED_PIECES } from '../util/limits.js';
import { lazily, oncePer } from '../util/memo.js';
import { type Candidate, type FixRefusal, refusalOf, type RefusedFix } from './fix-candidate.js';
import { type Round, tryFixes, type Verify } from './try-fixes.js';
import { isInBrokenFiles, type Linter, type State, verifyFixes } from './verify-fixes.js';

export type { FixRefusal };

export interface FixOptions extends LintOptions {
  /** Make unsafe fixes too: those that wake up configuration which was dead, or choose for the user. */
  readonly unsafe?: boolean;
  /** Make fixes that are safe where a project is moved to another platform. */
  readonly migrates?: boolean;
  /** Whether the fixes of a rule are made; those of all rules where this is left out. */
  readonly fixes?: (rule: RuleId) => boolean;
  /** Whether a file may be changed; every one may where this is left out. */
  readonly mayEdit?: (file: SourceFile) => boolean;
  /** Whether a file may be created, by its path below the root; every one may where this is left out. */
  readonly mayCreate?: (name: string) => boolean;
  /** How many proofs are made at most; see docs/limits.md. */
  readonly maxProofs?: number;
  /** What was found in the project with these options and all rules, where that is known. */
  readonly report?: LintReport;
}

/** A file as it was and as it is; one that is created or deleted has only one of the two. */
export type ChangedFile =
  | { readonly before: SourceFile; readonly after: SourceFile }
  | { readonly before?: undefined; readonly after: SourceFile; readonly isExecutable: boolean }
  | { readonly before: SourceFile; readonly after?: undefined };

export interface FixedProject {
  /** The project with all fixes made. */
  readonly files: ProjectFiles;
  /** The files that differ. */
  readonly changes: readonly ChangedFile[];
  /** The findings that were fixed, each in the text as it was before its fix. */
  readonly fixed: readonly Candidate[];
  /** The fixes that were not made, and why. */
  readonly refused: readonly RefusedFix[];
  /** What is left. */
  readonly report: LintReport;
}

/** Also in a large project. */
const MIN_PROOFS = 10;

/** Makes the fixes of a project in memory: all that can be made at once, then what these bring to light, until none is left. */
export function fixProject(
  files: ProjectFiles,
  options: FixOptions = {},
  ruleset: readonly AnyRule[] = rules,
): FixedProject {
  return fixModel(readProject(files, options), options, ruleset);
}

/** Makes the fixes of a project that has been read. */
export function fixModel(
  project: Project,
  options: FixOptions = {},
  ruleset: readonly AnyRule[] = rules,
): FixedProject {
  const linter = linterFor(options, ruleset);
  const maxProofs = Math.min(options.maxProofs ?? MAX_PROOFS, maxProofsOf(project));
  let proofs = 0;
  const verify: Verify = (before, candidates, feared) =>
    proofs++ < maxProofs ? verifyFixes(before, candidates, linter, feared) : undefined;
  const known = options.report?.isLimited === false ? options.report : undefined;
  let state: State = { project, report: known ?? linter.lint(project) };
  const fixed: Candidate[] = [];
  const refused = new Map<string, RefusedFix>();
  const candidatesIn = oncePer((one: State) => candidatesOf(one, options, ruleset));
  for (;;) {
    const waiting = candidatesIn(state).filter((candidate) => !refused.has(placeKeyOf(candidate)));
    if (waiting.length === 0) break;
    const round = runRound(state, waiting, options, verify);
    state = round.state;
    fixed.push(...round.fixed);
    // What was refused may be right by now: one mistake had hidden another.
    if (round.fixed.length > 0) refused.clear();
    else for (const one of round.refused) refused.set(placeKeyOf(one.diagnostic), one);
  }
  // Not needed where fixes are only counted.
  const report = lazily(() => lintModel(state.project, options, ruleset));
  return {
    files: deployedFiles(state.project),
    changes: changesOf(deployedFiles(project), deployedFiles(state.project), executablesOf(fixed)),
    fixed,
    refused: [...refused.values()],
    get report() {
      return report();
    },
  };
}

/** Whether the fix of one finding can be made by itself: it is proved like all others. */
export function isProved(candidate: Candidate, project: Project, options: FixOptions = {}): boolean {
  const linter = linterFor(options, rules);
  const known = options.report?.isLimited === false ? options.report : linter.lint(project);
  const verify: Verify = (before, candidates, feared) => verifyFixes(before, candidates, linter, feared);
  return runRound({ project, report: known }, [candidate], options, verify).fixed.length > 0;
}

const linterFor = (options: FixOptions, ruleset: readonly AnyRule[]): Linter => ({
  read: (current) => readProject(current, options),
  lint: (project) => lintModel(project, options, ruleset, COMPARED),
});

function maxProofsOf(project: Project): number {
  const sources = [...configFiles(project), procfile(project) ?? []].flat();
  const pieces = sources.reduce((sum, { file }) => sum + piecesIn(file.text), 1);
  return Math.min(MAX_PROOFS, Math.max(MIN_PROOFS, Math.floor(MAX_PROVED_PIECES / pieces)));
}

function candidatesOf(
  { project, report }: State,
  options: FixOptions,
  ruleset: readonly AnyRule[],
): Candidate[] {
  const { diagnostics } = report;
  // The advice in the report of the user has been tried.
  const known = report === options.report ? diagnostics : tried(diagnostics, project, options, ruleset);
  return known.filter(
    (diagnostic): diagnostic is Candidate =>
      diagnostic.fix !== undefined &&
      isWanted(diagnostic.fix, options) &&
      (!options.fixes || options.fixes(diagnostic.ruleId)),
  );
}

const isWanted = ({ safety }: Fix, { unsafe = false, migrates = false }: FixOptions): boolean =>
  unsafe || safety === 'safe' || (migrates && safety === 'migration');

const placeKeyOf = (candidate: Candidate): string => `${keyOf(candidate)}\n${candidate.at.span.start}`;

/** Tries what can be tried at once; what waits for others is neither fixed nor refused by it. */
function runRound(state: State, waiting: readonly Candidate[], options: FixOptions, verify: Verify): Round {
  const own = new Set(
    deployedFiles(state.project).files.flatMap((file) => ('source' in file ? [file.source] : [])),
  );
  const editable = {
    isOwn: (file: SourceFile) => own.has(file),
    exists: existingIn(deployedFiles(state.project)),
    mayEdit: options.mayEdit ?? (() => true),
    mayCreate: options.mayCreate ?? (() => true),
  };
  const judged = waiting.map((diagnostic) => ({ diagnostic, reason: refusalOf(diagnostic, editable) }));
  const unfit = judged.filter((one): one is RefusedFix => one.reason !== undefined);
  const fit = judged.filter(({ reason }) => reason === undefined).map(({ diagnostic }) => diagnostic);
  // What a broken file holds comes to light with its fix and is compared with nothing, so nothing else goes along.
  const repairs = fit.filter((candidate) => isInBrokenFiles(candidate, state.project));
  const round = tryFixes(state, separateFixes(repairs.length > 0 ? repairs : fit), verify);
  return { ...round, refused: [...unfit, ...round.refused] };
}

/** Whether a project has a file of a name, one below it, or one where it needs a folder; in any case of letters. */
function existingIn({ files }: ProjectFiles): (name: string) => boolean {
  const names = new Set(files.map(({ name }) => name.toLowerCase()));
  const folders = new Set([...names].flatMap(foldersAbove));
  return (name) => {
    const lower = name.toLowerCase();
    return names.has(lower) || folders.has(lower) || foldersAbove(lower).some((folder) => names.has(folder));
  };
}

const foldersAbove = (name: string): string[] =>
  [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index));

/** The names of the files that fixes create to be run. */
const executablesOf = (fixed: readonly Candidate[]): ReadonlySet<string> =>
  new Set(
    fixed.flatMap(({ fix }) =>
      filesOf(fix, 'create').flatMap((file) => (file.isExecutable ? [file.name] : [])),
    ),
  );

function changesOf(
  before: ProjectFiles,
  after: ProjectFiles,
  executables: ReadonlySet<string>,
): FixedProject['changes'] {
  const [old, now] = [before, after].map(
    ({ files }) =>
      new Map(files.flatMap((file) => ('source' in file ? [[file.name, file.source] as const] : []))),
  ) as [Map<string, SourceFile>, Map<string, SourceFile>];
  return [
    ...[...old].flatMap(([name, source]): ChangedFile[] => {
      const same = now.get(name);
      if (!same) return [{ before: source }];
      return same === source ? [] : [{ before: source, after: same }];
    }),
    ...[...now].flatMap(([name, source]) =>
      old.has(name) ? [] : [{ after: source, isExecutable: executables.has(name) }],
    ),
  ];
}

/** The fixes that can be made at once: one that touches what an earlier one touches waits for the next round. */
export function separateFixes(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Map<SourceFile, Span[]>();
  const spansOf = (file: SourceFile): Span[] => {
    const spans = taken.get(file) ?? [];
    taken.set(file, spans);
    return spans;
  };
  const names = new Set<string>();
  const deleted = new Set<SourceFile>();
  return candidates.filter(({ fix }) => {
    const created = filesOf(fix, 'create').map(({ name }) => name.toLowerCase());
    const gone = filesOf(fix, 'delete').map(({ file }) => file);
    const isBlocked =
      fix.edits.some(({ file, span }) => deleted.has(file) || isTaken(span, spansOf(file))) ||
      created.some((name) => names.has(name)) ||
      gone.some((file) => deleted.has(file) || spansOf(file).length > 0);
    if (isBlocked) return false;
    for (const { file, span } of fix.edits) spansOf(file).splice(indexOf(span, spansOf(file)), 0, span);
    for (const name of created) names.add(name);
    for (const file of gone) deleted.add(file);
    return true;
  });
}

/** Two insertions at one place would have no order, so they are not made at once either. */
function isTaken(span: Span, taken: readonly Span[]): boolean {
  const index = indexOf(span, taken);
  const [before, after] = [taken[index - 1], taken[index]];
  const end = Math.max(span.end, span.start + 1);
  return (before !== undefined && span.start < before.end) || (after !== undefined && after.start < end);
}

const indexOf = ({ start }: Span, sorted: readonly Span[]): number =>
  partitionPoint(sorted, (span) => span.start < start);
