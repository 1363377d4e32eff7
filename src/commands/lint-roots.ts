import type { Options } from '../cli/parse-flags.js';
import type { Ports } from '../ports/ports.js';
import { lazily } from '../util/memo.js';
import { projectChecker, type CheckInput } from './check-project.js';
import type { CheckingThreads } from './checking-threads.js';
import type { ConfiguredProject } from './configuration/configured-projects.js';
import { OutcomeSum, type Outcome } from './outcome.js';
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

/** Checks all projects; of each only the results stay in memory, not its texts and what was read in them. */
export async function lintRoots(input: ConfiguredInput, flags: Options, ports: Ports): Promise<Outcome> {
  const { projects } = input;
  const threads = await openThreads(input, flags, ports);
  const checkHere = lazily(() => projectChecker(input, flags, ports));
  const sum = new OutcomeSum();
  const budget = new RunBudget();
  const left: string[] = [];
  try {
    for (const [index, project] of projects.entries()) {
      if (budget.isSpent) {
        left.push(project.root);
        continue;
      }
      // What no thread could check is checked here, with the error that it ends in.
      const checked = (await threads?.checked(index)) ?? (await (await checkHere())(project));
      sum.add(project.root, checked);
      budget.spend(checked.cost);
    }
  } finally {
    threads?.close();
  }
  return sum.total(left);
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
