import { ChangingProject } from '../model/changing-project.js';
import { EB_CLI_CONFIGS, type ProjectFile, type ProjectFiles } from '../model/project.js';
import { SourceFile } from '../source/index.js';
import type { LintOptions } from './lint-options.js';
import { lintModel } from './lint-project.js';
import type { LintReport } from './lint-report.js';

/** A file whose text is known. */
type ReadFile = Extract<ProjectFile, { source: SourceFile }>;

/**
 * A project that is linted again after each change, as an editor needs it: only files whose text changed are parsed again.
 * Pure like `lintProject`: it sees the texts it is given and touches nothing else.
 */
export class ProjectLinter {
  #files: ProjectFiles;
  readonly #linted: RelintedProject;
  #report: LintReport;

  constructor(
    files: ProjectFiles,
    readonly options: LintOptions = {},
  ) {
    this.#files = files;
    this.#linted = new RelintedProject(files, options);
    this.#report = this.#linted.lint();
  }

  /** What is in the project as it is now. */
  get report(): LintReport {
    return this.#report;
  }

  /**
   * Takes changed texts and lints again. The files of places stay the same objects, with the new texts: a report is to be shown
   * before the next change.
   * @param changes texts by the files' names below the root, forward slashes between; undefined for a file that is gone
   */
  update(changes: ReadonlyMap<string, string | undefined>): LintReport {
    const { files, ebCliConfigs } = this.#files;
    const changed = new Map([...changes].flatMap(([name, text]) => this.#fileOf(name, text)));
    const known = new Set(files.map(({ name }) => name));
    const isEbCliConfig = (name: string) => EB_CLI_CONFIGS.includes(name);
    const added = [...changed.values()].filter(({ name }) => !known.has(name) && !isEbCliConfig(name));
    const changedConfigs = [...changed.values()].filter(({ name }) => isEbCliConfig(name));
    this.#files = {
      ...this.#files,
      files: [
        ...files.flatMap((file) => (changes.has(file.name) ? (changed.get(file.name) ?? []) : file)),
        ...added,
      ],
      ebCliConfigs: [
        ...ebCliConfigs.filter(({ name }) => !changes.has(name)),
        ...changedConfigs.map(({ source }) => source),
      ].sort((a, b) => EB_CLI_CONFIGS.indexOf(a.name) - EB_CLI_CONFIGS.indexOf(b.name)),
    };
    this.#linted.update(this.#files);
    this.#report = this.#linted.lint();
    return this.#report;
  }

  #fileOf(name: string, text: string | undefined): [string, ReadFile][] {
    if (text === undefined) return [];
    const path = `${this.#files.root.replace(/[\\/]$/, '')}/${name}`;
    return [[name, { name, path, source: new SourceFile(path, name, text) }]];
  }
}

/** A project that is linted again after each change: only what depends on the change is computed again. */
export class RelintedProject {
  readonly options: LintOptions;
  #changing: ChangingProject;
  #files: ProjectFiles;

  constructor(files: ProjectFiles, options: LintOptions) {
    this.options = options;
    this.#files = files;
    this.#changing = new ChangingProject(files, this.options);
  }

  /** As it is now. */
  get project() {
    return this.#changing.project;
  }

  /** Takes what the project has now. Files with the same texts are to be the same. */
  update(files: ProjectFiles): void {
    this.#files = files;
    if (this.#changing.isWornOut) this.#changing = new ChangingProject(files, this.options);
    else this.#changing.update(files);
  }

  lint(): LintReport {
    const report = lintModel(this.project, this.options);
    if (!this.#changing.isWornOut) return report;
    this.#changing = new ChangingProject(this.#files, this.options);
    return lintModel(this.project, this.options);
  }
}
