import { availableParallelism } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import type { LostItem, Threads, ThreadWork } from '../ports/ports.js';
import { MAX_THREAD_MEGABYTES, MAX_THREADS } from '../util/limits.js';

/** What a thread begins with. */
export interface ThreadData {
  readonly job: unknown;
  readonly items: number;
  /** Shared by all threads: the next item, then the item of each thread. */
  readonly shared: Int32Array;
  /** Where in that the item of this thread is. */
  readonly own: number;
}

/** What a thread runs. */
interface ThreadProgram {
  /** A module that calls `serve`. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  /** Memory of each for what it keeps, in MiB: MAX_THREAD_MEGABYTES where this is left out. */
  readonly megabytes?: number;
}

/** What a thread says when it is done with an item; without an answer where that ended in an error. */
type Message = readonly [item: number, answer?: unknown];

const NEXT = 0;
const NONE = -1;

/** What this thread begins with, and where its answers go; undefined in the main thread. */
export const ownWork = (): { readonly data: ThreadData; readonly port: MessagePort } | undefined =>
  isMainThread || !parentPort ? undefined : { data: workerData as ThreadData, port: parentPort };

/** Does the items of a job one after the other, in a thread. */
export async function serve(
  { items, shared, own }: Omit<ThreadData, 'job'>,
  port: Pick<MessagePort, 'postMessage'>,
  answerTo: (item: number) => Promise<unknown>,
): Promise<void> {
  for (;;) {
    const item = Atomics.add(shared, NEXT, 1);
    Atomics.store(shared, own, item < items ? item : NONE);
    if (item >= items) return;
    let message: Message;
    try {
      message = [item, await answerTo(item)];
    } catch {
      // The thread that asked tries again, and meets the error itself.
      message = [item];
    }
    port.postMessage(message);
  }
}

/**
 * Starts threads that work on a job: each takes the next item when it is done with one.
 * @param processors how many there are for this process
 * @returns undefined where Node may not start any, and where they would not pay
 */
export function openThreads<Answer>(
  program: ThreadProgram,
  work: ThreadWork,
  processors = availableParallelism(),
): Threads<Answer> | undefined {
  const threads = work.threads ?? threadsThatPay(work.items, processors);
  if (threads === 0) return undefined;
  const pool = new Pool(program, work, threads);
  return pool.isRunning ? (pool as Threads<unknown> as Threads<Answer>) : undefined;
}

/**
 * One per processor. Beside one thread, V8 compiles in others of its own, so two processors are busy already: there, a second
 * thread pays only where there is much to do.
 */
function threadsThatPay(items: number, processors: number): number {
  const pays = processors > 2 || (processors === 2 && items >= MIN_ITEMS_FOR_TWO_PROCESSORS);
  return pays ? processors : 0;
}

/** Measured with projects of ten files: two threads take 1.3 times the processor time of one. */
const MIN_ITEMS_FOR_TWO_PROCESSORS = 200;

type Outcome = Awaited<ReturnType<Threads<unknown>['outcomeOf']>>;

class Pool implements Threads<unknown> {
  readonly #program: ThreadProgram;
  readonly #work: ThreadWork;
  readonly #shared: Int32Array;
  /** With where in `shared` the item of each is. */
  readonly #running = new Map<Worker, number>();
  /** What is known and not yet asked for. */
  readonly #outcomes = new Map<number, Outcome>();
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  readonly #megabytes: number;

  constructor(program: ThreadProgram, work: ThreadWork, wanted: number) {
    this.#program = program;
    this.#work = work;
    // Whoever gives Node less (`--max-old-space-size`) means its threads as well.
    const own = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);
    this.#megabytes = Math.min(program.megabytes ?? MAX_THREAD_MEGABYTES, own);
    const threads = Math.min(wanted, work.items, MAX_THREADS);
    this.#shared = new Int32Array(new SharedArrayBuffer((1 + threads) * Int32Array.BYTES_PER_ELEMENT));
    this.#shared.fill(NONE, 1);
    for (let own = 1; own <= threads; own++) this.#start(own);
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  readonly outcomeOf = (item: number): Promise<Outcome> => {
    const outcome = this.#outcomes.get(item);
    this.#outcomes.delete(item);
    if (outcome || !this.isRunning) return Promise.resolve(outcome ?? {});
    return new Promise((resolve) => this.#waiting.set(item, resolve));
  };

  readonly close = (): void => {
    Atomics.store(this.#shared, NEXT, this.#work.items);
    for (const [worker, own] of this.#running)
      if (Atomics.load(this.#shared, own) !== NONE) void worker.terminate();
  };

  #start(own: number): void {
    const { job, items } = this.#work;
    const { script, env } = this.#program;
    const workerData: ThreadData = { job, items, shared: this.#shared, own };
    const resourceLimits = { maxOldGenerationSizeMb: this.#megabytes };
    let worker: Worker;
    try {
      // The arguments, too: what they name may not be trusted.
      const argv = process.argv.slice(2);
      worker = new Worker(script, { workerData, resourceLimits, env, argv });
    } catch {
      // Under Node's permission model, it may be forbidden.
      return;
    }
    this.#running.set(worker, own);
    let error: unknown;
    worker
      .on('message', ([item, answer]: Message) => {
        this.#settle(item, answer === undefined ? {} : { answer });
      })
      .on('error', (reason) => (error = reason))
      .on('exit', (code) => {
        this.#running.delete(worker);
        this.#end(own, error ?? new Error(`a thread ended with code ${code}`));
      });
  }

  /** What a thread was at work on when it ended is lost; another one takes its place. */
  #end(own: number, error: unknown): void {
    const item = Atomics.exchange(this.#shared, own, NONE);
    if (item !== NONE) {
      this.#settle(item, { lost: this.#lossOf(error) });
      if (Atomics.load(this.#shared, NEXT) < this.#work.items) this.#start(own);
    }
    if (this.isRunning) return;
    for (const resolve of this.#waiting.values()) resolve({});
    this.#waiting.clear();
  }

  #lossOf(error: unknown): LostItem {
    const isMemory = (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    return { error, megabytes: isMemory ? this.#megabytes : undefined };
  }

  #settle(item: number, outcome: Outcome): void {
    const resolve = this.#waiting.get(item);
    this.#waiting.delete(item);
    if (resolve) resolve(outcome);
    else this.#outcomes.set(item, outcome);
  }
}
