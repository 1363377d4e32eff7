import type { LintOptions } from '../../lint/lint-options.js';
import { crashReport, type LintReport, reasonOfCrash } from '../../lint/lint-report.js';
import { RelintedProject } from '../../lint/project-linter.js';
import type { Project, ProjectFiles } from '../../model/project.js';
import { lazily } from '../../util/memo.js';

/** A project as it is now. */
export interface CheckedProject {
  readonly linted: RelintedProject;
  readonly project: Project;
  readonly options: LintOptions;
  /** Linted when it is first asked for. */
  readonly report: () => LintReport;
}

/** @param before the project as it was, with the same options */
export function checkedProject(
  files: ProjectFiles,
  options: LintOptions,
  before: CheckedProject | undefined,
): CheckedProject {
  before?.linted.update(files);
  const linted = before?.linted ?? new RelintedProject(files, options);
  const report = lazily(() => {
    try {
      return linted.lint();
    } catch (error) {
      return crashReport(files.root, reasonOfCrash(error), options);
    }
  });
  return {
    linted,
    get project() {
      return linted.project;
    },
    options,
    report,
  };
}
