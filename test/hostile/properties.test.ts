import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type Texts, texts } from '../support/changed-projects.js';
import { REPOSITORY } from '../support/fixtures.js';
import { INVARIANTS } from '../support/invariants.js';

/** How long `npm run fuzz` tries all invariants together, and from which seed; 0 in an ordinary run of the tests. */
const SECONDS = Number(process.env['EBLINT_FUZZ_SECONDS'] ?? 0);
const SEED = process.env['EBLINT_FUZZ_SEED'];

const invariants = Object.entries(INVARIANTS);
const LIMITS =
  SECONDS > 0
    ? { numRuns: 1e9, interruptAfterTimeLimit: (SECONDS * 1000) / invariants.length }
    : { numRuns: 20, interruptAfterTimeLimit: 4_000 };

/** Keeps the smallest project that was found: from then on `npm test` looks at it, too. */
function keep(all: Texts): void {
  const text = `${JSON.stringify(all, undefined, 2)}\n`;
  const folder = `${REPOSITORY}test/regressions/projects`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`, text);
}

describe('whatever is in the files of a project', () => {
  it.each(invariants)(
    '%s',
    async (_, check) => {
      // Loads what is loaded when it is first needed, which is not part of the time below.
      await check({});
      const details = await fc.check(
        fc.asyncProperty(texts, async (all) => check(all)),
        { ...LIMITS, ...(SEED && { seed: Number(SEED) }) },
      );
      if (details.counterexample && SECONDS > 0) keep(details.counterexample[0]);
      if (details.failed)
        throw new Error(await fc.asyncDefaultReportMessage(details), { cause: details.errorInstance });
    },
    // Time to shrink what was found.
    (SECONDS + 600) * 1000,
  );
});
