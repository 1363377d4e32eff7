import { misorderedNamesOf, type MisorderedNames } from '../../model/misordered-names.js';
import type { ScalarNode } from '../../model/section-entries.js';
import { replaceWritten } from '../replace-written.js';
import type { Fix, Rule } from '../rule.js';

export const commandOrder: Rule = {
  meta: {
    id: 'config/command-order',
    summary: 'Numbered commands run in another order than their numbers say',
    why: 'Elastic Beanstalk runs the commands of a file in the alphabetical order of their names: "10_restart" comes before "2_migrate", since 1 comes before 2. Nothing tells of it; what comes too early fails, or works on the state of the last deployment.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const misorder of configFiles.flatMap(misorderedNamesOf)) {
      const { section, first, second, short } = misorder;
      // Of two names in the wrong order the later one always has fewer digits.
      const { padded } = short.find(({ name }) => name === second)!;
      yield {
        at: first.place,
        message: `${section} run in alphabetical order, so "${first.text}" runs before "${second.text}"; write all numbers with as many digits, such as "${padded}".`,
        related: [{ at: second.place, note: `"${second.text}" stands here and runs later` }],
        fix: padding(misorder),
      };
    }
  },
};

/** Commands run in another order by it. */
const padding = ({ short }: MisorderedNames): Fix => ({
  title: `Put zeros before ${short.map(({ name }) => name.text).join(', ')}`,
  safety: 'unsafe',
  edits: short.map(({ name, padded }) => replaceWritten(name, asText(name, padded))),
});

/** Without quotes a name of digits alone is a number, which loses its zeros again. https://yaml.org/type/int.html */
const asText = ({ style }: ScalarNode, padded: string): string =>
  style === 'plain' && /^\d+$/.test(padded) ? `"${padded}"` : padded;
