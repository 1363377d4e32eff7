import { EB_CLI_CONFIGS, type ProjectFile, type ProjectFiles, readProject } from '../model/project.js';
import { SourceFile } from '../source/index.js';
import { lintModel, type LintOptions, type LintReport } from './lint-project.js';

/** A file whose text is known. */
type ReadFile = Extract<ProjectFile, { source: SourceFile }>;

/**
 * A project that is linted again after each change, as an editor needs it: only files whose text changed are parsed again.
 * Pure like `lintProject`: it sees the texts it is given and touches nothing else.
 */
export class ProjectLinter {
  #files: ProjectFiles;
  #report: LintReport;

  constructor(
    files: ProjectFiles,
    readonly options: LintOptions = {},
  ) {
    this.#files = files;
    this.#report = lintModel(readProject(files, options), options);
  }

  /** What is in the project as it is now. */
  get report(): LintReport {
    return this.#report;
  }

  /**
   * Takes changed texts and lints again.
   * @param changes texts by the files' names below the root, forward slashes between; undefined for a file that is gone
   */
  update(changes: ReadonlyMap<string, string | undefined>): LintReport {
    const { files, ebCliConfigs } = this.#files;
    const changed = [...changes].flatMap(([name, text]) => this.#fileOf(name, text));
    const isEbCliConfig = ({ name }: { name: string }) => EB_CLI_CONFIGS.includes(name);
    this.#files = {
      ...this.#files,
      files: [
        ...files.filter(({ name }) => !changes.has(name)),
        ...changed.filter((file) => !isEbCliConfig(file)),
      ],
      ebCliConfigs: [
        ...ebCliConfigs.filter(({ name }) => !changes.has(name)),
        ...changed.filter(isEbCliConfig).map(({ source }) => source),
      ].sort((a, b) => EB_CLI_CONFIGS.indexOf(a.name) - EB_CLI_CONFIGS.indexOf(b.name)),
    };
    this.#report = lintModel(readProject(this.#files, this.options), this.options);
    return this.#report;
  }

  #fileOf(name: string, text: string | undefined): ReadFile[] {
    if (text === undefined) return [];
    const path = `${this.#files.root.replace(/[\\/]$/, '')}/${name}`;
    return [{ name, path, source: new SourceFile(path, name, text) }];
  }
}
