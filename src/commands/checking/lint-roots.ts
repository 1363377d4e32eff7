import type { Options } from '../../cli/parse-flags.js';
import type { Ports } from '../../ports/ports.js';
import { lazily } from '../../util/memo.js';
import type { ConfiguredProject } from '../configuration/configured-projects.js';
import { type Outcome, OutcomeSum } from '../outcome.js';
import { type CheckedProject, type CheckInput, projectChecker } from './check-project.js';
import type { CheckingThreads } from './checking-threads.js';
import type { LongRun } from './long-run.js';
import { RunBudget } from './run-budget.js';

/** What a run checks, with what is said about each project. */
export interface ConfiguredInput extends CheckInput {
  readonly projects: readonly ConfiguredProject[];
}

/**
 * Below this, threads are slower than one: each of them has to load the program, and its code runs slowly at first.
 * Measured with projects of ten files, where there are processors for what V8 compiles: 10 projects take 0.9 times as long
 * with two threads, 40 projects 0.75 times.
 */
const MIN_PROJECTS = 10;

/** In milliseconds: a run that takes longer shows how far it is. */
const PATIENCE = 500;

/** In milliseconds: so long, Ctrl-C may wait for projects that are checked in this thread. */
const PAUSE = 50;

/** How far a run over several projects is, and whether the user wants it to end. */
class Pace {
  #done = 0;
  #paused = performance.now();
  #longRun: LongRun | undefined;
  #isStopped = false;
  #isEnded = false;
  #wake: () => void = () => undefined;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(total: number, ports: Ports) {
    this.#timer = setTimeout(() => {
      void this.#lose(total, ports);
    }, PATIENCE);
  }

  /** What took less loads nothing for it. */
  async #lose(total: number, ports: Ports): Promise<void> {
    const { LongRun } = await import('./long-run.js');
    const longRun = await LongRun.begin({ done: this.#done, total }, ports, () => {
      this.#isStopped = true;
      this.#wake();
    });
    if (this.#isEnded) longRun.end();
    else this.#longRun = longRun;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** What comes of a project; undefined where the user does not wait for it. */
  until<T>(checked: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#wake = () => {
        resolve(undefined);
      };
      checked.then(resolve, reject);
    });
  }

  /** Nothing but the check of projects happens in this thread where it never pauses. */
  async next(): Promise<void> {
    this.#done++;
    this.#longRun?.tell(this.#done);
    if (performance.now() - this.#paused < PAUSE) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#paused = performance.now();
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#longRun?.end();
  }
}

/** Checks all projects; of each only the results stay in memory, not its texts and what was read in them. */
export async function lintRoots(input: ConfiguredInput, flags: Options, ports: Ports): Promise<Outcome> {
  const { projects } = input;
  const threads = await openThreads(input, flags, ports);
  const checkHere = lazily(() => projectChecker(input, flags, ports));
  const sum = new OutcomeSum();
  const budget = new RunBudget();
  const left: string[] = [];
  // Under --watch, each report takes the place of the last one.
  const pace = projects.length > 1 && !input.memory ? new Pace(projects.length, ports) : undefined;
  const check = async (index: number, project: ConfiguredProject): Promise<CheckedProject> =>
    // What no thread could check is checked here, with the error that it ends in.
    (await threads?.checked(index)) ?? (await checkHere())(project);
  try {
    for (const [index, project] of projects.entries()) {
      const isLeft = budget.isSpent || pace?.isStopped;
      const checked = isLeft
        ? undefined
        : await (pace?.until(check(index, project)) ?? check(index, project));
      if (!checked) {
        left.push(project.root);
        continue;
      }
      sum.add(project.root, checked);
      budget.spend(checked.cost);
      await pace?.next();
    }
  } finally {
    pace?.end();
    threads?.close();
  }
  return sum.total(left, { isInterrupted: pace?.isStopped === true && left.length > 0 });
}

/**
 * Threads that check projects, where they save time: on the disk, since each of them would have to open what git or an
 * archive has. Under `--watch` little is checked again. Only this thread writes files.
 */
async function openThreads(
  { projects, files, memory }: ConfiguredInput,
  flags: Options,
  ports: Ports,
): Promise<CheckingThreads | undefined> {
  const { threads, fix } = flags;
  if (threads === 1 || projects.length < (threads === undefined ? MIN_PROJECTS : 2)) return undefined;
  if (files !== ports.files || memory || fix === 'write') return undefined;
  const { checkingThreads } = await import('./checking-threads.js');
  return checkingThreads(projects, flags, ports);
}
