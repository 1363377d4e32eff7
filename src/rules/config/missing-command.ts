import { SECTIONS } from '../../knowledge/sections.js';
import { knownCommands } from '../../model/bundle/config-files.js';
import { type CommandEntry, misspellingsOf, scalarOf } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const missingCommand: EachRule<CommandEntry> = {
  meta: {
    summary: 'An entry of commands or container_commands has no command',
    why: 'The deployment fails: "01_migrate does not specify the \'command\' attribute, which is required".',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'guide:customize-containers-ec2#linux-container-commands',
      'guide:customize-containers-windows-ec2#windows-commands',
    ],
    yieldsTo: ['config/misindented-key', 'config/unknown-key'],
  },
  each: knownCommands,
  *check(entry) {
    const { name, section, command, defaults, value } = entry;
    // What `defaults` prints may bring the command.
    if (!isMissing(command) || defaults) return;
    yield {
      at: name.place,
      message: `Entry "${name.text}" of ${section} has no command`,
      help: SECTIONS.some((other) => other === name.text)
        ? `Move \`${name.text}\` to the left margin of the file: it is a section of its own.`
        : value.kind === 'scalar' && value.text !== ''
          ? 'Move the command line to a line of its own below the name, after `command:`.'
          : 'Add `command:` with the command line, or delete the entry.',
      related: misspellingsOf(entry, 'command'),
    };
  },
};

const isMissing = (command: CommandEntry['command']): boolean =>
  !command || scalarOf(command)?.type === 'null';
