import { dirname } from 'node:path';
import { isInside } from '../discover/is-inside.js';
import { repositoryRoot } from '../discover/repository-root.js';
import type { Candidate, RefusedFix } from '../fix/fix-candidate.js';
import { type ChangedFile, type FixedProject, fixModel, type FixOptions } from '../fix/fix-project.js';
import { unifiedDiff } from '../fix/unified-diff.js';
import { lintProject } from '../lint/lint-project.js';
import type { LintReport } from '../lint/lint-report.js';
import { type Project, type ProjectFile, type ProjectFiles, readProject } from '../model/project.js';
import { secretLines } from '../model/settings/secret-spans.js';
import { WriteError } from '../ports/file-system.js';
import type { Ports, Undo, WriteKind } from '../ports/ports.js';
import type { RuleId } from '../rules/rule.js';
import { positionsOf, type SourceFile } from '../source/index.js';
import { list } from '../util/text.js';
import { refusalText } from './report/refusal-text.js';

/** A write that fails although it was checked has a cause such as a full disk: not every file is tried. */
const MAX_FAILED_WRITES = 3;

/** `write` changes the files, `print` leaves them as they are. */
export type FixMode = 'write' | 'print';

export interface FixedFiles {
  /** What is left. */
  readonly report: LintReport;
  /** What `print` would change. */
  readonly diff: string;
  readonly done: FixesDone;
  /** Files that were not changed although something in them could be fixed, each as a sentence. */
  readonly refusals: readonly string[];
}

/** What became of the fixes of a project. */
export interface FixesDone {
  /** How many findings were fixed. */
  readonly fixed: number;
  /** The files that were changed, or would be: absolute paths. */
  readonly paths: readonly string[];
  /** The fixes that were not made, and why. */
  readonly refused: readonly NotMade[];
}

/** A fix that was not made. */
interface NotMade {
  /** Absolute path of the file of its finding. */
  readonly path: string;
  readonly line: number;
  readonly ruleId: RuleId;
  /** Why, as a part of a sentence. */
  readonly reason: string;
}

/**
 * The folder below which no link leads to a file that is written: the project, or the folder that its user works in if it is there.
 * What a pattern has found may itself be a link that another user made.
 */
export const topOfWrites = (root: string, cwd: string): string =>
  isInside(root, cwd) && dirname(cwd) !== cwd ? cwd : root;

/** Which files fixes may write: what the check of every write says, for what only counts or lists them. */
export const writablePlaces = (
  root: string,
  { checkPlace, cwd }: Pick<Ports, 'checkPlace' | 'cwd'>,
): Required<Pick<FixOptions, 'mayEdit' | 'mayCreate'>> => {
  const mayWrite = (path: string): boolean =>
    refusalOf(() => {
      checkPlace(path, topOfWrites(root, cwd));
    }) === undefined;
  return { mayEdit: ({ path }) => mayWrite(path), mayCreate: (name) => mayWrite(`${root}/${name}`) };
};

/** Fixes what can be fixed in one project. A file that cannot be written is not changed, nor what depends on it. */
export function fixFiles(files: ProjectFiles, mode: FixMode, options: FixOptions, ports: Ports): FixedFiles {
  return mode === 'print' ? printed(files, options, ports) : written(files, options, ports);
}

function printed(files: ProjectFiles, options: FixOptions, ports: Ports): FixedFiles {
  const folder = repositoryRoot(ports);
  const refusals = new Map<string, string>();
  // What may be written nowhere is not shown as if it were written; what may not be written now is.
  const result = fixWritable(readProject(files, options), options, refusals, (change) => {
    ports.checkPlace(pathOf(change), topOfWrites(files.root, ports.cwd));
  });
  const { changes, report } = result;
  const diffs = changes.map((change) => ({
    path: pathOf(change),
    diff: unifiedDiff(change, { folder, hiddenLines: secretLines }),
  }));
  return {
    report,
    diff: diffs.map(({ diff }) => diff ?? '').join(''),
    done: doneBy(result),
    refusals: [
      ...refusals.values(),
      ...diffs
        .filter(({ diff }) => diff === undefined)
        .map(({ path }) => `Cannot show the diff of ${path}: it would show a line that may hold a secret.`),
    ],
  };
}

function written(files: ProjectFiles, options: FixOptions, ports: Ports): FixedFiles {
  const removed = new Set(
    ports.removeStaleTemporaries(
      files.files.map(({ path }) => path),
      topOfWrites(files.root, ports.cwd),
    ),
  );
  const top = topOfWrites(files.root, ports.cwd);
  const own = { ...files, files: files.files.filter(({ path }) => !removed.has(path)) };
  const project = readProject(own, options);
  const refusals = new Map<string, string>();
  for (let attempts = 1; ; attempts++) {
    const fixed = fixWritable(project, options, refusals, (change) => {
      ports.checkWrite(kindOf(change), pathOf(change), top);
    });
    const failure = writeAll(inSafeOrder(fixed.changes), top, ports);
    if (!failure)
      return { report: fixed.report, diff: '', done: doneBy(fixed), refusals: [...refusals.values()] };
    const { change, reason, left } = failure;
    refusals.set(pathOf(change), reason);
    if (left.length === 0 && attempts < MAX_FAILED_WRITES) continue;
    const notWritten = fixed.changes.filter((candidate) => !left.includes(candidate));
    return {
      report: lintProject(withOld(fixed.files, notWritten), options),
      diff: '',
      done: {
        fixed: 0,
        paths: left.map(pathOf),
        refused: [...fixed.fixed.map(refusedWithFile), ...fixed.refused].map(notMade),
      },
      refusals: [...refusals.values(), ...unchangedTexts(left)],
    };
  }
}

const refusedWithFile = (diagnostic: Candidate): RefusedFix => ({ diagnostic, reason: 'file-refused' });

function notMade(refusal: RefusedFix): NotMade {
  const { ruleId, at } = refusal.diagnostic;
  return { path: at.file.path, line: positionsOf(at).start.line, ruleId, reason: refusalText(refusal) };
}

/** What to say of changes that could not be taken back. */
const unchangedTexts = (left: readonly ChangedFile[]): string[] =>
  left.length === 0
    ? []
    : [`Only a part of the fixes was made, in ${list(left.map(pathOf))}: compare it with your last commit.`];

/** Why changes are not made. */
interface WriteFailure {
  /** The change that could not be made. */
  readonly change: ChangedFile;
  readonly reason: string;
  /** What was made before, and could not be taken back. */
  readonly left: readonly ChangedFile[];
}

/** Makes all of some changes, or none: what was made before one that fails is taken back, the last change first. */
function writeAll(changes: readonly ChangedFile[], root: string, ports: Ports): WriteFailure | undefined {
  const made: { readonly change: ChangedFile; readonly undo: Undo }[] = [];
  for (const change of changes) {
    try {
      made.push({ change, undo: apply(change, root, ports) });
    } catch (error) {
      // What was made first may hold what a later change took away: it stays where that one does.
      const stuck = made.findLastIndex(({ undo }) => refusalOf(undo) !== undefined);
      if (error instanceof WriteError)
        return { change, reason: error.message, left: made.slice(0, stuck + 1).map((one) => one.change) };
      throw error;
    }
  }
  return undefined;
}

const pathOf = ({ before, after }: ChangedFile): string => (after ?? before).path;

const isReplaced = ({ before, after }: ChangedFile): boolean => before !== undefined && after !== undefined;

/** Nothing is lost if a run is killed: what is moved is there twice before it is gone from its old place. */
const inSafeOrder = (changes: readonly ChangedFile[]): ChangedFile[] => [
  ...changes.filter(({ before }) => before === undefined),
  ...changes.filter(isReplaced),
  ...changes.filter(({ after }) => after === undefined),
];

/** @throws WriteError */
function apply(change: ChangedFile, root: string, ports: Ports): Undo {
  const { before, after } = change;
  if (before === undefined)
    return ports.createFile(after.path, { text: after.written, isExecutable: change.isExecutable }, root);
  if (after === undefined) return ports.deleteFile(before.path, before.written, root);
  return ports.replaceFile(after.path, { before: before.written, after: after.written }, root);
}

const kindOf = ({ before, after }: ChangedFile): WriteKind =>
  before === undefined ? 'create' : after === undefined ? 'delete' : 'replace';

const doneBy = ({ fixed, changes, refused }: FixedProject): FixesDone => ({
  fixed: fixed.length,
  paths: changes.map(pathOf),
  refused: refused.map(notMade),
});

/**
 * Fixes in memory, without the files that cannot be written: what they have to do with others is not fixed by half.
 * @param refusals why files cannot be written, by path; takes more of them
 * @param check throws WriteError for a change that cannot be made
 */
function fixWritable(
  project: Project,
  options: FixOptions,
  refusals: Map<string, string>,
  check: (change: ChangedFile) => void,
): FixedProject {
  const { root } = project.files;
  for (;;) {
    const fixed = fixModel(project, {
      ...options,
      mayEdit: ({ path }) => !refusals.has(path),
      mayCreate: (name) => !refusals.has(`${root}/${name}`),
    });
    const before = refusals.size;
    for (const change of fixed.changes) {
      const reason = refusalOf(() => {
        check(change);
      });
      if (reason !== undefined) refusals.set(pathOf(change), reason);
    }
    if (refusals.size === before) return fixed;
  }
}

/** A project in which some files are still as they were. */
function withOld(project: ProjectFiles, failed: readonly ChangedFile[]): ProjectFiles {
  const old = new Map<SourceFile, SourceFile | undefined>();
  for (const { before, after } of failed) if (after) old.set(after, before);
  const kept = project.files.flatMap((file): ProjectFile[] => {
    if (!('source' in file) || !old.has(file.source)) return [file];
    const source = old.get(file.source);
    return source ? [{ ...file, source }] : [];
  });
  const undeleted = failed.flatMap(({ before, after }): ProjectFile[] =>
    before && !after ? [{ name: before.name, path: before.path, source: before }] : [],
  );
  return { ...project, files: [...kept, ...undeleted] };
}

function refusalOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return error.message;
    throw error;
  }
}
