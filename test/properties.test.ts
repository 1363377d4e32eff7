import fc from 'fast-check';
import { describe, it } from 'vitest';
import { texts } from './support/changed-projects.js';
import { INVARIANTS } from './support/invariants.js';

/** How long each invariant is tried by `npm run fuzz`, and from which seed; 0 in an ordinary run of the tests. */
const SECONDS = Number(process.env['EBLINT_FUZZ_SECONDS'] ?? 0);
const SEED = process.env['EBLINT_FUZZ_SEED'];

const LIMITS =
  SECONDS > 0
    ? { numRuns: 1e9, interruptAfterTimeLimit: SECONDS * 1000 }
    : { numRuns: 60, interruptAfterTimeLimit: 12_000 };

describe('whatever is in the files of a project', () => {
  it.each(Object.entries(INVARIANTS))(
    '%s',
    async (_, check) => {
      await fc.assert(
        fc.asyncProperty(texts, async (all) => check(all)),
        { ...LIMITS, ...(SEED && { seed: Number(SEED) }) },
      );
    },
    // Time to shrink what was found.
    (SECONDS + 600) * 1000,
  );
});
