import { costOfParsing } from '../model/bundle/within-budget.js';
import type { ProjectFiles } from '../model/bundle/project-files.js';

/** What all projects of a run may cost, see docs/limits.md: a link makes another project of the same large folder. */
const MAX_PIECES = 4_000_000;
const MAX_CHARACTERS = 256 * 2 ** 20;
const MAX_FINDINGS = 10_000;

/** Counts what the projects of a run cost, which depends on their texts alone. */
export class RunBudget {
  #pieces = 0;
  #characters = 0;
  #findings = 0;

  get isSpent(): boolean {
    return this.#pieces > MAX_PIECES || this.#characters > MAX_CHARACTERS || this.#findings > MAX_FINDINGS;
  }

  spend(project: ProjectFiles, findings: number): void {
    this.#pieces += costOfParsing(project);
    for (const file of project.files) if ('source' in file) this.#characters += file.source.text.length;
    this.#findings += findings;
  }
}

/** What is said of projects that are not checked any more; none where there are none. */
export const refusalOfRest = ([first, ...others]: readonly string[]): string[] =>
  first === undefined
    ? []
    : [
        `Cannot check ${first}${others.length > 0 ? ` and ${others.length} more` : ''}: the projects before hold more than ${MAX_PIECES} words and signs, ${MAX_CHARACTERS / 2 ** 20} MiB of text or ${MAX_FINDINGS} findings. Check them in runs of their own.`,
      ];
