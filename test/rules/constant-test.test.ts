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

it.each([
  ['[ ! /swapfile ] && swapon /swapfile', 'false'],
  ['if [[ ! /swapfile ]]; then swapon /swapfile; fi', 'false'],
  ['test ! /swapfile && swapon /swapfile', 'false'],
  ['[ ! /swapfile ] || [ -e /swapfile ]', 'false'],
  ['! [ /swapfile ] && swapon /swapfile', 'true'],
])('a text alone has one result, negated or not: %j', (command, result) => {
  const config = `commands:\n  01_swap:\n    command: ${JSON.stringify(command)}\n`;
  const messages = [...constantTest.check(projectOf({ '.ebextensions/a.config': config }))].map(
    ({ message }) => message,
  );
  expect(messages).toEqual([`The test of "/swapfile" is always ${result}, because it has no operator`]);
});

it.each(['[ ! "$SWAP" ]', '[ ! -e /swapfile ]', '[ ! "$(swapon --show)" ]', '[ ! "" ]'])(
  'a negated test of something is one: %s',
  (test) => {
    const config = `commands:\n  01_swap:\n    command: mkswap /swapfile\n    test: ${JSON.stringify(test)}\n`;
    expect([...constantTest.check(projectOf({ '.ebextensions/a.config': config }))]).toEqual([]);
  },
);
