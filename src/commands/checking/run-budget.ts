import { costOfParsing } from '../../model/bundle/within-budget.js';
import type { ProjectFiles } from '../../model/project.js';
import { MAX_RUN_CHARACTERS, MAX_RUN_FINDINGS, MAX_RUN_PIECES } from '../../util/limits.js';

/** What one project cost, which depends only on its texts. */
export interface Cost {
  readonly pieces: number;
  readonly characters: number;
  readonly findings: number;
}

export const costOf = (project: ProjectFiles, findings: number): Cost => ({
  pieces: costOfParsing(project),
  characters: project.files.reduce((sum, file) => sum + ('source' in file ? file.source.text.length : 0), 0),
  findings,
});

/** Counts what the projects of a run cost. */
export class RunBudget {
  #pieces = 0;
  #characters = 0;
  #findings = 0;

  get isSpent(): boolean {
    return (
      this.#pieces > MAX_RUN_PIECES ||
      this.#characters > MAX_RUN_CHARACTERS ||
      this.#findings > MAX_RUN_FINDINGS
    );
  }

  spend({ pieces, characters, findings }: Cost): void {
    this.#pieces += pieces;
    this.#characters += characters;
    this.#findings += findings;
  }
}

/** What is said of projects that are not checked any more; empty where all are checked. */
export const refusalOfRest = ([first, ...others]: readonly string[]): string[] =>
  first === undefined
    ? []
    : [
        `Cannot check ${first}${others.length > 0 ? ` and ${others.length} more` : ''}: the projects before hold more than ${MAX_RUN_PIECES} words and signs, ${MAX_RUN_CHARACTERS / 2 ** 20} MiB of text or ${MAX_RUN_FINDINGS} findings. Check them in runs of their own.`,
      ];
