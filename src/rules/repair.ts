import type { Problem } from '../source/index.js';
import type { Finding } from './rule.js';

/** A parser's problem as a finding, with its repair as a fix: a file that nobody could read is read again by it. */
export const findingOfProblem = ({ repair, ...problem }: Problem): Finding => ({
  ...problem,
  ...(repair?.length && {
    fix: {
      title: 'Put ordinary blanks there',
      safety: 'safe',
      edits: repair.map((replacement) => ({ file: problem.at.file, ...replacement })),
    },
  }),
});
