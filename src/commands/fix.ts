import {
  fixModel,
  fixProject,
  type ChangedFile,
  type FixedProject,
  type FixOptions,
} from '../fix/fix-project.js';
import { lintProject, type LintReport } from '../lint/lint-project.js';
import type { ProjectFile, ProjectFiles } from '../model/bundle/project-files.js';
import { readProject } from '../model/project.js';
import { secretLines } from '../model/settings/secret-lines.js';
import { WriteError } from '../ports/file-system.js';
import type { Ports } from '../ports/ports.js';
import { repositoryRoot } from '../discover/repository-root.js';
import { unifiedDiff } from '../fix/unified-diff.js';
import type { Fix } from '../rules/rule.js';
import type { SourceFile } from '../source/index.js';

/** `write` changes the files, `print` leaves them as they are. */
export type FixMode = 'write' | 'print';

export interface FixedFiles {
  /** What is left. */
  readonly report: LintReport;
  /** What `print` would change. */
  readonly diff: string;
  readonly done: FixesDone;
  /** Files that were left alone although something in them could be fixed, each as a sentence. */
  readonly refusals: readonly string[];
}

/** What became of the fixes of a project. */
export interface FixesDone {
  /** How many findings were fixed. */
  readonly fixed: number;
  /** The files that were changed, or would be: absolute paths. */
  readonly paths: readonly string[];
  /** The fixes that were not made, and why. */
  readonly refused: FixedProject['refused'];
}

/** Fixes what can be fixed in one project. A file that cannot be replaced is left alone, and so is all that depends on it. */
export function fixFiles(files: ProjectFiles, mode: FixMode, options: FixOptions, ports: Ports): FixedFiles {
  return mode === 'print' ? printed(files, options, ports) : written(files, options, ports);
}

function printed(files: ProjectFiles, options: FixOptions, ports: Ports): FixedFiles {
  const folder = repositoryRoot(ports);
  const result = fixProject(files, options);
  const { changes, report } = result;
  const diffs = changes.map((change) => ({
    path: pathOf(change),
    diff: unifiedDiff(change, { folder, hiddenLines: secretLines }),
  }));
  return {
    report,
    diff: diffs.map(({ diff }) => diff ?? '').join(''),
    done: doneBy(result, new Set()),
    refusals: diffs
      .filter(({ diff }) => diff === undefined)
      .map(({ path }) => `Cannot show the diff of ${path}: it would show a line that may hold a secret.`),
  };
}

function written(files: ProjectFiles, options: FixOptions, ports: Ports): FixedFiles {
  const removed = new Set(
    ports.removeStaleTemporaries(
      files.files.map(({ path }) => path),
      files.root,
    ),
  );
  const own = { ...files, files: files.files.filter(({ path }) => !removed.has(path)) };
  const { fixed, refusals } = fixWritable(own, options, ports);
  const failed = new Set<ChangedFile>();
  for (const change of inSafeOrder(fixed.changes)) {
    // What could not be created may be needed by what comes after it.
    const isCutOff = failed.size > 0 && !isReplaced(change);
    const reason = isCutOff
      ? undefined
      : refusalOf(() => {
          apply(change, own.root, ports);
        });
    if (!isCutOff && reason === undefined) continue;
    if (reason !== undefined) refusals.push(reason);
    failed.add(change);
  }
  const report = failed.size === 0 ? fixed.report : lintProject(withOld(fixed.files, failed), options);
  return { report, diff: '', done: doneBy(fixed, failed), refusals };
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
function apply(change: ChangedFile, root: string, ports: Ports): void {
  const { before, after } = change;
  if (before === undefined)
    ports.createFile(after.path, { text: after.written, isExecutable: change.isExecutable }, root);
  else if (after === undefined) ports.deleteFile(before.path, before.written, root);
  else ports.replaceFile(after.path, { before: before.written, after: after.written }, root);
}

function doneBy({ fixed, changes, refused }: FixedProject, failed: ReadonlySet<ChangedFile>): FixesDone {
  const notWritten = new Set([...failed].map(pathOf));
  return {
    fixed: fixed.filter(({ fix, at }) => ![...pathsOf(fix, at.file)].some((path) => notWritten.has(path)))
      .length,
    paths: changes.filter((change) => !failed.has(change)).map(pathOf),
    refused,
  };
}

/** All files that a fix changes. */
function* pathsOf({ edits, files = [] }: Fix, { path, name }: SourceFile): Iterable<string> {
  const root = path.slice(0, path.length - name.length);
  for (const { file } of edits) yield file.path;
  for (const change of files) yield change.kind === 'create' ? root + change.name : change.file.path;
}

/** Fixes in memory, without the files that cannot be replaced: what they have to do with others is not fixed by half. */
function fixWritable(
  files: ProjectFiles,
  options: FixOptions,
  ports: Ports,
): { fixed: FixedProject; refusals: string[] } {
  const project = readProject(files, options);
  const refusals = new Map<string, string>();
  for (;;) {
    const fixed = fixModel(project, { ...options, mayEdit: ({ path }) => !refusals.has(path) });
    const before = refusals.size;
    for (const { before: file } of fixed.changes) {
      if (!file) continue;
      const reason = refusalOf(() => {
        ports.checkReplaceable(file.path, files.root);
      });
      if (reason !== undefined) refusals.set(file.path, reason);
    }
    if (refusals.size === before) return { fixed, refusals: [...refusals.values()] };
  }
}

/** A project in which some files are still as they were. */
function withOld(project: ProjectFiles, failed: ReadonlySet<ChangedFile>): ProjectFiles {
  const old = new Map<SourceFile, SourceFile | undefined>();
  for (const { before, after } of failed) if (after) old.set(after, before);
  const kept = project.files.flatMap((file): ProjectFile[] => {
    if (!('source' in file) || !old.has(file.source)) return [file];
    const source = old.get(file.source);
    return source ? [{ ...file, source }] : [];
  });
  const undeleted = [...failed].flatMap(({ before, after }): ProjectFile[] =>
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
