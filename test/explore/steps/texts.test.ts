import { expect, it } from 'vitest';
import type { StepItem } from '../../../src/explore/steps/step-item.js';
import { titleOf } from '../../../src/explore/steps/texts.js';

const item = (details: readonly string[]) => ({ title: '01_migrate', details }) as unknown as StepItem;

it('a long command is cut off, but not that it runs on the leader only', () => {
  expect(
    titleOf(item([`python manage.py migrate ${'--verbose '.repeat(20)}`, 'on the leader only'])),
  ).toMatch(/^01_migrate: python manage\.py migrate .*…, on the leader only$/);
});

it('a short one is whole', () => {
  expect(titleOf(item(['ls', 'on the leader only', 'its errors are ignored']))).toBe(
    '01_migrate: ls, on the leader only, its errors are ignored',
  );
});
