import { expect, it } from 'vitest';
import { constantTest } from '../../src/rules/instance/constant-test.js';
import { projectOf } from '../support/fixtures.js';

it.each([
  ['[ /swapfile ] && swapon /swapfile', 1],
  ['[[ /swapfile ]] && swapon /swapfile', 1],
  ['[ -f /swapfile && swapon /swapfile', 0],
  ['[[ -f ] && swapon /swapfile', 0],
])('a bracket that nothing closes is no test: %j', (command, count) => {
  const config = `commands:\n  01_swap:\n    command: ${JSON.stringify(command)}\n`;
  expect([...constantTest.check(projectOf({ '.ebextensions/a.config': config }))]).toHaveLength(count);
});
