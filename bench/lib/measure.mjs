import { spawnSync } from 'node:child_process';

/** Variables that change how Node starts: programs are measured without them, as on most machines. */
const UNSET = ['NODE_COMPILE_CACHE', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'NODE_V8_COVERAGE'];

/** The environment of everything that is measured. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !UNSET.includes(name)),
);

/**
 * A program to measure.
 * @typedef {object} Contender
 * @property {string} name
 * @property {readonly string[]} command the program and its arguments
 * @property {string} folder where it runs
 * @property {Readonly<Record<string, string>>} [env] variables beside those of all programs
 * @property {readonly number[]} [exitCodes] those of a successful run (default: 0 and 1)
 */

/**
 * Runs programs in turn, again and again, so that whatever slows the machine down for a while slows down all of them.
 * @param {readonly Contender[]} contenders
 * @param {number} rounds how often each is measured, after a run of each that only warms the disk's cache
 * @returns {Map<string, readonly number[]>} the times of each in milliseconds, by name, in the order of the rounds
 */
export function measureInTurn(contenders, rounds) {
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) timeOf(contender);
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders) times.get(contender.name).push(timeOf(contender));
  return times;
}

/** Milliseconds of one run, from before the process starts until it has ended. */
function timeOf({ name, command: [program, ...args], folder, env, exitCodes = [0, 1] }) {
  const start = process.hrtime.bigint();
  const { status, error } = spawnSync(program, args, {
    cwd: folder,
    env: { ...environment, ...env },
    stdio: 'ignore',
  });
  const end = process.hrtime.bigint();
  if (error) throw error;
  if (!exitCodes.includes(status))
    throw new Error(`${name} ended with exit code ${status}: ${program} ${args.join(' ')}`);
  return Number(end - start) / 1e6;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
