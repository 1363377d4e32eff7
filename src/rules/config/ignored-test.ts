import { knownCommands } from '../../model/bundle/config-files.js';
import type { CommandEntry } from '../../parse/index.js';
import { isTrue } from '../../source/index.js';
import type { EachRule } from '../rule.js';

export const ignoredTest: EachRule<CommandEntry> = {
  meta: {
    summary: 'A container command has both a test and leader_only, which overrides it',
    why: 'With leader_only the command runs on one instance, and its test is silently ignored.',
    consequence: 'silently-ignored',
    references: ['guide:customize-containers-ec2#linux-container-commands'],
  },
  each: knownCommands,
  *check({ section, name, test, leader_only: leader }) {
    if (section !== 'container_commands' || !test || !leader || !isTrue(leader)) return;
    yield {
      at: test.key.place,
      message: `The test of "${name.text}" is ignored because of leader_only`,
      help: 'Delete `test` or `leader_only`, or write the test into `command`: `if TEST; then COMMAND; fi`.',
      related: [{ at: leader.key.place, note: 'leader_only is set here' }],
    };
  },
};
