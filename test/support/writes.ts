import fs, { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskWrites } from '../../src/io/writes/create-file.js';
import { appendReport, writeReport } from '../../src/io/writes/write-report.js';
import type { Ports } from '../../src/ports/ports.js';
import { replaceInFs } from './built-in-fs.js';

/** Ports of a run that really writes. */
export const writingPorts = (cwd: string): Partial<Ports> => ({
  ...diskWrites,
  writeReport: (path, text) => {
    writeReport(path, text, cwd);
  },
  appendReport: (path, text, maxBytes) => {
    appendReport(path, text, { maxBytes, cwd });
  },
});

/** A port that replaces nothing, and notes the paths. */
export const noting =
  (paths: string[]): Ports['replaceFile'] =>
  (path) => {
    paths.push(path);
    return () => undefined;
  };

/** One call that changes the disk: the function, and the path where it has one. */
export interface Step {
  readonly name: string;
  readonly path: string | undefined;
}

/**
 * What happens: one step alone is refused, or the run is killed at a step, in the middle of what it writes, or the disk has
 * room for so many pieces of text.
 */
export type Fault = 'one refusal' | 'a kill' | 'a full disk';

/** In bytes. */
const PIECE = 48;

/** All functions of `node:fs` that change the disk. */
const CHANGING = [
  ...['appendFileSync', 'chmodSync', 'copyFileSync', 'fchmodSync', 'fchownSync', 'fsyncSync', 'linkSync'],
  ...[
    'mkdirSync',
    'openSync',
    'renameSync',
    'rmdirSync',
    'rmSync',
    'unlinkSync',
    'writeFileSync',
    'writeSync',
  ],
] as const;

type Call = (...args: unknown[]) => unknown;

/** A disk on which something goes wrong at one step; for one test. */
export class FaultyDisk {
  steps: Step[] = [];
  #at = Infinity;
  #fault: Fault = 'one refusal';
  #isOn = false;
  /** In bytes. */
  #room = Infinity;
  #wasFull = false;

  constructor() {
    for (const name of CHANGING)
      replaceInFs(name as 'rmSync', (original) => this.#changed(name, original as Call) as typeof original);
  }

  /** Does something with a fault at a step, counted from 1, or with room for one piece less than that. */
  async during<T>(at: number, fault: Fault, action: () => Promise<T>): Promise<T> {
    [this.steps, this.#at, this.#fault, this.#isOn] = [[], at, fault, true];
    this.#room = fault === 'a full disk' ? (at - 1) * PIECE : Infinity;
    this.#wasFull = false;
    try {
      return await action();
    } finally {
      this.#isOn = false;
    }
  }

  /** Whether something went wrong. */
  get wasFaulty(): boolean {
    return this.#fault === 'a full disk' ? this.#wasFull : this.steps.length >= this.#at;
  }

  #changed(name: string, original: Call): Call {
    return (...args) => {
      if (!this.#isOn || !isChange(name, args)) return original(...args);
      this.steps.push({ name, path: typeof args[0] === 'string' ? args[0] : undefined });
      const text = name === 'writeFileSync' ? Buffer.from(String(args[1])) : Buffer.alloc(0);
      const freed = freedBy(name, args);
      const isBroken = this.#isBroken();
      const isFull = text.length > this.#room;
      if (!isBroken && !isFull) {
        const result = this.#without(() => original(...args));
        this.#room += freed - text.length;
        return result;
      }
      this.#wasFull ||= isFull;
      // Of what is written a part is there.
      if (text.length > 0 && (isFull || this.steps.length === this.#at)) {
        const part = text.subarray(0, isFull ? this.#room : text.length / 2);
        this.#without(() => original(args[0], part, args[2]));
        this.#room -= part.length;
      }
      throw this.#fault === 'a kill'
        ? new Error('killed')
        : Object.assign(new Error('a fault'), { code: isFull ? 'ENOSPC' : 'EIO' });
    };
  }

  /** Some functions call others. */
  #without<T>(action: () => T): T {
    this.#isOn = false;
    try {
      return action();
    } finally {
      this.#isOn = true;
    }
  }

  #isBroken(): boolean {
    const step = this.steps.length;
    return this.#fault === 'one refusal' ? step === this.#at : this.#fault === 'a kill' && step >= this.#at;
  }
}

/** The bytes of what has no name any more. */
function freedBy(name: string, [first, second]: unknown[]): number {
  const gone = /^(?:rm|unlink)Sync$/.test(name) ? first : name === 'renameSync' ? second : undefined;
  const stats = typeof gone === 'string' ? fs.lstatSync(gone, { throwIfNoEntry: false }) : undefined;
  return stats?.isFile() && stats.nlink === 1 ? stats.size : 0;
}

/** A file that is only read is opened as well. */
const isChange = (name: string, [, flags]: unknown[]): boolean =>
  name !== 'openSync' ||
  (typeof flags === 'number' ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0 : flags !== 'r');

/** All files below a folder: their paths with their texts. What eblint cleans up in its next run is left out. */
export const textsIn = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !/^\.eblint-.*\.tmp$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );

/** All folders below a folder. */
export const foldersIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
