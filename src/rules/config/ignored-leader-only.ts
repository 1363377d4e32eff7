import { knownCommands } from '../../model/bundle/config-files.js';
import type { CommandEntry } from '../../parse/index.js';
import { isTrue } from '../../source/index.js';
import type { EachRule } from '../rule.js';

export const ignoredLeaderOnly: EachRule<CommandEntry> = {
  meta: {
    summary: 'The key leader_only is used in commands, where it has no effect',
    why: 'Only container_commands have a leader. In commands, leader_only has no effect: the command runs on every instance. The guide also says that a file that does not validate may be skipped as a whole; it does not say whether an unknown key of a command is such a case.',
    consequence: 'silently-ignored',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'guide:customize-containers-ec2#linux-container-commands',
    ],
  },
  each: knownCommands,
  *check({ section, name, leader_only: leader }) {
    if (section !== 'commands' || !leader || !isTrue(leader)) return;
    yield {
      at: leader.key.place,
      message: `leader_only of "${name.text}" has no effect in commands`,
      help: 'Move the entry to `container_commands`, or delete `leader_only`.',
    };
  },
};
