import { median } from './lib/measure.mjs';

/**
 * Goals, each as a ratio of two medians of the same run, but for those of linting again and of memory.
 * `scene` is where it is measured, `name` the numerator, from which `without` is subtracted, and `beside` the denominator.
 * `reached` is the ratio of the last measured run if it missed the goal: docs/performance.md says why, and the ratio may not
 * get worse. `noise` is how much the difference of two long times varies by itself, as a ratio.
 */
export const GOALS = [
  { scene: 'cold', name: 'eblint --version', beside: 'node -e 0', goal: 1.3, stretch: 1.15, reached: 1.4 },
  { scene: 'cold', name: 'eblint --help', beside: 'node -e 0', goal: 1.3, stretch: 1.15, reached: 1.55 },
  { scene: 'cold', name: 'eblint, 1 file', beside: 'node -e 0', goal: 2.6, stretch: 2.4, reached: 3.4 },
  {
    scene: 'cold',
    name: 'eblint, nothing found',
    beside: 'node -e 0',
    goal: 4,
    stretch: 3.6,
    reached: 5.6,
  },
  ...moreThanNothingFound('cold', [
    { name: 'eblint, findings', goal: 0.6, stretch: 0.4, reached: 1.4 },
    { name: 'eblint, configuration file', goal: 0.15, stretch: 0.1 },
  ]),
  { scene: 'cold-24', name: 'eblint, 1 file', beside: 'node -e 0', goal: 2.6, stretch: 2.4 },
  { scene: 'cold-24', name: 'eblint, nothing found', beside: 'node -e 0', goal: 3.7, stretch: 3.3 },
  ...moreThanNothingFound('cold-24', [{ name: 'eblint, findings', goal: 0.6, stretch: 0.4 }]),
  { scene: '1000', name: 'eblint', beside: 'parse floor', goal: 3.2, stretch: 2.6, reached: 4.5 },
  { scene: '1000', name: 'eblint', beside: 'eslint + eslint-plugin-yml', goal: 0.9, stretch: 0.75 },
  { scene: '5000', name: 'eblint', beside: 'eslint + eslint-plugin-yml', goal: 1, stretch: 0.7 },
  { scene: '5000', name: 'eblint', beside: 'parse floor', goal: 4, stretch: 2.8 },
  { scene: '20000', name: 'eblint', beside: 'parse floor', goal: 2.6, stretch: 2 },
];

/** Goals for what a start on the same files takes longer for some reason. */
function moreThanNothingFound(scene, goals) {
  return goals.map((goal) => ({
    scene,
    without: 'eblint, nothing found',
    beside: 'node -e 0',
    noise: 0.5,
    ...goal,
  }));
}

/**
 * What a goal is about: a ratio of medians, of times by name. A difference is taken in each round, since what slows the machine
 * down for a while slows down both of its sides.
 */
export function measuredRatio({ name, without, beside }, times) {
  const own = times.get(name);
  const less = times.get(without);
  return median(less ? own.map((time, round) => time - less[round]) : own) / median(times.get(beside));
}

/** The goal in words. */
export const goalText = ({ name, without, beside }) =>
  `${without === undefined ? name : `(${name} − ${without})`} ÷ ${beside}`;

/** The time of linting a project again after one change, in milliseconds: what a user who types waits for. */
export const RELINT_GOAL = { goal: 6, stretch: 4 };

/** Peaks of resident memory in MiB by the number of files, and how much more the larger tree may take. */
export const MEMORY_GOALS = { 1: 58, 20000: 220 };
export const MEMORY_GROWTH_GOAL = { from: 5000, to: 20000, goal: 1.15 };

/** Of the language server, in milliseconds and MiB, by the number of files of the project; medians, and what 19 of 20 stay below. */
export const EDITOR_GOALS = {
  initialize: 80,
  20: { open: 120, change: 8, changeP95: 20, memory: 110 },
  200: { open: 400, change: 25, memory: 110 },
};
