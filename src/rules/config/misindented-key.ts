import { configFiles } from '../../model/bundle/config-files.js';
import type { ConfigFile } from '../../parse/index.js';
import { entriesIn, INDENTED_SECTIONS, namelessKeysIn, type ScalarNode } from '../../parse/index.js';
import { list } from '../../util/text.js';
import type { EachRule } from '../rule.js';

export const misindentedKey: EachRule<ConfigFile> = {
  meta: {
    summary: 'A key of an entry is beside the name of the entry instead of below it',
    why: 'Elastic Beanstalk takes the key for another entry of the section, and the deployment fails: "File specified with non-absolute path: mode", or "command does not specify the \'command\' attribute, which is required".',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2',
      'guide:customize-containers-windows-ec2',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/file_tool.py',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/command_tool.py',
    ],
  },
  each: configFiles,
  *check(file) {
    for (const section of INDENTED_SECTIONS) {
      for (const { name, beside } of entriesIn(file, section)) {
        const [first] = beside;
        if (first)
          yield {
            at: first.place,
            message: `${named(beside)} not below "${name.text}"`,
            help: `Indent ${beside.length > 1 ? 'them' : 'it'} more than the name.`,
            related: [{ at: name.place, note: 'name of the entry' }],
          };
      }
      for (const keys of namelessKeysIn(file, section)) {
        const [first] = keys;
        if (first)
          yield {
            at: first.place,
            message: `${named(keys)} not below the name of an entry`,
            help: `Write a name above, such as \`${EXAMPLES[section]}:\`, and indent ${keys.length > 1 ? 'them' : 'it'} more.`,
          };
      }
    }
  },
};

const EXAMPLES = {
  files: '/etc/myapp.conf',
  commands: '01_run',
  container_commands: '01_run',
} as const satisfies Record<(typeof INDENTED_SECTIONS)[number], string>;

const named = (keys: readonly ScalarNode[]): string =>
  `${list(keys.map(({ text }) => `"${text}"`))} ${keys.length > 1 ? 'are' : 'is'}`;
