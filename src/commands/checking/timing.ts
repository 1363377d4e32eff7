import type { Measure } from '../../model/project.js';
import { widest } from '../../util/collections.js';

/** How long a rule or fact took, without the facts that it asked for. */
export interface Timing {
  readonly name: string;
  /** In milliseconds. */
  readonly own: number;
  readonly calls: number;
}

/** Measures calls that are inside of each other: the time of an inner one is not part of the outer one. */
export class Stopwatch {
  #timings = new Map<string, Timing>();
  /** What the measured calls inside the current one took. */
  #inner = 0;

  readonly measure: Measure = (name, compute) => {
    const before = this.#inner;
    this.#inner = 0;
    const start = performance.now();
    try {
      return compute();
    } finally {
      const took = performance.now() - start;
      addTiming(this.#timings, { name, own: took - this.#inner, calls: 1 });
      this.#inner = before + took;
    }
  };

  /** What was measured since the last time. */
  take(): readonly Timing[] {
    const timings = [...this.#timings.values()];
    this.#timings = new Map();
    return timings;
  }
}

export function addTiming(sums: Map<string, Timing>, { name, own, calls }: Timing): void {
  const known = sums.get(name);
  sums.set(name, { name, own: own + (known?.own ?? 0), calls: calls + (known?.calls ?? 0) });
}

/** The costliest rules and facts as a table. */
export function timingText(timings: readonly Timing[], max: number): string {
  const total = timings.reduce((sum, { own }) => sum + own, 0);
  const rows = timings
    .toSorted((a, b) => b.own - a.own)
    .slice(0, max)
    .map(({ name, own, calls }) => [
      name,
      own.toFixed(1),
      `${(total === 0 ? 0 : (own / total) * 100).toFixed(1)} %`,
      String(calls),
    ]);
  const table = [['Rule or fact', 'Own time (ms)', 'Share', 'Calls'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => widest(table.map((row) => row[column] ?? '')));
  return table
    .map((row) => row.map((cell, column) => aligned(cell, column, widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const aligned = (cell: string, column: number, width: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);
