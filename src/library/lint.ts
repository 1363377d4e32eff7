import * as fix from '../fix/fix-project.js';
import * as lint from '../lint/lint-project.js';
import type { LintReport } from '../lint/lint-report.js';
import { ProjectLinter as UncheckedLinter } from '../lint/project-linter.js';
import type { ProjectFiles } from '../model/project.js';
import { checkedFiles, checkParameter } from './checked-parameters.js';
import { linterOptions } from './linter-options.js';
import type { FixOptions, LintOptions } from './options.js';

/**
 * Checks one project. Pure: everything it knows comes in through `files`, and whatever they hold, it does not throw.
 * @throws TypeError for what is not a set of files and for options that do not exist, ConfigurationError for a configuration that is not right
 */
export const lintProject = (files: ProjectFiles, options: LintOptions = {}): LintReport =>
  lint.lintProject(checkedFiles(files), linterOptions(options)(files.root));

/**
 * Makes the fixes of a project in memory, each proved to change nothing else. Pure: `changes` is for the caller to write.
 * @throws TypeError for options that do not exist
 */
export const fixProject = (files: ProjectFiles, options: FixOptions = {}): fix.FixedProject =>
  fix.fixProject(checkedFiles(files), linterOptions(options)(files.root));

/** A project that is linted again after each change, as an editor needs it: only files whose text changed are parsed again. */
export class ProjectLinter extends UncheckedLinter {
  /** @throws TypeError for options that do not exist */
  constructor(files: ProjectFiles, options: LintOptions = {}) {
    super(checkedFiles(files), linterOptions(options)(files.root));
  }

  /** @throws TypeError for changes that are not a Map */
  override update(changes: ReadonlyMap<string, string | undefined>): LintReport {
    checkParameter(changes instanceof Map, 'changes', 'a Map of names of files to their texts');
    return super.update(changes);
  }
}
