import type { Ports } from '../../ports/ports.js';
import { isBuildService } from '../report/context.js';

/** In milliseconds: a terminal is not written to more often. */
const REDRAW = 100;

/** To the start of the line, and nothing in it. */
const ERASE = '\r\u001b[2K';

/** A run that takes so long that a person waits: it shows how far it is, and Ctrl-C ends it with what was found. */
export class LongRun {
  #drawn = -Infinity;
  #unhook: (() => void) | undefined;
  readonly #total: number;
  readonly #ports: Ports;
  readonly #isShown: boolean;

  private constructor(total: number, ports: Ports) {
    this.#total = total;
    this.#ports = ports;
    const { env, stderr, stdout } = ports;
    this.#isShown = stderr.isTTY === true && stdout.isTTY && !isBuildService(env) && env['TERM'] !== 'dumb';
  }

  /** @param stop called at Ctrl-C */
  static async begin(
    { done, total }: { readonly done: number; readonly total: number },
    ports: Ports,
    stop: () => void,
  ): Promise<LongRun> {
    const run = new LongRun(total, ports);
    run.#unhook = await ports.onInterrupt(stop);
    run.tell(done);
    return run;
  }

  /** Shows how many projects are checked by now. */
  tell(done: number): void {
    const now = performance.now();
    if (!this.#isShown || now - this.#drawn < REDRAW) return;
    this.#drawn = now;
    const text = `Checked ${done} of ${this.#total} projects. Ctrl-C stops, and reports what was found.`;
    const { stderr, stdout } = this.#ports;
    // A line that is wrapped cannot be erased.
    stderr.write(`${ERASE}${text.slice(0, (stdout.columns ?? 80) - 1)}`);
  }

  /** Leaves nothing on the terminal. */
  end(): void {
    this.#unhook?.();
    if (this.#isShown) this.#ports.stderr.write(ERASE);
  }
}
