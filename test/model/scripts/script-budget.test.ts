import { expect, it } from 'vitest';
import { isComplete } from '../../../src/model/scripts/completeness.js';
import { scripts } from '../../../src/model/scripts/scripts.js';
import { projectOf } from '../../support/fixtures.js';

/** A script of about so many words and signs. */
const script = (pieces: number) => `#!/bin/sh\n${'yum\n'.repeat(pieces)}`;

it.each([
  ['all within the budget', 20_000, [false, false]],
  ['the second beyond it', 40_000, [false, true]],
  ['the first beyond it', 70_000, [true, true]],
])('scripts of which %s', (_, pieces, leftOut) => {
  const project = projectOf({
    '.platform/hooks/predeploy/1.sh': script(pieces),
    '.platform/hooks/predeploy/2.sh': script(pieces),
  });
  expect(scripts(project).map(({ isLeftOut }) => isLeftOut)).toEqual(leftOut);
  expect(scripts(project).map((one) => one.script.commands.length === 0)).toEqual(leftOut);
  expect(scripts(project).every(({ text }) => text === script(pieces))).toBe(true);
  expect(isComplete(project)).toBe(!leftOut.includes(true));
});
