import { misorderedNamesOf, type MisorderedNames } from './misordered-commands/misordered-names.js';
import type { ScalarNode } from '../../parse/index.js';
import { list } from '../../util/list.js';
import { replaceWritten } from '../support/replace-written.js';
import type { Fix, Rule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const misorderedCommands: Rule = {
  meta: {
    id: 'config/misordered-commands',
    summary: 'Numbered commands do not run in the order of their numbers',
    why: 'Elastic Beanstalk runs the commands of a file in the alphabetical order of their names: "10_restart" runs before "2_migrate", because 1 comes before 2. A command that runs too early fails, or works on the state of the last deployment.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const misorder of configFiles(project).flatMap(misorderedNamesOf)) {
      const { first, second } = misorder;
      yield {
        at: first.place,
        message: `"${first.text}" runs before "${second.name.text}" in alphabetical order`,
        help: `Use the same number of digits in all names, such as \`${second.padded}\`.`,
        related: [{ at: second.name.place, note: `"${second.name.text}" runs later` }],
        fix: padding(misorder),
      };
    }
  },
};

/** Unsafe: commands run in another order afterwards. */
const padding = ({ short }: MisorderedNames): Fix => ({
  title: `Pad ${list(short.map(({ name }) => name.text))} with zeros`,
  safety: 'unsafe',
  edits: short.map(({ name, padded }) => replaceWritten(name, asText(name, padded))),
});

/** Without quotes a name of digits only is a number, which loses its zeros again. https://yaml.org/type/int.html */
const asText = ({ style }: ScalarNode, padded: string): string =>
  style === 'plain' && /^\d+$/.test(padded) ? `"${padded}"` : padded;
