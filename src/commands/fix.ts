import { fixModel, fixProject, type FixedProject, type FixOptions } from '../fix/fix-project.js';
import { lintProject, type LintReport } from '../lint/lint-project.js';
import type { ProjectFiles } from '../model/bundle/project-files.js';
import { readProject } from '../model/project.js';
import { secretLines } from '../model/settings/secret-lines.js';
import { WriteError } from '../ports/file-system.js';
import type { Ports } from '../ports/ports.js';
import { repositoryRoot } from './repository-root.js';
import { unifiedDiff } from '../fix/unified-diff.js';
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
  const diffs = changes.map(({ before, after }) => ({
    path: before.path,
    diff: unifiedDiff(before, after, { folder, hiddenLines: secretLines }),
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
  const failed = new Map<SourceFile, SourceFile>();
  for (const { before, after } of fixed.changes) {
    const reason = refusalOf(() => {
      ports.replaceFile(after.path, { before: before.written, after: after.written }, own.root);
    });
    if (reason === undefined) continue;
    refusals.push(reason);
    failed.set(after, before);
  }
  const report = failed.size === 0 ? fixed.report : lintProject(withOld(fixed.files, failed), options);
  return { report, diff: '', done: doneBy(fixed, new Set(failed.values())), refusals };
}

function doneBy({ fixed, changes, refused }: FixedProject, failed: ReadonlySet<SourceFile>): FixesDone {
  const paths = changes.filter(({ before }) => !failed.has(before)).map(({ after }) => after.path);
  const written = new Set(paths);
  return {
    fixed: fixed.filter(({ fix }) => fix.edits.every(({ file }) => written.has(file.path))).length,
    paths,
    refused,
  };
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
      const reason = refusalOf(() => {
        ports.checkReplaceable(file.path, files.root);
      });
      if (reason !== undefined) refusals.set(file.path, reason);
    }
    if (refusals.size === before) return { fixed, refusals: [...refusals.values()] };
  }
}

/** A project in which some files are still as they were. */
const withOld = (project: ProjectFiles, old: ReadonlyMap<SourceFile, SourceFile>): ProjectFiles => ({
  ...project,
  files: project.files.map((file) => {
    const source = 'source' in file ? old.get(file.source) : undefined;
    return source ? { ...file, source } : file;
  }),
});

function refusalOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return error.message;
    throw error;
  }
}
