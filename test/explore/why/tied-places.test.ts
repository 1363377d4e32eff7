import { expect, it } from 'vitest';
import { tiedPlaces } from '../../../src/explore/why/tied-places.js';
import { projectOf } from '../../support/fixtures.js';
import { growth, IN_STEP } from '../../support/processor-time.js';

it.each(['ERROR ', 'a/b.sh:1 ', 'Command 01_a failed\n'])(
  'a text takes time in step with how often it says %j',
  async (piece) => {
    const project = projectOf({
      '.ebextensions/a.config': 'commands:\n  01_a:\n    command: x\n',
      '.platform/hooks/prebuild/b.sh': 'echo a\n',
    });
    const power = await growth(20_000, (size) => tiedPlaces(piece.repeat(size), project));
    expect(power).toBeLessThan(IN_STEP);
  },
);
