import type { BaselineEntry, BaselineUse, RenamedEntry } from '../lint/suppressions/baseline.js';
import type { LintResult } from '../report/lint-result/lint-result.js';
import type { RuleId } from '../rules/rule.js';
import { compareBytes } from '../util/compare.js';
import type { CheckedProject } from './checking/check-project.js';
import { refusalOfRest } from './checking/run-budget.js';
import { addTiming, type Timing } from './checking/timing.js';
import type { FixesDone } from './fix.js';

/** What one run found over all its projects. */
export interface Outcome {
  /** Sorted by path. */
  readonly results: readonly LintResult[];
  /** The user has ended the run: projects after these were not checked. */
  readonly isInterrupted: boolean;
  /** A rule failed somewhere: what it would have said is not known. */
  readonly crashed: boolean;
  /** What a dry run would change, as `git apply` takes it. */
  readonly diff: string;
  /** The projects that were checked. */
  readonly projectRoots: readonly string[];
  /** How many files were checked. */
  readonly files: number;
  /** Rules that had less to check in some project because nothing names its platform. */
  readonly lackedPlatform: ReadonlySet<RuleId>;
  /** Absolute paths of the files that cannot be read as a whole, which silences rules about what is missing. */
  readonly lostFiles: readonly string[];
  /** Why the settings of an environment are not all known: the reason of the first, and of how many. */
  readonly unknownEnvironments?: { readonly reason: string; readonly count: number } | undefined;
  /** Files that were not fixed, or not shown, although something in them could be fixed, and projects that were not checked: each a sentence. */
  readonly refusals: readonly string[];
  /** What the file of suppressions did: nothing where there is none. */
  readonly baselined: BaselineUse;
  readonly done: FixesDone;
  /** How long rules and facts took; empty without `--timing`. */
  readonly timings: readonly Timing[];
}

/** Adds up what is found in one project after the other. */
export class OutcomeSum {
  readonly #results: LintResult[] = [];
  readonly #projectRoots: string[] = [];
  readonly #lackedPlatform = new Set<RuleId>();
  readonly #lostFiles: string[] = [];
  readonly #refusals: string[] = [];
  readonly #found: BaselineEntry[] = [];
  readonly #stale: BaselineEntry[] = [];
  readonly #renamed: RenamedEntry[] = [];
  readonly #paths: string[] = [];
  readonly #refused: FixesDone['refused'][number][] = [];
  readonly #timings = new Map<string, Timing>();
  #unknownEnvironments: Outcome['unknownEnvironments'];
  #fixed = 0;
  #crashed = false;
  #diff = '';
  #files = 0;

  add(root: string, checked: CheckedProject): void {
    const { results, diff = '', refusals = [], done, baseline } = checked;
    this.#projectRoots.push(root);
    this.#files += checked.files;
    this.#diff += diff;
    this.#crashed ||= checked.crashed;
    this.#fixed += done?.fixed ?? 0;
    if (checked.unknownEnvironment !== undefined) {
      const { reason = checked.unknownEnvironment, count = 0 } = this.#unknownEnvironments ?? {};
      this.#unknownEnvironments = { reason, count: count + 1 };
    }
    for (const id of checked.lackedPlatform) this.#lackedPlatform.add(id);
    for (const timing of checked.timings ?? []) addTiming(this.#timings, timing);
    append(this.#results, results);
    append(this.#lostFiles, checked.lostFiles);
    append(this.#refusals, refusals);
    append(this.#found, baseline?.found);
    append(this.#stale, baseline?.stale);
    append(this.#renamed, baseline?.renamed);
    append(this.#paths, done?.paths);
    append(this.#refused, done?.refused);
  }

  /** @param left the projects that were not checked any more, because of the limits of a run unless it was interrupted */
  total(
    left: readonly string[],
    { isInterrupted }: Pick<Outcome, 'isInterrupted'> = { isInterrupted: false },
  ): Outcome {
    const checked = this.#projectRoots.length;
    const interruption = `Stopped by Ctrl-C: only ${checked} of ${checked + left.length} projects were checked.`;
    return {
      isInterrupted,
      results: this.#results.sort((a, b) => compareBytes(a.filePath, b.filePath)),
      crashed: this.#crashed,
      diff: this.#diff,
      projectRoots: this.#projectRoots,
      files: this.#files,
      lackedPlatform: this.#lackedPlatform,
      lostFiles: this.#lostFiles,
      ...(this.#unknownEnvironments && { unknownEnvironments: this.#unknownEnvironments }),
      refusals: [...this.#refusals, ...(isInterrupted ? [interruption] : refusalOfRest(left))],
      baselined: { found: this.#found, stale: this.#stale, renamed: this.#renamed },
      done: { fixed: this.#fixed, paths: this.#paths, refused: this.#refused },
      timings: [...this.#timings.values()],
    };
  }
}

/** Of any number: as arguments of one call, very many are too many. */
function append<T>(all: T[], more: readonly T[] = []): void {
  for (const item of more) all.push(item);
}
